import Diagnostics
import Engine
import Policy

/// Runs a pack's own tests (`docs/policy-language.md`, "Tests").
package struct TestRunner {
    /// Fills a workspace's frame with a test's record, from the beginning; says what is wrong where the record can't be read.
    package typealias Filling = (RecordTree, Workspace) -> Phrase?

    private let plan: Plan
    private let otherPlan: (String) -> Plan?
    private let fill: Filling

    /// - Parameters:
    ///   - otherPlan: the plan of another pack by its id, for `under`; nil where there is none.
    ///   - fill: reads a test's record.
    package init(_ plan: Plan, otherPlan: @escaping (String) -> Plan? = { _ in nil }, fill: @escaping Filling) {
        self.plan = plan
        self.otherPlan = otherPlan
        self.fill = fill
    }

    /// Runs the pack's own tests, or those given; says what they reached.
    package func run(_ tests: [TestCase]? = nil) -> (report: TestReport, coverage: CoverageObserver) {
        var coverage = CoverageObserver(plan)
        let tests = tests ?? plan.policy.layers.last?.tests ?? []
        let workspace = Workspace(plan, request: DecisionRequest(asOf: 0))
        let cases = tests.map { test in
            var failures = check(test, test.then, workspace, pack: nil, &coverage)
            for expectation in test.under {
                let id = expectation.pack.value
                guard let other = otherPlan(id) else {
                    failures.append(
                        TestReport.Failure(
                            pack: id, day: nil, measure: nil, expected: Phrase(zh: "可用的政策包", en: "a pack that can be used"),
                            found: Phrase(zh: "没有", en: "none"), location: expectation.pack.location))
                    continue
                }
                // What is tried under another pack reaches that pack's rules, not these.
                var elsewhere = CoverageObserver(other)
                let there = Workspace(other, request: DecisionRequest(asOf: 0))
                failures += check(test, expectation.then, there, pack: id, &elsewhere)
            }
            return TestReport.Case(name: test.name, clauses: test.clauses.map(\.value), location: test.location, failures: failures)
        }
        return (TestReport(pack: plan.policy.id, cases: cases), coverage)
    }

    private func check(
        _ test: TestCase, _ days: [DayExpectation], _ workspace: Workspace, pack: String?, _ coverage: inout CoverageObserver
    ) -> [TestReport.Failure] {
        if let fault = fill(test.given, workspace) {
            return [
                TestReport.Failure(
                    pack: pack, day: nil, measure: nil, expected: Phrase(zh: "可以读取的记录", en: "a record that can be read"), found: fault,
                    location: test.given.location)
            ]
        }
        let hasTables = workspace.plan.policy.definitions.contains { $0.table != nil }
        return days.flatMap { day in
            if hasTables {
                var watching = TableCoverage(coverage, workspace)
                workspace.decideAnew(DecisionRequest(asOf: day.day), observer: &watching)
                coverage = watching.coverage
            } else {
                workspace.decideAnew(DecisionRequest(asOf: day.day), observer: &coverage)
            }
            return ExpectationCheck(workspace.decision(), day, pack: pack).failures
        }
    }
}
