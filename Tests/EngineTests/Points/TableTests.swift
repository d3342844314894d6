import Diagnostics
import FEEL
import Policy
import Testing

/// Decision tables within a policy.
@Suite struct TableTests {
    private static func table(_ hit: HitPolicy, _ inputs: [String], _ rows: [[String]], values: [String] = [], default fallback: String? = nil)
        -> DecisionTable
    {
        DecisionTable(
            hit: hit, inputs: inputs.map { WrittenExpression($0) }, outputs: [DecisionTable.Output(values: values.map { WrittenExpression($0) })],
            rows: rows.map { row in
                DecisionTable.Row(tests: row.dropLast().map { WrittenExpression($0) }, outputs: row.suffix(1).map { WrittenExpression($0) })
            }, fallback: fallback.map { [WrittenExpression($0)] })
    }

    /// What the engine and the reference say of a measure's term by a table `t`.
    private func until(_ table: DecisionTable, _ facts: [String: ReferenceValue?], events: [ReferenceCase.Event] = [], on day: Int = 0) throws -> (
        until: Int?, missing: Set<String>, violations: [String]
    ) {
        let policy = SampleVocabulary.policy(
            layers: [Pack(id: "upper")], definitions: [("t", .table(table, clauses: table.rows.map { _ in [] }))],
            parameters: [("grace", "@\"P3D\""), ("threshold", "100")], rules: [always("r", impose("ban", for: "t"))])
        let typed = TypedPolicy(policy)
        #expect(typed.diagnostics.map(\.message.en) == [])
        let all = Scenario.usual.merging(facts) { $1 }
        let record = ReferenceCase(facts: SampleVocabulary.factNames.map { all[$0] ?? nil }, events: events, asOf: SampleVocabulary.day + day)
        let engine = EngineUnderTest(typed)
        let outcome = engine.decide(record)
        #expect(outcome.lines == ReferenceReplay.decide(ReferencePolicy(policy), record).lines)
        return (
            outcome.measures.first?.until.map { $0 - SampleVocabulary.day }, outcome.undetermined[0] ?? [], engine.violations
        )
    }

    private static let grid = [["true", "-", "@\"P9D\""], ["false", ">= 100", "@\"P3D\""], ["false", "< 100", "@\"P1D\""]]

    @Test func theRowThatIsHit() throws {
        let table = Self.table(.unique, ["breach.serious", "breach.loss"], Self.grid)
        #expect(try until(table, [:]).until == 3)
        #expect(try until(table, ["breach.loss": .number(99)]).until == 1)
        #expect(try until(table, ["breach.serious": .boolean(true), "breach.loss": nil]).until == 9)
    }

    @Test func whatIsUnknownAndMatters() throws {
        let table = Self.table(.unique, ["breach.serious", "breach.loss"], Self.grid)
        let answer = try until(table, ["breach.loss": nil])
        #expect(answer.until == nil)
        #expect(answer.missing == ["breach.loss"])
        let first = Self.table(.first, ["breach.serious", "breach.loss"], [["-", ">= 100", "@\"P3D\""], ["-", "-", "@\"P3D\""]])
        #expect(try until(first, ["breach.loss": nil]).until == 3)
    }

    @Test func twoRowsAgainstTheHitPolicyAreReported() throws {
        let rows = [["true", "-", "@\"P9D\""], ["-", ">= 100", "@\"P3D\""], ["false", "< 100", "@\"P1D\""]]
        for hit in [HitPolicy.unique, .any] {
            let table = Self.table(hit, ["breach.serious", "breach.loss"], rows)
            let answer = try until(table, ["breach.serious": .boolean(true)])
            #expect(answer.until == nil)
            #expect(answer.violations == ["t 1 2 r 0"])
            #expect(try until(table, [:]).violations == [])
        }
        let alike = Self.table(.any, ["breach.serious"], [["-", "@\"P9D\""], ["true", "@\"P9D\""]])
        #expect(try until(alike, ["breach.serious": nil]).until == 9)
    }

    @Test func priorityAndAggregates() throws {
        let rows = [["> 10", "@\"P1D\""], ["> 20", "@\"P9D\""], ["> 500", "@\"P3D\""]]
        func term(_ hit: HitPolicy, _ facts: [String: ReferenceValue?] = [:]) throws -> Int? {
            let values = hit.isRanked ? ["@\"P9D\"", "@\"P3D\"", "@\"P1D\""] : []
            let fallback = hit.isRanked ? nil : "@\"P7D\""
            return try until(Self.table(hit, ["breach.loss"], rows, values: values, default: fallback), facts).until
        }
        #expect(try term(.priority) == 9)
        #expect(try term(.sum) == 10)
        #expect(try term(.min) == 1)
        #expect(try term(.max) == 9)
        #expect(try term(.max, ["breach.loss": .number(1)]) == 7)
    }
}
