import FEEL

/// What one record adds to one indicator in a period.
package struct Contribution: Sendable, Hashable {
    /// An index into the assessment's indicators.
    package var indicator: Int
    /// In the period before the one asked for.
    package var isPrevious: Bool
    /// The day that places it in the period, as days since 1970-01-01; nil where that isn't known.
    package var day: Int32?
    /// Whether it surely counts.
    package var isCertain: Bool
    /// Nil where they can't be told.
    package var points: Decimal128?
    /// The facts that would settle it; empty where all is known, or where the points came to null.
    package var missing: [String]
}

/// What one record comes to in the assessments asked for.
package struct AssessedRecord: Sendable, Hashable {
    package var record: String
    /// Whom it is about; nil where that isn't known.
    package var subject: String?
    /// The facts that would say whom it is about.
    package var missing: [String]
    /// One an assessment that scores, or may score, the subject.
    package var entries: [Entry]

    package struct Entry: Sendable, Hashable {
        /// An index into the assessments of the scope.
        package var assessment: Int
        /// What the subject is called, as far as this record tells.
        package var name: String?
        package var contributions: [Contribution]
    }
}

/// Which assessments are held over which days.
package struct AssessmentScope: Sendable, Hashable {
    /// Indexes into the policy's assessments.
    package var assessments: [Int]
    /// Days since 1970-01-01, both included.
    package var period: ClosedRange<Int32>
    /// The one before, where anybody asks about it.
    package var previous: ClosedRange<Int32>?
    /// The day from which is looked back: what has turned out by then counts.
    package var asOf: Int32
    /// The day whose policies apply; nil: each period's last.
    package var law: Int32?
    /// Only what had been recorded by then counts.
    package var known: Int32

    package init(
        assessments: [Int], period: ClosedRange<Int32>, previous: ClosedRange<Int32>? = nil, asOf: Int32? = nil, law: Int32? = nil,
        known: Int32? = nil
    ) {
        self.assessments = assessments
        self.period = period
        self.previous = previous
        self.asOf = asOf ?? period.upperBound
        self.law = law
        self.known = known ?? self.asOf
    }
}
