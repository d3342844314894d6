import Diagnostics
import Engine
import Policy

/// Runs a pack's own tests (`docs/policy-language.md`, "Tests").
package struct TestRunner {
    /// Fills a workspace's frame with a test's record, from the beginning; says what is wrong where the record can't be read.
    package typealias Filling = (RecordTree, Workspace) -> Phrase?

    /// The workspace in which a dated policy decides a test's record as of a day, set up for it; nil where the plan is that of every day.
    package typealias Seating = (RecordTree, Int32, Plan) -> Workspace?

    private let plan: Plan
    private let otherPlan: (String) -> Plan?
    private let fill: Filling
    private let seat: Seating?

    /// - Parameters:
    ///   - otherPlan: the plan of another pack by its id, for `under`; nil where there is none.
    ///   - fill: reads a test's record.
    ///   - seat: finds the law of a day.
    package init(_ plan: Plan, otherPlan: @escaping (String) -> Plan? = { _ in nil }, fill: @escaping Filling, seat: Seating? = nil) {
        self.plan = plan
        self.otherPlan = otherPlan
        self.fill = fill
        self.seat = seat
    }

    /// Runs the pack's own tests, or those given; says what they reached.
    package func run(_ tests: [TestCase]? = nil) -> (report: TestReport, coverage: CoverageObserver) {
        var coverage = CoverageObserver(plan)
        let tests = tests ?? plan.policy.layers.last?.tests ?? []
        let workspace = Workspace(plan, request: DecisionRequest(asOf: 0))
        let cases = tests.map { test in
            if let agenda = test.agenda { return agendaCase(test, agenda) }
            var reach = TestReport.Reach()
            var failures = TestRunner.check(test, test.then, workspace, fill, seat, pack: nil, &coverage, &reach)
            for expectation in test.under {
                let id = expectation.pack.value
                guard let other = otherPlan(id) else {
                    failures.append(TestRunner.noPack(expectation.pack))
                    continue
                }
                failures += TestRunner.unknownClauses(expectation, other)
                // What is tried under another pack reaches that pack's rules, not these.
                var elsewhere = CoverageObserver(other)
                var there = TestReport.Reach()
                let workspace = Workspace(other, request: DecisionRequest(asOf: 0))
                failures += TestRunner.check(test, expectation.then, workspace, fill, seat, pack: id, &elsewhere, &there)
            }
            var outcome = TestReport.Case(name: test.name, clauses: test.clauses.map(\.value), location: test.location, failures: failures)
            outcome.reach = reach
            return outcome
        }
        return (TestReport(pack: plan.policy.id, cases: cases), coverage)
    }

    /// Runs tests that stand beside a vocabulary: each record under every pack that it names.
    package static func shared(_ tests: [TestCase], of vocabulary: String, plan: (String) -> Plan?, fill: Filling, seat: Seating? = nil) -> TestReport
    {
        let cases = tests.map { test in
            var failures: [TestReport.Failure] = []
            var clauses: [String] = []
            for expectation in test.under {
                let id = expectation.pack.value
                guard let plan = plan(id) else {
                    failures.append(noPack(expectation.pack))
                    continue
                }
                clauses += expectation.clauses.map(\.value)
                failures += unknownClauses(expectation, plan)
                var coverage = CoverageObserver(plan)
                var reach = TestReport.Reach()
                let workspace = Workspace(plan, request: DecisionRequest(asOf: 0))
                failures += check(test, expectation.then, workspace, fill, seat, pack: id, &coverage, &reach)
            }
            return TestReport.Case(name: test.name, clauses: clauses, location: test.location, failures: failures)
        }
        return TestReport(pack: vocabulary, cases: cases)
    }

    /// Clauses that neither the pack nor any above it has.
    private static func unknownClauses(_ expectation: PackExpectation, _ plan: Plan) -> [TestReport.Failure] {
        let layers = plan.policy.layers
        return expectation.clauses.filter { layers.clauses($0.value, from: layers.count - 1).isEmpty }.map { clause in
            TestReport.Failure(
                pack: expectation.pack.value, day: nil, measure: nil,
                expected: Phrase(zh: "条款 `\(clause.value)`", en: "the clause `\(clause.value)`"),
                found: Phrase(zh: "没有", en: "none"), location: clause.location)
        }
    }

    private static func noPack(_ pack: Written<String>) -> TestReport.Failure {
        TestReport.Failure(
            pack: pack.value, day: nil, measure: nil, expected: Phrase(zh: "可用的政策包", en: "a pack that can be used"),
            found: Phrase(zh: "没有", en: "none"), location: pack.location)
    }

    private func agendaCase(_ test: TestCase, _ agenda: AgendaExpectation) -> TestReport.Case {
        let check = AgendaCheck(plan.policy, agenda)
        var outcome = TestReport.Case(
            name: test.name, clauses: test.clauses.map(\.value), location: test.location, failures: check.failures)
        outcome.reach.duties = Set(agenda.duties.map(\.duty.value))
        outcome.reach.owners = Set(agenda.duties.filter { $0.owner != nil }.map(\.duty.value))
        return outcome
    }

    private static func check(
        _ test: TestCase, _ days: [DayExpectation], _ workspace: Workspace, _ fill: Filling, _ seat: Seating?, pack: String?,
        _ coverage: inout CoverageObserver,
        _ reach: inout TestReport.Reach
    ) -> [TestReport.Failure] {
        if let fault = fill(test.given, workspace) {
            return [
                TestReport.Failure(
                    pack: pack, day: nil, measure: nil, expected: Phrase(zh: "可以读取的记录", en: "a record that can be read"), found: fault,
                    location: test.given.location)
            ]
        }
        let plan = workspace.plan
        let hasTables = plan.policy.definitions.contains { $0.table != nil }
        var failures: [TestReport.Failure] = []
        for day in days {
            let seated = seat?(test.given, day.day, workspace.plan)
            let workspace = seated ?? workspace
            if let seated, seated.plan !== plan {
                // The law of another day: its rules aren't those whose coverage is asked for.
                var elsewhere = CoverageObserver(seated.plan)
                seated.decideAnew(seated.request, observer: &elsewhere)
            } else if seated != nil, !hasTables {
                workspace.decideAnew(workspace.request, observer: &coverage)
            } else if hasTables {
                var watching = TableCoverage(coverage, workspace)
                workspace.decideAnew(seated?.request ?? DecisionRequest(asOf: day.day), observer: &watching)
                coverage = watching.coverage
            } else {
                workspace.decideAnew(DecisionRequest(asOf: day.day), observer: &coverage)
            }
            let check = ExpectationCheck(workspace.decision(), day, pack: pack)
            failures += check.failures
            reach.answered.formUnion(check.answered)
        }
        return failures
    }
}
