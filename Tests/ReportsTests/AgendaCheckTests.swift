import Diagnostics
import Engine
import Policy
import Reports
import Testing

/// Tests of packs that are about duties.
@Suite("tests of duties")
struct AgendaCheckTests {
    private static let duties = """
        pack: town.hall
        title: {zh: 礼堂, en: Hall}
        instrument: {number: 礼〔2022〕1号}
        extends: town
        clauses:
          "9": {cite: 九, class: programmatic, zh: 每年盘点, en: stock is taken every year}
        duties:
          stock is taken: {clause: "9", owner: 总馆, cooperating: [分馆], deliverable: {zh: 清册, en: a list}, every: year}
          lamps are lit: {clause: "9", owner: [甲, 乙]}
        """

    private func failures(_ test: String) throws -> [String] {
        var files = Library.files
        files["town/hall/pack.yaml"] = Self.duties
        files["town/hall/tests/duties.yaml"] = "tests:\n  t:\n" + test.split(separator: "\n").map { "    \($0)\n" }.joined()
        let load = PolicyLoader.load("town/hall", files: files)
        let faults = load.diagnostics.filter { $0.severity == .error }
        try #require(faults.isEmpty, "\(faults.map(\.message.en))")
        let plan = Plan(TypedPolicy(try #require(load.policy)))
        let report = TestRunner(plan, fill: fill).run().report
        #expect(report.cases.count == 1)
        return report.cases.flatMap { $0.failures.map(\.message.en) }
    }

    private static let days = "agenda: {from: 2022-01-01, until: 2023-12-31}\n"

    @Test(
        "everything that can be expected of a duty, met",
        arguments: [
            "stock is taken: {due: [2022-12-31, 2023-12-31], owner: 总馆, cooperating: 分馆, deliverable: a list}",
            "stock is taken: {deliverable: 清册}", "lamps are lit: {due: [], status: open, owner: [甲, 乙]}", "lamps are lit: open",
        ])
    func met(_ expectation: String) throws { #expect(try failures(Self.days + "then: {\(expectation)}") == []) }

    @Test(
        "and missed",
        arguments: [
            ("stock is taken: {due: [2022-12-31]}", "`stock is taken` expected due [2022-12-31], found due [2022-12-31, 2023-12-31]"),
            ("stock is taken: done", "`stock is taken` expected status done, found status due, overdue"),
            ("stock is taken: {owner: 分馆}", "`stock is taken` expected owner [分馆], found owner [总馆]"),
            ("stock is taken: {cooperating: []}", "`stock is taken` expected cooperating [], found cooperating [分馆]"),
            ("stock is taken: {deliverable: lists}", "`stock is taken` expected deliverable [lists], found deliverable [清册]"),
            ("stock is taken: none", "`stock is taken` expected none, found [2022-12-31, 2023-12-31]"),
            ("lamps are lit: none", "`lamps are lit` expected none, found []"),
        ])
    func missed(_ expectation: String, _ message: String) throws { #expect(try failures(Self.days + "then: {\(expectation)}") == [message]) }

    @Test("what has been done counts by its day")
    func done() throws {
        let done = "agenda: {from: 2022-01-01, until: 2022-12-31, on: 2022-06-30, done: [{duty: stock is taken, on: 2022-06-01}]}\n"
        #expect(try failures(done + "then: {stock is taken: done}") == [])
        let later = "agenda: {from: 2022-01-01, until: 2022-12-31, on: 2022-05-31, done: [{duty: stock is taken, on: 2022-06-01}]}\n"
        #expect(try failures(later + "then: {stock is taken: due}") == [])
    }

    @Test("an agenda that is too long fails the test")
    func tooLong() throws {
        #expect(try failures("agenda: {from: 1900-01-01, until: 2100-12-31}\nthen: {lamps are lit: open}").count == 1)
    }
}
