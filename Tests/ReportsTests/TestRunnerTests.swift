import Diagnostics
import Engine
import Policy
import Reports
import Testing

@Suite("tests of packs")
struct TestRunnerTests {
    private func run(_ tests: [TestCase]? = nil, other: Bool = true) throws -> (report: TestReport, coverage: CoverageObserver, plan: Plan) {
        let plan = try Library.plan()
        let town = try Library.plan("town")
        let (report, coverage) = TestRunner(plan, otherPlan: { $0 == "town" && other ? town : nil }, fill: fill).run(tests)
        return (report, coverage, plan)
    }

    @Test("a pack's own tests pass, also under another pack")
    func passing() throws {
        let (report, _, _) = try run()
        #expect(report.cases.flatMap { $0.failures.map(\.message.en) } == [])
        #expect(TestReport.closingLine([report]) == "2 passed, 0 failed")
        #expect(report.text(.english) == "")
    }

    @Test("a pack that can't be had is a failure")
    func missingPack() throws {
        let (report, _, _) = try run(other: false)
        #expect(report.failed == 1)
        #expect(report.cases[0].failures.map(\.message.en) == ["under town, expected a pack that can be used, found none"])
    }

    private func failures(_ measures: [MeasureExpectation], record: RecordTree = Library.record(), edit: (inout DayExpectation) -> Void = { _ in })
        throws -> [String]
    {
        var day = DayExpectation(day: try #require(Day("2023-03-12")).number, measures: measures)
        edit(&day)
        let test = TestCase(name: "t", given: record, then: [day])
        return try run([test]).report.cases.flatMap { $0.failures.map(\.message.en) }
    }

    @Test("what is expected and what was found, key by key")
    func keys() throws {
        func ban(_ edit: (inout MeasureExpectation) -> Void) throws -> [String] {
            var expectation = MeasureExpectation(measure: Written("ban"))
            edit(&expectation)
            return try failures([expectation])
        }
        let april = try #require(Day("2023-04-01")).number
        let may = try #require(Day("2023-05-01")).number
        #expect(try ban { $0.status = Written(.status(.inForce)) } == [])
        #expect(try ban { $0.status = Written(.status(.lifted)) } == ["2023-03-12 `ban` expected status lifted, found status in-force"])
        #expect(try ban { $0.status = Written(.none) } == ["2023-03-12 `ban` expected none, found in-force from 2023-03-01 until 2023-05-01"])
        #expect(try ban { $0.until = Written(.day(may)) } == [])
        #expect(try ban { $0.until = Written(.day(april)) } == ["2023-03-12 `ban` expected until 2023-04-01, found until 2023-05-01"])
        #expect(try ban { $0.until = Written(.null) } == ["2023-03-12 `ban` expected until null, found until 2023-05-01"])
        #expect(try ban { $0.due = Written(.null) } == [])
        #expect(try ban { $0.addressee = Written("r-9") } == [])
        #expect(try ban { $0.addressee = Written(nil) } == ["2023-03-12 `ban` expected addressee null, found addressee r-9"])
        #expect(try ban { $0.rule = Written("x") } == ["2023-03-12 `ban` expected rule x, found rule ban of the late"])
        #expect(try ban { $0.adjusted = Written(["lowered"]) } == ["2023-03-12 `ban` expected adjusted [lowered], found adjusted []"])
        #expect(try ban { $0.count = Written(1) } == [])
        #expect(try ban { $0.count = Written(2) } == ["2023-03-12 `ban` expected 2 of it, found in-force from 2023-03-01 until 2023-05-01"])
        #expect(
            try failures([MeasureExpectation(measure: Written("notice"), status: Written(.status(.due)))])
                == ["2023-03-12 `notice` expected status due, found none"])
        #expect(try failures([MeasureExpectation(measure: Written("notice"), status: Written(.none))]) == [])
    }

    @Test("options, undetermined, conflicts are exact")
    func whole() throws {
        let child = Library.record(kind: "child", events: [("complained", "2023-03-10", [])])
        #expect(try failures([], record: child) { $0.options = [Written(["waive", "lower"])] } == [])
        #expect(try failures([], record: child) { $0.options = [] } == ["2023-03-12 expected options [], found [[lower, waive]]"])
        #expect(try failures([]) { $0.options = [Written(["waive"])] } == ["2023-03-12 expected options [[waive]], found []"])
        let open = Library.record(damaged: nil)
        #expect(
            try failures([], record: open) { $0.undetermined = [] }
                == ["2023-03-12 expected undetermined {}, found {damage is posted: [loan.damaged], fine for many: [loan.damaged]}"])
        #expect(try failures([]) { $0.conflicts = Written(1) } == ["2023-03-12 expected 1 conflicts, found 0"])
    }

    @Test("a record that can't be read fails the test")
    func unreadable() throws {
        #expect(
            try failures([], record: Library.record(books: "many"))
                == ["expected a record that can be read, found `many` is no fitting value"])
    }

    @Test("several failures in all forms", arguments: Language.allCases)
    func forms(_ language: Language) throws {
        let plan = try Library.plan()
        var tests = try #require(plan.policy.layers.last).tests
        tests[0].then[1].measures[0].status?.value = .status(.expired)
        tests[1].then[0].undetermined = []
        tests[1].name = "quotes \" & <brackets>"
        let (report, coverage, _) = try run(tests)
        let text = report.text(language) + TestReport.closingLine([report]) + "\n────\n"
        try expectSnapshot(
            text + TestReport.junit([report], language) + "────\n" + CoverageText.text(coverage, plan, language), "tests.\(language.rawValue)")
    }
}
