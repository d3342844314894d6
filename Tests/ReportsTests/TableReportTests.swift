import Diagnostics
import Engine
import Policy
import Reports
import Testing

@Suite("reports on decision tables")
struct TableReportTests {
    @Test("rows that no test hits are named with their cells")
    func coverage() throws {
        let plan = try Library.plan("town/grid")
        let (report, coverage) = TestRunner(plan, fill: fill).run()
        #expect(report.cases.flatMap { $0.failures.map(\.message.en) } == [])
        let text = CoverageText.text(coverage, plan, .english)
        #expect(text.contains("a row of `weeks` is never hit: - | true"))
        #expect(!text.contains("never hit: >= 5"))
        #expect(CoverageText.text(coverage, plan, .chinese).contains("决策表「weeks」的这一行从未命中：- | true"))
    }

    @Test("an explanation shows the row, its cells, its clause and its note")
    func explanation() throws {
        let (workspace, request) = try Library.workspace(Library.record(damaged: "true"), "2023-03-05", pack: "town/grid")
        let text = Explanation(workspace, request).why(in: .english)
        #expect(text.contains("by a decision table (hit: first)"))
        #expect(text.contains("row 1 is hit: `>= 5 | true` → `@\"P60D\" | \"high\"` (格字〔2021〕4号 八). heavier"))
        #expect(!text.contains("row 2"))
    }

    @Test("a row that may be hit is shown as such")
    func openRow() throws {
        let (workspace, request) = try Library.workspace(Library.record(books: nil, damaged: "true"), "2023-03-05", pack: "town/grid")
        #expect(Explanation(workspace, request).why("notice", in: .chinese).contains("第 1 行未定：`>= 5 | true`"))
    }

    @Test("a clause that only a row cites is carried by the rules that read the table")
    func clauses() throws {
        let plan = try Library.plan("town/grid")
        let matrix = ClauseMatrix(plan.policy, fired: [[], ["damage is posted"]], byRows: plan.typed.rulesByRowClause)
        let row = try #require(matrix.rows.first { $0.clause.id == "8" })
        #expect(row.rules == ["damage is posted"])
        #expect(row.standing == .carried)
    }

    @Test("two packs whose tables differ differ in the rules that read them")
    func difference() throws {
        let plan = try Library.plan("town/grid")
        var other = plan.policy
        let index = try #require(other.definitions.firstIndex { $0.name == "weeks" })
        guard case .table(var table, let clauses) = other.definitions[index].body else { return }
        table.rows[1].outputs[0] = WrittenExpression("@\"P40D\"")
        table = Policy.DecisionTable(hit: table.hit, inputs: table.inputs, outputs: table.outputs, rows: table.rows, fallback: table.fallback)
        other.definitions[index].body = .table(table, clauses: clauses)
        let rows = PackDifference(plan.typed, TypedPolicy(other)).rules.filter { $0.relation == .differs }
        #expect(rows.map(\.rule) == ["damage is posted"])
        #expect(rows.first?.aspects.map(\.second) == ["- | true → @\"P40D\" | \"low\""])
        #expect(PackDifference(plan.typed, plan.typed).rules.allSatisfy { $0.relation == .same })
    }
}
