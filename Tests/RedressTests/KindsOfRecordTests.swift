import Diagnostics
import Engine
import Foundation
import Policy
import Records
import Redress
import Reports
import Testing
import _TestSupport

/// The shipped records that are about no breach, under the five plans.
@Suite("the other kinds of record") struct KindsOfRecordTests {
    private static let lines: [String] = {
        let text = (try? String(contentsOfFile: Repository.path("examples/records/kinds.jsonl"), encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map(String.init)
    }()

    private static func pack(_ folder: String) throws -> PolicyPack {
        try #require(PolicyPack.load(Repository.path("rules/cn/\(folder)")).pack)
    }

    @Test("there are records of fifteen kinds") func kinds() {
        let kinds = Self.lines.compactMap { $0.firstMatch(of: /"kind": "([a-z-]+)"/).map { String($0.output.1) } }
        #expect(kinds.count == Self.lines.count)
        #expect(Set(kinds).count >= 12)
    }

    @Test("every plan reads every one of them", arguments: ClauseAccountingTests.packs)
    func read(_ folder: String) throws {
        let outcome = try RunOutcome(Array(Self.lines.joined(separator: "\n").utf8), try Self.pack(folder), strict: true)
        #expect(outcome.rejects.isEmpty, "\(outcome.rejects.map { $0.text(.english) })")
        #expect(outcome.lines.count == Self.lines.count)
    }

    @Test("what is said of them names each measure and no authority by its English word in Chinese", arguments: ClauseAccountingTests.packs)
    func words(_ folder: String) throws {
        let pack = try Self.pack(folder)
        for line in Self.lines {
            let decision = try pack.decide(Array(line.utf8), days: try Packs.days("2024-06-30")).get()
            let table = DecisionTable(pack.plan.policy, language: .chinese, width: nil).text([decision])
            #expect(!table.contains("authority"), "\(line)")
            for measure in decision.measures {
                let label = pack.plan.policy.vocabulary.measures.first { $0.name == measure.measure }?.label.zh ?? measure.measure
                #expect(table.contains(label))
            }
        }
    }
}
