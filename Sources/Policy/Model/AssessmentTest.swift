import Diagnostics

/// A case of a pack's own tests of an assessment: records, and what subjects score.
package struct AssessmentTest: Hashable, Sendable {
    package var name: String
    package var clauses: [Written<String>]
    /// A name or a label.
    package var assessment: Written<String>
    package var period: Written<AssessmentPeriod>
    /// The day looked from, as days since 1970-01-01; nil for the period's last.
    package var asOf: Int32?
    package var given: [RecordTree]
    /// Records that only say who there is.
    package var subjects: [RecordTree]
    package var then: [SubjectExpectation]
    package var location: Location

    package init(
        name: String, clauses: [Written<String>] = [], assessment: Written<String>, period: Written<AssessmentPeriod>, asOf: Int32? = nil,
        given: [RecordTree] = [], subjects: [RecordTree] = [], then: [SubjectExpectation], location: Location = .unwritten
    ) {
        self.name = name
        self.clauses = clauses
        self.assessment = assessment
        self.period = period
        self.asOf = asOf
        self.given = given
        self.subjects = subjects
        self.then = then
        self.location = location
    }
}

/// What is expected of one subject's score. Nil where nothing is said.
package struct SubjectExpectation: Hashable, Sendable {
    package var subject: Written<String>
    /// Isn't scored at all.
    package var isNone = false
    /// One number, or the lowest and the highest.
    package var total: Written<[String]>?
    /// One name or label, or the worst and the best.
    package var band: Written<[String]>?
    package var rank: Written<[String]>?
    package var change: Written<[String]>?
    /// Exactly these, in any order.
    package var warnings: Written<[String]>?
    /// Exactly these facts are missing.
    package var undetermined: Written<[String]>?
    /// By indicator.
    package var points: [Points] = []

    package struct Points: Hashable, Sendable {
        package var indicator: Written<String>
        package var points: Written<[String]>
    }

    package init(subject: Written<String>) { self.subject = subject }
}
