import Foundation
import Redress
import Testing
import _TestSupport

/// `redress next` and `redress letter` over the example cases.
@Suite struct NextCommandTests {
    @Test(arguments: ["r-0001", "r-0002", "r-0003", "r-0004", "r-0008", "r-0018"]) func theNextChangeIsTheTimelines(_ record: String) throws {
        let next = try redress.run(["next", "--record", record, "--format", "json"] + onCases)
        #expect(next.status == 0)
        #expect(next.error == "")
        let json = try #require(try JSONSerialization.jsonObject(with: Data(next.out)) as? [String: Any])
        let timeline = try redress.run(["timeline", "--record", record, "--lang", "en"] + onCases)
        let ahead = timeline.text.components(separatedBy: "Ahead, if nothing else happens\n").dropFirst().joined()
        let first = ahead.split(separator: "\n").first.map(String.init)
        #expect((json["next"] as? [String: Any])?["on"] as? String == first)
    }

    @Test func aCaseIsStoredAndTakenUp() throws {
        let folder = try TemporaryFolder()
        let file = folder.path("case.json")
        let stored = try redress.run(["next", "--record", "r-0002", "--format", "json", "-o", file] + onCases)
        #expect(stored.status == 0)
        #expect(stored.text == "")
        let days = ["--as-of", "2024-09-30", "--format", "json"]
        let resumed = try redress.run(["next", "--pack", county, "--resume", file] + days)
        #expect(resumed.status == 0)
        let fresh = try redress.run(["next", "--pack", county, "--records", "examples/records/cases.jsonl", "--record", "r-0002"] + days)
        #expect(resumed.out == fresh.out)
        for language in ["zh", "en"] {
            let refused = try redress.run(["next", "--pack", "rules/cn/state-council", "--resume", file, "--lang", language] + days)
            #expect(refused.status == 1)
            #expect(refused.text == "")
            #expect(refused.error.contains("cn.shaanxi.zhashui") && refused.error.contains("--pack"))
        }
        #expect(try redress.run(["next", "--pack", county, "--resume", file, "--as-of", "2024-06-01"]).status == 1)
        #expect(try redress.run(["next", "--pack", county, "--resume", folder.path("none.json")]).status == 2)
        #expect(try redress.run(["next", "--pack", county, "--resume", file, "--record", "r-0002"]).status == 2)
        #expect(try redress.run(["next", "--pack", county]).status == 2)
    }

    @Test(arguments: ["r-0001", "r-0002", "r-0003", "r-0004", "r-0008", "r-0018"], ["zh", "en"])
    func aLetterSaysEverythingThatTheDecisionDoes(_ record: String, _ language: String) throws {
        let pack = try #require(PolicyPack.load(Repository.path(county)).pack)
        let line = try #require(try Repository.caseLines().first { $0.contains("\"id\": \"\(record)\"") })
        let decision = try pack.decide(Array(line.utf8), asOf: try #require(Day("2024-06-30"))).get()
        let outcome = try redress.run(["letter", "--record", record, "--lang", language, "--format", "md"] + onCases)
        #expect(outcome.status == 0)
        #expect(outcome.error == "")
        for cite in Set(decision.measures.flatMap(\.clauses)) { #expect(outcome.text.contains(cite), "\(cite)") }
        for day in decision.measures.compactMap(\.due) { #expect(outcome.text.contains("\(day)")) }
        #expect(outcome.text.contains(language == "zh" ? "柞水县政务失信处理决定告知书" : "Zhashui County, notice of a decision"))
        #expect(outcome.text.contains(language == "zh" ? "提出异议或者投诉" : "How to object"))
        let page = try redress.run(["letter", "--record", record, "--lang", language] + onCases)
        #expect(page.text.hasPrefix("<!DOCTYPE html>"))
        #expect(try redress.run(["letter", "--record", record, "--lang", language] + onCases, environment: ["TZ": "Asia/Shanghai"]).out == page.out)
    }

    @Test func packsBelowInheritTheLetter() throws {
        for pack in ["rules/cn/sichuan", "rules/cn/fujian/fuzhou", "rules/cn/liaoning/xigang", "rules/cn/state-council"] {
            let outcome = try redress.run(
                [
                    "letter", "--pack", pack, "--records", "examples/records/cases.jsonl", "--record", "r-0001", "--as-of", "2024-06-30", "--lang",
                    "en",
                    "--format", "md",
                ])
            #expect(outcome.status == 0)
            #expect(outcome.text.hasPrefix("# Notice of a decision on integrity in government affairs"))
        }
    }

    @Test func aLetterThatIsntThereIsWrongUsage() throws {
        let outcome = try redress.run(["letter", "--record", "r-0001", "--letter", "decison", "--lang", "en"] + onCases)
        #expect(outcome.status == 2)
        #expect(outcome.error.contains("did you mean `decision`?"))
    }
}
