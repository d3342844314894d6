import Policy
import Redress
import Reports
import Testing
import _TestSupport

/// What the four local plans do to the guideline, as their texts have it.
@Suite("the local plans against the guideline") struct ConformityOfThePlansTests {
    private static func conformity(_ folder: String) throws -> Conformity {
        let pack = try #require(PolicyPack.load(Repository.path("rules/cn/\(folder)")).pack)
        return try #require(pack.conformity)
    }

    struct Expected: Sendable, CustomTestStringConvertible {
        var folder: String
        var rule: String
        var verdict: Conformity.Verdict
        var direction: RuleChange.Direction

        init(_ folder: String, _ rule: String, _ verdict: Conformity.Verdict, _ direction: RuleChange.Direction) {
            (self.folder, self.rule, self.verdict, self.direction) = (folder, rule, verdict, direction)
        }

        var testDescription: String { "\(folder): \(rule)" }
    }

    @Test(arguments: [
        // The guideline knows neither joint sanction nor its suspension.
        Expected("shaanxi/zhashui", "joint sanction rests while an objection is handled", .own, .neutral),
        Expected("shaanxi/zhashui", "joint sanction of whoever is on record", .own, .sharper),
        Expected("shaanxi/zhashui", "unit rectifies", .sharpened, .sharper),
        Expected("shaanxi/zhashui", "unit loses honours", .kept, .neutral),
        // Its text lifts what the guideline imposes.
        Expected("shaanxi/zhashui", "repair lifts the sanctions", .own, .weaker),
        // Four areas and the way to accountability, on governments that the guideline sanctions already.
        Expected("sichuan", "local government in serious breach is penalised", .sharpened, .sharper),
        Expected("sichuan", "accountability is opened against leaders and officials", .sharpened, .sharper),
        // Bidders are none of the guideline's.
        Expected("sichuan", "misconduct in bidding leads out of the market", .own, .sharper),
        Expected("sichuan", "misconduct in bidding leads to the blacklist", .own, .sharper),
        Expected("sichuan", "unit explains", .kept, .neutral),
        Expected("liaoning/xigang", "arrears for works are cleared", .own, .sharper),
        Expected("liaoning/xigang", "false data is a case", .own, .sharper),
        // Wrong information is withdrawn, and with it what rests on it; leniency isn't for civil servants alone.
        Expected("liaoning/xigang", "withdrawn record is undone", .own, .weaker),
        Expected("liaoning/xigang", "leniency reaches whoever makes amends", .own, .weaker),
        Expected("liaoning/xigang", "major problem is coordinated", .replaced, .neutral),
        Expected("fujian/fuzhou", "default in a partnership goes on record", .sharpened, .sharper),
        Expected("fujian/fuzhou", "good rating brings preference", .own, .unclear),
    ])
    func verdict(_ expected: Expected) throws {
        let rules = try Self.conformity(expected.folder).rules
        let row = try #require(rules.first { $0.rule == expected.rule })
        #expect(row.verdict == expected.verdict)
        #expect(row.direction == expected.direction)
        #expect(!row.clauses.isEmpty)
        if [.kept, .sharpened, .replaced].contains(expected.verdict) { #expect(!row.superiorClauses.isEmpty) }
    }

    @Test("no text weakens or drops a rule of the guideline", arguments: ["sichuan", "shaanxi/zhashui", "fujian/fuzhou", "liaoning/xigang"])
    func nothingIsWeakened(_ folder: String) throws {
        let conformity = try Self.conformity(folder)
        #expect(conformity.count(.weakened) == 0)
        #expect(conformity.count(.dropped) == 0)
        #expect(conformity.count(.changed) == 0)
        #expect(conformity.findings == 0)
    }
}
