import Diagnostics
import Engine
import Foundation
import Policy
import Reports
import Testing

/// The packs under `rules/`, read from disk.
@Suite("the packs of the repository")
struct RealPackTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../rules").standardized.path

    private static func plan(_ id: String) throws -> Plan {
        let load = PolicyLoader.load(root + "/" + id.split(separator: ".").joined(separator: "/"), files: DiskFiles())
        return Plan(TypedPolicy(try #require(load.policy)))
    }

    @Test("their own tests pass", arguments: ["cn.state-council", "cn.shaanxi.zhashui"])
    func tests(_ id: String) throws {
        let plan = try Self.plan(id)
        let (report, coverage) = TestRunner(plan, otherPlan: { try? Self.plan($0) }, fill: fill).run()
        #expect(report.passed > 10)
        #expect(report.failed == 0, "\(report.text(.english))\(CoverageText.text(coverage, plan, .english))")
    }

    @Test("every report of every test's record says something in both languages", arguments: Language.allCases)
    func reports(_ language: Language) throws {
        let plan = try Self.plan("cn.shaanxi.zhashui")
        let workspace = Workspace(plan, request: DecisionRequest(asOf: 0))
        var decisions: [Decision] = []
        for test in try #require(plan.policy.layers.last).tests {
            #expect(fill(test.given, workspace) == nil)
            guard let day = test.then.last?.day else { continue }
            let request = DecisionRequest(asOf: day)
            let explanation = Explanation(workspace, request)
            decisions.append(explanation.decision)
            let why = explanation.why(in: language)
            for measure in explanation.decision.measures { for clause in measure.clauses { #expect(why.contains(clause)) } }
            for measure in plan.policy.vocabulary.measures {
                #expect(explanation.whyNot(measure.name, in: language).split(separator: "\n").count > 3)
            }
            let timeline = Timeline(workspace, request)
            #expect(timeline.text(language).split(separator: "\n").count > 2)
            #expect(timeline.days.map(\.day) == timeline.days.map(\.day).sorted())
        }
        let table = DecisionTable(plan.policy, language: language, width: 120).text(decisions)
        #expect(table.split(separator: "\n").allSatisfy { DisplayWidth.of($0) <= 120 })
    }

    @Test("a parameter in a table's results moves the rule that reads the table")
    func conformity() throws {
        let conformity = try #require(Conformity(try Self.plan("cn.shaanxi.zhashui").typed))
        let row = try #require(conformity.rules.first { $0.rule == "unit rectifies" })
        #expect(row.verdict == .sharpened)
        #expect(row.direction == .sharper)
    }

    @Test("a record under objection, explained", arguments: Language.allCases)
    func objection(_ language: Language) throws {
        let plan = try Self.plan("cn.shaanxi.zhashui")
        let test = try #require(plan.policy.layers.last?.tests.first { $0.name == "an objection suspends joint sanction and nothing else" })
        let workspace = Workspace(plan, request: DecisionRequest(asOf: 0))
        #expect(fill(test.given, workspace) == nil)
        let request = DecisionRequest(asOf: try #require(Day("2023-06-10")).number)
        let explanation = Explanation(workspace, request)
        try expectSnapshot(
            explanation.why("joint-sanction", in: language) + "────\n" + explanation.why("rectification", in: language) + "────\n"
                + explanation.whyNot("discipline-referral", in: language) + "────\n" + Timeline(workspace, request).text(language) + "────\n"
                + DecisionTable(plan.policy, language: language, width: 120).text([explanation.decision]),
            "zhashui-objection.\(language.rawValue)")
    }
}
