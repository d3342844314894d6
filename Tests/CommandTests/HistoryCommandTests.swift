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
}
