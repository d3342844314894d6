import Foundation
import Testing
import _TestSupport

@Suite struct ScoreCommandTests {
    private static let province = "rules/cn/sichuan"
    private static let records = """
        {"id": "r-1", "subject": {"id": "d-1", "kind": "department", "name": "省渡口局"}, "breach": {"category": "default", "basis": "court-judgment", "recorded": "2024-04-10", "loss": 10, "impact": "minor", "serious": false}, "events": [{"type": "rectified", "on": "2024-05-01"}]}
        {"id": "r-2", "subject": {"id": "d-2", "kind": "department"}, "breach": {"category": "default", "basis": "court-judgment", "recorded": "2024-04-10", "loss": 10, "impact": "minor"}, "events": [{"type": "rectified", "on": "2024-05-01"}]}
        {"id": "r-3", "subject": {"id": "d-3", "kind": "department"}, "breach": {"category": "default", "basis": "none", "recorded": "2024-04-10"}}

        """

    private func folder(_ records: String = records) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write(records, "records.jsonl")
        try folder.write("{\"id\": \"s-1\", \"subject\": {\"id\": \"d-0\", \"kind\": \"government\"}}\n", "subjects.jsonl")
        return folder
    }

    private func score(_ folder: TemporaryFolder, _ more: [String] = []) throws -> Executable.Outcome {
        try redress.run(["score", Self.province, "--records", folder.path("records.jsonl"), "--period", "2024-Q2"] + more)
    }

    @Test(arguments: ["zh", "en"]) func ranksWithWhatIsKnownAndWhatIsNot(language: String) throws {
        let folder = try folder()
        let outcome = try score(folder, ["--lang", language, "--subjects", folder.path("subjects.jsonl")])
        #expect(outcome.status == 0)
        #expect(outcome.error == "")
        #expect(outcome.text.contains("省渡口局"))
        #expect(outcome.text.contains(language == "zh" ? "82～92" : "82 to 92"))
        #expect(outcome.text.contains("breach.serious"))
        #expect(outcome.text.contains(language == "zh" ? "4 个主体：3 个总分已定，1 个未定" : "4 subjects: 3 totals known, 1 not"))
        #expect(outcome.text.contains(language == "zh" ? "失信扣分 = 5" : "points lost by a breach = 5"))
    }

    @Test(arguments: ["table", "json", "csv"]) func theSameScoresAreTheSameBytes(format: String) throws {
        let many = (0..<3000).map { index in
            "{\"id\": \"r-\(index)\", \"subject\": {\"id\": \"d-\(index % 97)\", \"kind\": \"department\"}, \"breach\": {\"category\": \"default\", \"basis\": \"court-judgment\", \"recorded\": \"2024-0\(index % 6 + 1)-10\", \"loss\": \(index)}}\n"
        }.joined()
        let folder = try folder(many)
        let first = try score(folder, ["--format", format, "--lang", "en", "--jobs", "1"])
        let second = try score(folder, ["--format", format, "--lang", "en", "--jobs", "4"])
        #expect(first.status == 0)
        #expect(!first.out.isEmpty)
        #expect(first.out == second.out)
    }

    @Test func oneSubjectIsExplainedRecordByRecord() throws {
        let folder = try folder()
        let outcome = try score(folder, ["--subject", "d-1", "--lang", "en"])
        #expect(outcome.status == 0)
        #expect(outcome.text.contains("Record r-1 2024-04-10 -5"))
        #expect(outcome.text.contains("total 92"))
        #expect(outcome.text.contains("not stated in the text"))
        let unknown = try score(folder, ["--subject", "d-9", "--lang", "en"])
        #expect(unknown.status == 2)
        #expect(unknown.error.contains("`d-9` is not among the subjects assessed"))
    }

    @Test func whatCannotBeReadIsToldAndCounted() throws {
        let folder = try folder(Self.records + "{\"id\": \"r-9\", \"breach\": {\"loss\": \"much\"}}\n")
        let outcome = try score(folder, ["--lang", "en", "--format", "json"])
        #expect(outcome.status == 1)
        #expect(outcome.error.contains("line 4"))
        #expect(outcome.error.contains("1 rejected"))
        #expect(outcome.text.contains("\"rejected\": 1"))
    }

    @Test func whomARecordIsAboutMustBeKnown() throws {
        let folder = try folder(
            "{\"id\": \"r-1\", \"subject\": {\"kind\": \"department\"}, \"breach\": {\"basis\": \"none\", \"recorded\": \"2024-04-10\"}}\n")
        let outcome = try score(folder, ["--lang", "en"])
        #expect(outcome.status == 1)
        #expect(outcome.text.contains("There is no subject to assess."))
        #expect(outcome.text.contains("subject.id"))
    }

    @Test(
        arguments: [
            (["--period", "2024-Q5"], "2024-Q5"), (["--period", "2024-05"], "no assessment has a period such as `2024-05`"),
            (["--period", "2010-Q1"], "isn't in force"),
            (["--period", "2024-Q2", "--assessment", "quarterly monitorin"], "did you mean `quarterly monitoring`"),
            (["--period", "2024-Q2", "--as-of", "2024-05-01"], "--as-of is before the end of --period"),
        ])
    func whatIsWrongUsageIsSaid(arguments: [String], said: String) throws {
        let folder = try folder()
        let outcome = try redress.run(["score", Self.province, "--records", folder.path("records.jsonl"), "--lang", "en"] + arguments)
        #expect(outcome.status == 2)
        #expect(outcome.out.isEmpty)
        #expect(outcome.error.contains(said), "\(outcome.error)")
    }
}
