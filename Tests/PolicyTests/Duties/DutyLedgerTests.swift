import Diagnostics
import Policy
import Testing
import _TestSupport

@Suite struct DutyLedgerTests {
    private func load(_ marked: String) throws -> (ledger: DutyLedger, codes: [String], places: [String]) {
        let policy = try #require(
            Fixture.policy("duties:\n  cleaning: {clause: t1, owner: 镇馆, every: year, label: {zh: 大扫除, en: spring cleaning}}\n").policy)
        let loading = DutyLedger.load("ledger.yaml", files: MemoryFiles(["ledger.yaml": marked]), for: policy)
        return (
            loading.ledger, loading.diagnostics.map(\.code),
            loading.diagnostics.map { finding in
                guard let location = finding.location else { return "-" }
                let position = location.source.position(at: location.span.lower)
                return "\(position.line):\(position.column)"
            }
        )
    }

    @Test func saysWhatWasDoneWhen() throws {
        let found = try load(
            """
            - {duty: cleaning, on: 2022-11-02, note: 提前}
            - {任务: 大扫除, 日期: 2024-01-15, 截止: 2023-12-31}

            """)
        #expect(found.codes == [])
        #expect(found.ledger.entries.map(\.duty) == [0, 0])
        #expect(found.ledger.entries.map { $0.due.map { CivilDay.text($0) } } == [nil, "2023-12-31"])
        #expect(found.ledger.entries.map(\.note) == ["提前", nil])
    }

    @Test func aLedgerWithNothingInItIsFine() throws {
        #expect(try load("").codes == [])
        #expect(try load("# nothing yet\n").codes == [])
    }

    @Test func everyFaultIsToldAtOnce() throws {
        let found = try load(
            """
            - {duty: cleanin, on: 2022-11-02}
            - {duty: cleaning, on: 2022-02-30}
            - {on: 2022-11-02}
            - {duty: cleaning}
            - {duty: cleaning, on: 2022-11-02, due: 2022-11-03}
            - {duty: cleaning, on: 2022-11-02, notes: x}
            - cleaning

            """)
        #expect(
            found.codes == ["unknown-duty", "wrong-value", "missing-key", "missing-key", "unknown-occurrence", "unknown-key", "wrong-shape"])
        #expect(found.places == ["1:10", "2:24", "3:3", "4:3", "5:41", "6:36", "7:3"])
        #expect(try load("cleaning: 2022-01-01\n").codes == ["wrong-shape"])
    }

    @Test func aMissingFileIsAFinding() throws {
        let policy = try #require(Fixture.policy().policy)
        #expect(DutyLedger.load("none.yaml", files: MemoryFiles([:]), for: policy).diagnostics.map(\.code) == ["file-missing"])
    }
}
