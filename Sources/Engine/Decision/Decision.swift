/// What a policy makes of one record on one day: a value of its own, the same for the same input.
///
/// The JSON form is written by `DecisionWriter`, keys in the order of the members here.
public struct Decision: Sendable, Hashable {
    /// The record's id.
    public var record: String
    /// Whom the record is about; nil when that isn't known.
    public var subject: String?
    /// The pack's id.
    public var pack: String
    /// `sha256:` and 64 digits over every file that can affect a decision.
    public var digest: String
    public var asOf: Day
    public var measures: [Measure]
    public var options: [Option]
    public var undetermined: [Undetermined]
    public var conflicts: [Conflict]
    /// The day whose law it goes by, where the pack chooses between that of two days (`running cases`).
    public var law: Day?

    /// A measure that was imposed, as it stands on the day.
    public struct Measure: Sendable, Hashable {
        /// Its name in the vocabulary.
        public var measure: String
        /// obligation, restriction, disclosure, referral, incentive or entry.
        public var kind: String
        public var status: String
        /// must, or may where the text leaves it to the authority.
        public var modality: String
        /// Who must act or bear it; nil when that isn't known.
        public var addressee: String?
        /// The units responsible for it by the text.
        public var responsible: [String]
        public var from: Day?
        /// The first day on which it doesn't hold any more; nil without an end, or when the end isn't known.
        public var until: Day?
        /// The last day for what is owed.
        public var due: Day?
        /// Words of the authority's choices, such as `lightened`.
        public var adjusted: [String]
        /// The rule that imposed it first.
        public var rule: String
        /// Clauses of every rule behind it, each with its instrument's number.
        public var clauses: [String]
        public var history: [Change]
        /// The event it was imposed for, where its rule acts for each.
        public var event: EventReference?
    }

    /// An event of the record.
    public struct EventReference: Sendable, Hashable {
        /// Its type's name in the vocabulary.
        public var type: String
        public var on: Day
    }

    /// A change of a measure's status, or a further rule that imposed it.
    public struct Change: Sendable, Hashable {
        public var on: Day
        public var status: String
        public var rule: String
    }

    /// What the authority may decide.
    public struct Option: Sendable, Hashable {
        public var rule: String
        public var clauses: [String]
        public var choices: [String]
        /// The measures in question that stand.
        public var measures: [String]
    }

    /// A rule that met an unknown fact, and the facts that would settle it.
    public struct Undetermined: Sendable, Hashable {
        public var rule: String
        public var missing: [String]
    }

    /// Rules that can't be reconciled (`clock`), a date that came to null (`null`), a year that the calendar lacks (`calendar`), rows of a decision
    /// table that are hit together, which its hit policy forbids (`table`), or what was done against the text: an event that a rule doesn't admit
    /// (`inadmissible`), an answer to nothing (`unmatched`), a choice that isn't offered (`not-offered`), whose term lies outside what the text
    /// permits (`out-of-range`), or that nothing opened (`no-option`).
    public struct Conflict: Sendable, Hashable {
        public var kind: String
        public var measure: String?
        public var rules: [String]
        public var clauses: [String]
        public var on: Day
        /// The decision table; nil where the conflict isn't about one.
        public var table: String?
        /// Its rows, from 1.
        public var rows: [Int] = []
        /// What the calendar lacks; nil for the other kinds.
        public var calendar: MissingYear?
        /// The event it is about.
        public var event: EventReference?
    }

    /// A year that a rule asks about and that isn't in the calendar.
    public struct MissingYear: Sendable, Hashable {
        /// Where it belongs, relative to the root of the rules.
        public var file: String
        public var year: Int
    }
}
