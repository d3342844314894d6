import Foundation
import Testing
import _TestSupport

/// `clauses`, `conform`, `diff` and `new`.
@Suite struct PackCommandTests {
    private static let state = "rules/cn/state-council"

    private func object(_ outcome: Executable.Outcome) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(outcome.out)) as? [String: Any])
    }

    // MARK: clauses

    @Test func everyClauseIsAccountedForOrListed() throws {
        let json = try object(try redress.run(["clauses", county, "--format", "json"]))
        let rows = try #require(json["clauses"] as? [[String: Any]])
        let counts = try #require(json["counts"] as? [String: Int])
        let lists = try #require(json["lists"] as? [String: [[String: String]]])
        #expect(counts["clauses"] == rows.count)
        let listed = ["withoutRule", "untested", "unexplained"]
        for list in listed { #expect(lists[list]?.count == counts[list]) }
        #expect(rows.count - (counts["accounted"] ?? 0) == listed.reduce(0) { $0 + (counts[$1] ?? 0) })
        for row in rows { #expect(row["clause"] is String && row["cite"] is String && row["rules"] is [String] && row["tests"] is [String]) }
        let suspends = try #require(rows.first { $0["clause"] as? String == "5.3.5-2b" })
        #expect((suspends["reached"] as? [String])?.contains("joint sanction rests while an objection is handled") == true)
        let all = try object(try redress.run(["clauses", county, "--all", "--format", "json"]))
        #expect(((all["clauses"] as? [Any])?.count ?? 0) > rows.count)
    }

    @Test func unaccountedClausesFailOnlyWhenAsked() throws {
        let plain = try redress.run(["clauses", county])
        #expect(plain.status == 0)
        let open = try object(try redress.run(["clauses", county, "--format", "json"]))["counts"] as? [String: Int]
        let isOpen = open?["accounted"] != open?["clauses"]
        #expect(try redress.run(["clauses", county, "--strict"]).status == (isOpen ? 1 : 0))
        #expect(try redress.run(["clauses", county, "--lang", "zh"]).out != plain.out)
        let csv = try redress.run(["clauses", county, "--format", "csv"])
        #expect(csv.text.hasPrefix("pack,clause,class,cite,"))
    }

    // MARK: conform

    @Test func theCountyKeepsOrSharpensWhatItCarriesOut() throws {
        let outcome = try redress.run(["conform", county, "--format", "json"])
        #expect(outcome.status == 0)
        let json = try object(outcome)
        let rules = try #require(json["rules"] as? [[String: Any]])
        func verdict(_ name: String) -> String? { rules.first { $0["rule"] as? String == name }?["verdict"] as? String }
        #expect(verdict("unit explains") == "kept")
        #expect(verdict("record is passed up") == "sharpened")
        #expect(verdict("unit rectifies") == "sharpened")
        #expect(verdict("repair lifts the sanctions") == "own")
        #expect((json["parameters"] as? [[String: Any]])?.allSatisfy { $0["direction"] as? String == "sharper" } == true)
    }

    @Test func aWeakenedRuleIsAFinding() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: Repository.path("rules"), toPath: folder.path("rules"))
        try folder.write("set: {appraisal period: {value: '@\"P6M\"', stated: false}}\n", "rules/cn/shaanxi/zhashui/extra.yaml")
        let outcome = try redress.run(["conform", folder.path("rules/cn/shaanxi/zhashui")])
        #expect(outcome.status == 1)
        #expect(outcome.text.contains("weakened"))
        #expect(outcome.text.contains("6 months instead of 1 year"))
    }

    // MARK: diff

    @Test func whoIsTreatedDifferently() throws {
        let arguments = ["diff", Self.state, county, "--records", "examples/records/cases.jsonl", "--as-of", "2024-06-30"]
        let outcome = try redress.run(arguments + ["--format", "json"])
        #expect(outcome.status == 0)
        let json = try object(outcome)
        let counts = try #require(json["counts"] as? [String: Any])
        #expect(counts["records"] as? Int == (try Repository.caseLines().count))
        #expect((json["outcomes"] as? [Any])?.count == counts["different"] as? Int)
        for jobs in ["1", "3"] { #expect(try redress.run(arguments + ["--format", "json", "--jobs", jobs]).out == outcome.out) }
        let measures = try #require(counts["measures"] as? [String: [String: Int]])
        // The guideline knows no joint sanction.
        #expect((measures["joint-sanction"]?["only-b"] ?? 0) > 0)
        #expect(measures["joint-sanction"]?["only-a"] == 0)
        for language in ["zh", "en"] { #expect(try redress.run(arguments + ["--lang", language]).text.contains("五（三）4第1句")) }
    }

    @Test func aPackDiffersNotFromItself() throws {
        let json = try object(
            try redress.run(["diff", county, county, "--records", "examples/records/cases.jsonl", "--as-of", "2024-06-30", "--format", "json"]))
        #expect((json["outcomes"] as? [Any])?.isEmpty == true)
        let rules = try #require(json["ruleCounts"] as? [String: Int])
        #expect(rules.filter { $0.value > 0 }.keys.sorted() == ["same"])
    }

    // MARK: new

    @Test(arguments: ["cn.state-council", "cn.shaanxi.zhashui"]) func aNewPackPassesAsItStands(_ extended: String) throws {
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: Repository.path("rules"), toPath: folder.path("rules"))
        let path = folder.path("rules/cn/hubei/鄂州")
        let made = try redress.run(["new", path, "--extends", extended])
        #expect(made.status == 0, "\(made.error)")
        #expect(made.text.contains("cn.hubei.鄂州"))
        let check = try redress.run(["check", path])
        #expect(check.status == 0, "\(check.text)\(check.error)")
        let test = try redress.run(["test", path])
        #expect(test.status == 0)
        #expect(test.lines.last == "1 passed, 0 failed")
        #expect(try redress.run(["conform", path]).status == 0)
        #expect(try redress.run(["clauses", path, "--strict"]).status == 0)
        let again = try redress.run(["new", path, "--extends", extended])
        #expect(again.status == 2)
        #expect(again.out.isEmpty)
    }

    @Test func aNewPackHasItsPlace() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: Repository.path("rules"), toPath: folder.path("rules"))
        let inside = folder.path("rules/cn/hubei")
        for arguments in [
            [inside, "--extends", "cn.state-council", "--id", "cn.hunan"], [folder.path("elsewhere"), "--extends", "cn.state-council"],
            [inside + ".x", "--extends", "cn.state-council"], [inside, "--extends", "cn.nowhere"], [inside, "--extends", "../up"],
        ] {
            let outcome = try redress.run(["new"] + arguments)
            #expect(outcome.status == 2, "\(arguments)")
            #expect(outcome.error.hasPrefix("redress: "))
        }
        #expect(!FileManager.default.fileExists(atPath: inside))
        #expect(try redress.run(["new", inside, "--extends", folder.path("rules/cn/state-council"), "--id", "cn.hubei"]).status == 0)
    }
}
