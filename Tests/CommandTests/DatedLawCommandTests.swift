import Foundation
import Testing
import _TestSupport

/// The commands on packs whose law changes.
@Suite struct DatedLawCommandTests {
    private static let corpus = "Tests/Corpus/time"

    private func on(_ name: String, _ record: String, _ days: String...) -> [String] {
        let folder = "\(Self.corpus)/\(name)"
        return ["--pack", folder, "--records", "\(folder)/records.jsonl", "--record", record] + days
    }

    private func json(_ outcome: Executable.Outcome) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(outcome.out)) as? [String: Any])
    }

    @Test func nextSaysFromWhichDayThereIsAnotherLaw() throws {
        let case1 = on("law-objection-window", "late", "--as-of", "2023-01-15")
        #expect(try json(redress.run(["next"] + case1 + ["--format", "json"]))["lawChanges"] as? String == "2023-01-20")
        for (language, words) in [("en", "From 2023-01-20 on the pack has another law"), ("zh", "自 2023-01-20 起政策另有规定")] {
            let text = try redress.run(["next"] + case1 + ["--lang", language]).text
            #expect(text.contains(words), "\(text)")
        }
        // A law that is asked for doesn't change, the last one neither, and what isn't dated has nothing to say of it.
        #expect(try json(redress.run(["next"] + case1 + ["--law", "2023-01-15", "--format", "json"]))["lawChanges"] == nil)
        let last = on("law-objection-window", "late", "--as-of", "2023-01-20", "--format", "json")
        #expect(try json(redress.run(["next"] + last))["lawChanges"] == nil)
        let undated = on("objection-in-time-and-late", "late", "--as-of", "2023-01-15", "--format", "json")
        #expect(try json(redress.run(["next"] + undated))["lawChanges"] == nil)
    }

    @Test(arguments: [
        ("law-objection-window", "late", "2023-01-15"), ("law-wrong-milder", "rejected", "2023-01-12"), ("law-choice-running", "open", "2023-01-08"),
    ])
    func aStoredCaseIsTakenUpUnderALaterLaw(_ name: String, _ record: String, _ day: String) throws {
        let folder = try TemporaryFolder()
        let file = folder.path("case.json")
        #expect(try redress.run(["next"] + on(name, record, "--as-of", day, "--format", "json", "-o", file)).status == 0)
        let resumed = try redress.run(
            ["next", "--pack", "\(Self.corpus)/\(name)", "--resume", file, "--as-of", "2023-01-25", "--format", "json"])
        #expect(resumed.status == 0)
        #expect(resumed.error == "")
        #expect(resumed.out == (try redress.run(["next"] + on(name, record, "--as-of", "2023-01-25", "--format", "json")).out))
    }

    /// What the case goes by, not what the pack says last.
    @Test func lettersAndReasonsGoByTheLawOfTheCase() throws {
        let running = on("law-choice-running", "open", "--as-of", "2023-01-09", "--lang", "en")
        let letter = try redress.run(["letter"] + running + ["--format", "md"])
        #expect(letter.status == 0)
        #expect(letter.text.contains("waive") && !letter.text.contains("lighten"), "\(letter.text)")
        let other = on("law-choice", "open", "--as-of", "2023-01-09", "--lang", "en")
        #expect(try redress.run(["letter"] + other + ["--format", "md"]).text.contains("lighten"))
        let asked = on("law-choice", "open", "--as-of", "2023-01-09", "--law", "2023-01-05", "--lang", "en")
        let then = try redress.run(["letter"] + asked + ["--format", "md"]).text
        #expect(then.contains("waive") && !then.contains("lighten"), "\(then)")
        // Fifty days, from the first of January, by the law that is milder.
        let milder = on("law-wrong-milder", "rejected", "--as-of", "2023-01-12", "--lang", "en")
        for command in [["explain", "--measure", "ban"], ["timeline"], ["next"]] {
            let text = try redress.run(command + milder).text
            #expect(text.contains("2023-02-20") && !text.contains("2023-04-11"), "\(text)")
        }
        #expect(try redress.run(["letter"] + milder + ["--format", "md"]).text.contains("2023-02-19"))
    }

    @Test func handbooksShowTheLawOfADay() throws {
        let folder = try TemporaryFolder()
        func handbook(_ name: String, _ more: String...) throws -> String {
            let outcome = try redress.run(
                ["docs", "\(Self.corpus)/\(name)", "-o", folder.path("docs"), "--lang", "en", "--format", "md"] + more)
            #expect(outcome.status == 0, "\(outcome.error)")
            return try String(contentsOfFile: folder.path("docs/handbook.en.md"), encoding: .utf8)
        }
        #expect(try handbook("law-window", "--law", "2021-06-05").contains("2021-06-01 to 2021-06-10"))
        // Outside its days there is no such rule.
        #expect(try !handbook("law-window").contains("summer fine"))
        #expect(try handbook("law-parameter").contains("since 2021-06-01: 20 days"))
        #expect(try handbook("law-dropped/inner", "--law", "2021-06-05").contains("fines were given up in June"))
    }

    @Test func packsAreComparedUnderTheLawOfADay() throws {
        let (one, other) = ("\(Self.corpus)/law-parameter", "\(Self.corpus)/law-parameter-asked")
        let records = ["--records", "\(Self.corpus)/law-parameter/records.jsonl", "--lang", "en"]
        let latest = try redress.run(["diff", one, other] + records + ["--as-of", "2021-06-10", "--format", "json"])
        let then = try redress.run(["diff", one, other] + records + ["--as-of", "2021-06-10", "--law", "2021-05-30", "--format", "json"])
        #expect(latest.status == 0 && then.status == 0, "\(latest.error)\(then.error)")
        #expect(latest.text.contains("P20D") && !latest.text.contains("P10D"), "\(latest.text)")
        #expect(then.text.contains("P10D") && !then.text.contains("P20D"), "\(then.text)")
    }

    /// Scores, and the tests of assessments, go by the law of the period's last day.
    @Test func scoresGoByTheLawOfThePeriod() throws {
        let folder = try TemporaryFolder()
        let vocabulary = try String(contentsOfFile: Repository.path("\(Self.corpus)/library/vocabulary.yaml"), encoding: .utf8)
        try folder.write(vocabulary, "library/vocabulary.yaml")
        let pack = """
            pack: late
            vocabulary: library
            in force: {from: 2021-01-01}
            clauses: {c1: {cite: 第1条, class: operative}}
            parameters:
              lost:
                label: {zh: 扣分, en: points lost}
                versions: [{value: "5", clause: c1}, {from: 2021-05-01, value: "8", clause: c1}]
            rules:
              reader pays: {clause: c1, then: [{impose: fine, due: 'loan.ended + @"P10D"'}]}
            assessments:
              readers:
                clause: c1
                every: quarter
                base: 100
                indicators: {late returns: {clause: c1, label: {zh: 逾期, en: late returns}, points: -lost}}
            """
        try folder.write(pack, "late/pack.yaml")
        let tests = """
            assess:
              before: {clause: c1, assessment: readers, period: 2021-Q1, given: [GIVEN-1], then: {p-1: {total: 95}}}
              after: {clause: c1, assessment: readers, period: 2021-Q2, given: [GIVEN-2], then: {p-1: {total: 92}}}
            """
        func given(_ day: String) -> String { "{reader: {id: p-1, kind: adult}, loan: {ended: \(day)}}" }
        try folder.write(
            tests.replacing("GIVEN-1", with: given("2021-02-03")).replacing("GIVEN-2", with: given("2021-04-03")), "late/tests/scores.yaml")
        let tested = try redress.run(["test", folder.path("late")])
        #expect(tested.status == 0, "\(tested.text)\(tested.error)")
        try folder.write(
            """
            {"id": "l-1", "reader": {"id": "p-1", "kind": "adult"}, "loan": {"ended": "2021-02-03"}}
            {"id": "l-2", "reader": {"id": "p-1", "kind": "adult"}, "loan": {"ended": "2021-04-03"}}

            """, "records.jsonl")
        let asked: [(days: [String], total: String)] = [
            (["--period", "2021-Q1"], "95"), (["--period", "2021-Q2"], "92"), (["--period", "2021-Q2", "--law", "2021-04-30"], "95"),
        ]
        for (more, total) in asked {
            let outcome = try redress.run(
                ["score", folder.path("late"), "--records", folder.path("records.jsonl"), "--format", "csv"] + more)
            #expect(outcome.status == 0, "\(outcome.error)")
            #expect(outcome.text.contains(",\(total),"), "\(outcome.text)")
        }
    }
}
