import Foundation
import Policy
import Redress
import Reports
import Testing
import _TestSupport

/// Every clause of the five plans, and what carries it.
@Suite("the clauses of the five plans") struct ClauseAccountingTests {
    static let packs = ["state-council", "sichuan", "shaanxi/zhashui", "fujian/fuzhou", "liaoning/xigang"]

    private static func pack(_ folder: String) throws -> PolicyPack {
        try #require(PolicyPack.load(Repository.path("rules/cn/\(folder)"), tests: .read).pack)
    }

    @Test("operative clauses have a rule or a duty that a test reaches, the others a duty, a reason or nothing that follows", arguments: packs)
    func accounted(_ folder: String) throws {
        let matrix = PackClauses.matrix(try Self.pack(folder))
        #expect(matrix.rows.count >= 80)
        for row in matrix.rows {
            let id = Comment(rawValue: "\(folder) \(row.clause.id)")
            let effect = try #require(row.clause.effect, id)
            switch effect {
            case .operative:
                #expect(row.standing == .carried, id)
                #expect(!(row.reached.isEmpty && row.reachedDuties.isEmpty), id)
            case .programmatic: #expect(!row.duties.isEmpty || row.clause.because != nil, id)
            case .declaratory: #expect(row.standing.isAccountedFor, id)
            }
        }
        #expect(matrix.unaccounted == 0)
    }

    /// Where the lists of clauses that the packs were made from are at hand, no id of theirs may be missing, nor be of another class.
    @Test("the clauses are those of the texts", arguments: packs)
    func complete(_ folder: String) throws {
        let name = folder.split(separator: "/").last.map(String.init) ?? folder
        let list = Repository.path("../shared/plans/clauses/\(name).yaml")
        guard let text = try? String(contentsOfFile: list, encoding: .utf8) else { return }
        let listed = text.matches(of: /(?m)^- id: '?([^'\n]+?)'?$(?:\n(?!- id:).*)*?\n  class: (\w+)$/).map { ($0.output.1, $0.output.2) }
        let matrix = PackClauses.matrix(try Self.pack(folder))
        #expect(listed.map { "\($0.0) \($0.1)" }.sorted() == matrix.rows.map { "\($0.clause.id) \($0.clause.effect?.rawValue ?? "")" }.sorted())
    }

    @Test("a line that divides the work is carried by what it says the units of")
    func division() throws {
        let rows = PackClauses.matrix(try Self.pack("shaanxi/zhashui")).rows
        let line = try #require(rows.first { $0.clause.id == "5.3.4-R" })
        #expect(line.covers.contains("5.3.4-1a"))
        #expect(line.rules.contains("joint sanction of whoever is on record"))
        let covered = try #require(rows.first { $0.clause.id == "5.3.4-1a" })
        #expect(covered.clause.responsible == line.clause.responsible)
        #expect(!covered.clause.answeredBy.isEmpty)
    }
}
