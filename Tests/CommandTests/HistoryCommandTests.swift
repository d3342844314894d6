import Foundation
import Testing
import _TestSupport

/// Records of one subject, as the commands take them.
@Suite struct HistoryCommandTests {
    private let pack = "Tests/Corpus/time/history-second-within-two-years"

    private func record(_ id: String, _ day: String, _ subject: String) -> String {
        "{\"id\": \"\(id)\", \"reader\": {\"id\": \"\(subject)\", \"kind\": \"adult\"}, \"loan\": {\"ended\": \"\(day)\"}}"
    }

    private func mixed() -> String {
        [record("a", "2020-12-31", "p-1"), record("b", "2021-03-01", "p-2"), record("c", "2021-03-01", "p-1")].joined(separator: "\n")
    }

    @Test func sortedOrRefused() throws {
        let folder = try TemporaryFolder()
        let records = try folder.write(mixed(), "records.jsonl")
        let options = ["--pack", pack, "--records", records, "--as-of", "2021-03-10"]
        let refused = try redress.run(["run"] + options)
        #expect(refused.status == 1)
        #expect(refused.lines.count == 2)
        #expect(refused.error.contains("line 3: c: other records of this subject stand further up"))
        let sorted = try redress.run(["run", "--group-by", "subject", "--jobs", "2"] + options)
        #expect(sorted.status == 0)
        #expect(sorted.lines.map { String($0.prefix(13)) } == ["{\"record\":\"a\"", "{\"record\":\"c\"", "{\"record\":\"b\""])
        #expect(sorted.lines[1].contains("\"rule\":\"again\""))
        #expect(sorted.lines[2].contains("\"rule\":\"first time\""))
    }

    @Test(arguments: ["zh", "en"]) func explainedWithWhatWasSeen(_ language: String) throws {
        let folder = try TemporaryFolder()
        let records = try folder.write(mixed(), "records.jsonl")
        let options = ["--pack", pack, "--records", records, "--as-of", "2021-03-10", "--record", "c", "--lang", language]
        #expect(try redress.run(["explain"] + options).status == 1)
        let explained = try redress.run(["explain", "--group-by", "subject"] + options)
        #expect(explained.status == 0)
        let seen = language == "zh" ? "历史记录：1 条：a（2020-12-31）" : "`history`: 1, a [2020-12-31]"
        #expect(String(decoding: explained.out, as: UTF8.self).contains(seen))
        let timeline = try redress.run(["timeline", "--group-by", "subject"] + options)
        #expect(timeline.status == 0)
        #expect(String(decoding: timeline.out, as: UTF8.self).contains("2021-05-01"))
    }

    @Test func aCaseIsStoredWithTheOthers() throws {
        let folder = try TemporaryFolder()
        let records = try folder.write(mixed(), "records.jsonl")
        let file = folder.path("case.json")
        let options = ["--pack", pack, "--records", records, "--record", "c", "--group-by", "subject", "--format", "json"]
        #expect(try redress.run(["next"] + options + ["--as-of", "2021-03-10", "-o", file]).status == 0)
        let resumed = try redress.run(["next", "--pack", pack, "--resume", file, "--as-of", "2021-03-20", "--format", "json"])
        #expect(resumed.status == 0)
        #expect(resumed.out == (try redress.run(["next"] + options + ["--as-of", "2021-03-20"])).out)
        #expect(resumed.text.contains("\"others\""))
        #expect(resumed.text.contains("\"a\""))
        // Without the others it comes to something else, which is told.
        let alone = try redress.run(["next", "--pack", pack, "--records", records, "--record", "c", "--as-of", "2021-03-10"])
        #expect(alone.status == 1)
        let both = try redress.run(["next", "--pack", pack, "--resume", file, "--group-by", "subject"])
        #expect(both.status == 2 || both.status == 64)
    }

    @Test(arguments: ["zh", "en"]) func aLetterNamesWhatWasSeen(_ language: String) throws {
        let folder = try TemporaryFolder()
        let records = try folder.write(mixed(), "records.jsonl")
        let letter = try redress.run([
            "letter", "--pack", pack, "--records", records, "--record", "c", "--group-by", "subject", "--as-of", "2021-03-10", "--format", "md",
            "--lang", language,
        ])
        #expect(letter.status == 0)
        #expect(letter.text.contains(language == "zh" ? "在前的记录" : "earlier records"))
        #expect(letter.text.contains("2020-12-31"))
    }

    @Test func scoresSeeTheOthers() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            try String(contentsOfFile: Repository.path("Tests/Corpus/time/library/vocabulary.yaml"), encoding: .utf8), "library/vocabulary.yaml")
        try folder.write(
            """
            pack: points
            vocabulary: library
            month ends: last day
            clauses: {c1: {cite: 第1条, class: operative}}
            rules:
              reader pays:
                clause: c1
                then:
                  - impose: fine
              again:
                clause: c1
                when: count(history) >= 1
                then:
                  - impose: ban
            assessments:
              of the year:
                clause: c1
                every: year
                base: 100
                indicators:
                  late: {clause: c1, points: -1}
                  again: {clause: c1, where: stands("ban"), points: -5}
                  many: {clause: c1, where: count(history) >= 2, points: -10}
                  owing: {clause: c1, where: number of standing("fine") >= 1, points: -2}
            """, "points/pack.yaml")
        try folder.write(
            """
            assess:
              records of one reader see each other:
                assessment: of the year
                period: 2021
                given:
                  - {reader: {id: p-1}, loan: {ended: 2021-01-10}}
                  - {reader: {id: p-2}, loan: {ended: 2021-01-12}}
                  - {reader: {id: p-1}, loan: {ended: 2021-02-10}}
                then:
                  p-1: {total: 91}
                  p-2: {total: 99}
            """, "points/tests/assess.yaml")
        let tested = try redress.run(["test", folder.path("points")])
        #expect(tested.status == 0, "\(tested.text)\(tested.error)")
        let records = try folder.write(mixed() + "\n" + record("d", "2021-04-01", "p-1"), "records.jsonl")
        let options = ["score", folder.path("points"), "--records", records, "--period", "2021", "--format", "csv"]
        let sorted = try redress.run(options + ["--group-by", "subject"])
        #expect(sorted.status == 0, "\(sorted.error)")
        let rows = sorted.text.split(whereSeparator: \.isNewline).dropFirst()
        #expect(rows.map { String($0.split(separator: ",", omittingEmptySubsequences: false)[4]) }.sorted() == ["74", "99"])
        #expect(sorted.out == (try redress.run(options + ["--group-by", "subject", "--jobs", "3"])).out)
        let refused = try redress.run(options)
        #expect(refused.status == 1)
        #expect(refused.error.contains("--group-by subject"))
    }
}
