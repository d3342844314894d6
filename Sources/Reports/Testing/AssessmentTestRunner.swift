import Diagnostics
import Engine
import FEEL
import Policy

/// Runs a pack's own tests of assessments.
package struct AssessmentTestRunner {
    private let plan: Plan
    private let fill: TestRunner.Filling
    private let law: (Int32) -> Plan

    /// - Parameters:
    ///   - fill: reads a test's record.
    ///   - law: the plan under the law of a day; nil where it is that of every day.
    package init(_ plan: Plan, fill: @escaping TestRunner.Filling, law: ((Int32) -> Plan)? = nil) {
        self.plan = plan
        self.fill = fill
        self.law = law ?? { _ in plan }
    }

    /// Runs the pack's own tests; says what they reached.
    package func run() -> (cases: [TestReport.Case], coverage: AssessmentCoverage) {
        var coverage = AssessmentCoverage(plan.policy)
        let cases = (plan.policy.layers.last?.assessmentTests ?? []).map { test in
            TestReport.Case(
                name: test.name, clauses: test.clauses.map(\.value), location: test.location, failures: check(test, &coverage))
        }
        return (cases, coverage)
    }

    private func check(_ test: AssessmentTest, _ coverage: inout AssessmentCoverage) -> [TestReport.Failure] {
        let plan = law(test.period.value.days.upperBound)
        // A name that isn't known has been reported where the pack was read.
        guard let number = plan.policy.assessment(named: test.assessment.value) else { return [] }
        let period = test.period.value
        let scope = AssessmentScope(assessments: [number], period: period.days, previous: period.previous?.days, asOf: test.asOf)
        guard plan.policy.isHeld(plan.policy.assessments[number], over: period.days, law: nil) else {
            return [
                failure(
                    Phrase(zh: "施行期内的考核期", en: "a period in which the policy is in force"), Phrase(same: period.text), at: test.period.location)
            ]
        }
        let assessor = Assessor(plan, scope)
        var book = ScoreBook(plan, scope)
        var failures: [TestReport.Failure] = []
        for (records, isSubject) in [(test.subjects, true), (test.given, false)] {
            for tree in records {
                if let fault = fill(tree, assessor.workspace) {
                    failures.append(failure(Phrase(zh: "可以读取的记录", en: "a record that can be read"), fault, at: tree.location))
                } else if let record = assessor.assess(isSubject: isSubject) {
                    book.add(record)
                }
            }
        }
        guard failures.isEmpty else { return failures }
        return book.sheets().flatMap { sheet in
            coverage.add(sheet)
            return test.then.flatMap { ScoreExpectationCheck(sheet, $0).failures }
        }
    }

    private func failure(_ expected: Phrase, _ found: Phrase, at location: Location) -> TestReport.Failure {
        TestReport.Failure(pack: nil, day: nil, measure: nil, expected: expected, found: found, location: location)
    }
}
