import Diagnostics
import Engine
import Policy

/// What came of a pack's tests.
package struct TestReport: Sendable {
    /// The pack's id.
    package var pack: String
    package var cases: [Case]

    package struct Case: Sendable {
        package var name: String
        package var clauses: [String]
        package var location: Location
        /// Empty: passed.
        package var failures: [Failure]
        /// What it reaches beside the rules that it makes fire.
        package var reach = Reach()

        package init(name: String, clauses: [String], location: Location, failures: [Failure]) {
            self.name = name
            self.clauses = clauses
            self.location = location
            self.failures = failures
        }
    }

    /// What the tests that pass expect of duties, and of who answers.
    package struct Reach: Sendable, Hashable {
        /// Names of the duties of which something is expected.
        package var duties: Set<String> = []
        /// Those of which the owner is.
        package var owners: Set<String> = []
        /// Names of rules for whose measures it is expected who answers.
        package var answered: Set<String> = []

        package init() {}

        mutating func formUnion(_ other: Reach) {
            duties.formUnion(other.duties)
            owners.formUnion(other.owners)
            answered.formUnion(other.answered)
        }
    }

    /// What the tests that passed reach.
    package var reach: Reach {
        cases.filter(\.failures.isEmpty).reduce(into: Reach()) { $0.formUnion($1.reach) }
    }

    /// An expectation that wasn't met.
    package struct Failure: Sendable, Hashable {
        /// The pack under which, where it isn't the tests' own.
        package var pack: String?
        /// Days since 1970-01-01; nil where the record couldn't be read.
        package var day: Int32?
        /// A measure's name; nil where it isn't about one.
        package var measure: String?
        package var expected: Phrase
        package var found: Phrase
        package var location: Location

        /// The failure in one sentence.
        package var message: Phrase {
            let when = day.map { CivilDay.text($0) + " " } ?? ""
            let (under, below) = (pack.map { "按 \($0)，" } ?? "", pack.map { "under \($0), " } ?? "")
            let what = measure.map { "`\($0)` " } ?? ""
            return Phrase(
                zh: "\(under)\(when)\(what)应为 \(expected.zh)，得到 \(found.zh)", en: "\(below)\(when)\(what)expected \(expected.en), found \(found.en)")
        }
    }

    package init(pack: String, cases: [Case]) {
        self.pack = pack
        self.cases = cases
    }

    package var passed: Int { cases.count { $0.failures.isEmpty } }
    package var failed: Int { cases.count - passed }

    /// Each failed case with its failures. Empty when all passed.
    package func text(_ language: Language) -> String {
        var outline = Outline(language)
        for test in cases where !test.failures.isEmpty {
            let clauses =
                test.clauses.isEmpty
                ? "" : (language == .chinese ? "（" : " (") + test.clauses.joined(separator: "、") + (language == .chinese ? "）" : ")")
            outline.line(zh: "未通过：\(test.name)\(clauses)", en: "failed: \(test.name)\(clauses)")
            for failure in test.failures { outline.line("\(TestReport.place(failure.location)): \(failure.message[language])", 1) }
        }
        return outline.text
    }

    /// The closing line over some reports: `12 passed, 0 failed`.
    package static func closingLine(_ reports: [TestReport]) -> String {
        "\(reports.reduce(0) { $0 + $1.passed }) passed, \(reports.reduce(0) { $0 + $1.failed }) failed"
    }

    static func place(_ location: Location) -> String {
        let position = location.source.position(at: location.span.lower)
        return "\(location.source.name):\(position.line):\(position.column)"
    }
}
