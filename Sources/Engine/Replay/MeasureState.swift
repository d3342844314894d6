import FEEL
import Policy

/// The statuses of the contract, as small numbers.
@usableFromInline
package enum Status: UInt8, Sendable, CaseIterable, BitwiseCopyable {
    /// Before its first moment ends; never seen outside.
    case new
    case pending, inForce, due, overdue, suspended, withheld
    case fulfilled, expired, lifted, exempted, revoked

    /// Ended or fulfilled: nothing but a revocation changes it any more.
    @inlinable package var isFinal: Bool { rawValue >= Status.fulfilled.rawValue }

    /// The word of the contract.
    package var word: String {
        switch self {
        case .new, .pending: "pending"
        case .inForce: "in-force"
        case .due: "due"
        case .overdue: "overdue"
        case .suspended: "suspended"
        case .withheld: "withheld"
        case .fulfilled: "fulfilled"
        case .expired: "expired"
        case .lifted: "lifted"
        case .exempted: "exempted"
        case .revoked: "revoked"
        }
    }
}

/// What a measure's kind means to the engine, as a plain value.
@usableFromInline
package struct MeasureNature: BitwiseCopyable {
    /// Whether events can fulfil it: an obligation, disclosure or referral.
    var isFulfillable: Bool
    var isEntry: Bool
    var isDisclosure: Bool

    init(_ kind: MeasureKind) {
        isFulfillable = kind.isFulfillable
        isEntry = kind == .entry
        isDisclosure = kind == .disclosure
    }
}

/// One measure imposed in a case, in the making. Days are days since 1970-01-01; `Int32.max` stands for none.
@usableFromInline
package struct MeasureState: BitwiseCopyable {
    @inlinable package static var never: Int32 { Int32.max }

    /// Number of the measure in the vocabulary.
    @usableFromInline package var type: UInt16
    @usableFromInline package var kind: MeasureNature
    @usableFromInline package var status = Status.new
    @usableFromInline package var addressee = Value.null
    @usableFromInline package var from: Int32 = 0
    @usableFromInline package var until = never
    @usableFromInline package var due = never
    /// Which of from, until and due came to unknown or null, and are null.
    @usableFromInline package var unknownDates: DateSet = []
    /// The last day of the period that ``due`` ends, before it was moved off a holiday; ``never`` where ``due`` isn't moved.
    var periodEnd = never
    var fulfilledOn = never
    var liftedOn = never
    var exemptedOn = never
    var revokedOn = never
    /// Since when its clock stands still; `Int32.min` when it runs.
    @usableFromInline var stoppedSince = Int32.min
    /// The day up to which its status has been worked out.
    var seen: Int32 = 0
    /// No day before this one changes it by time alone.
    var wake = Int32.max
    /// The rule and action that imposed it first.
    @usableFromInline package var rule: Int32
    @usableFromInline package var action: Int32
    /// The rule behind a change at the present moment; -1 when there is none.
    var cause: Int32 = -1
    /// A further rule imposed it at the present moment, which may have moved its dates.
    var isMerged = false
    /// The rule that suspended or withheld it last.
    var holder: Int32 = -1
    /// Choices whose word it carries, by number.
    @usableFromInline package var adjusted: UInt64 = 0
    /// The event it was imposed for, by its number in the frame; -1 for none.
    @usableFromInline package var event: Int32 = -1
    /// The day on which a lift that was announced takes effect, and the rule behind it.
    var liftDue = never
    var lifter: Int32 = -1
    /// Days by which a clock that stood still has moved the end and the due day as they are now.
    var untilMoved: Int32 = 0
    var dueMoved: Int32 = 0
    /// Days on which it wasn't served though it had begun.
    var unserved: Int32 = 0
    /// Whether its term was changed, and its end (or due day) without those changes and without the days moved; of a period what its sum comes to.
    var isChanged = false
    var rawEnd = never
    var rawIsPeriod = false
    @usableFromInline package var firstEntry: Int32 = -1
    var lastEntry: Int32 = -1
    @usableFromInline package var firstCitation: Int32 = -1
    var lastCitation: Int32 = -1

    @usableFromInline
    package struct DateSet: OptionSet, Sendable, BitwiseCopyable {
        @usableFromInline package let rawValue: UInt8
        @inlinable package init(rawValue: UInt8) { self.rawValue = rawValue }
        @inlinable package static var from: DateSet { DateSet(rawValue: 1) }
        @inlinable package static var until: DateSet { DateSet(rawValue: 2) }
        @inlinable package static var due: DateSet { DateSet(rawValue: 4) }
    }

    /// A measure as a rule's action imposes it, as far as the plan knows: whom it is for, its days and the rest are the case's.
    init(type: UInt16, kind: MeasureNature, rule: Int32, action: Int32) {
        self.type = type
        self.kind = kind
        self.rule = rule
        self.action = action
        cause = rule
    }

    /// Neither ended nor fulfilled, as the present moment has left it so far.
    var stands: Bool { !status.isFinal && liftedOn == Self.never && exemptedOn == Self.never && revokedOn == Self.never }

    /// Whether its end is not to be known because its clock stands still.
    @inlinable package var isStopped: Bool { stoppedSince != .min }
}

/// An entry of a measure's history; entries of a measure are chained.
@usableFromInline
package struct HistoryEntry: BitwiseCopyable {
    @usableFromInline package var on: Int32
    @usableFromInline package var status: Status
    @usableFromInline package var rule: Int32
    @usableFromInline package var next: Int32
}

/// A rule cited for a measure; citations of a measure are chained.
@usableFromInline
package struct Citation: BitwiseCopyable {
    @usableFromInline package var rule: Int32
    @usableFromInline package var next: Int32
    /// The rule imposed it, whatever else it did.
    var imposes = false
}

/// A measure that an action imposed with a date or an addressee that isn't known.
struct Imprecision: BitwiseCopyable {
    var measure: Int32
    var rule: Int32
    var missing: Value
}

/// An action that suspends or withholds at the present moment.
struct Holding: BitwiseCopyable {
    var rule: Int32
    /// Its number within the rule.
    var action: Int32
    var reach = Reach()
}

/// An option that the authority decides.
package struct OptionState: BitwiseCopyable {
    @usableFromInline package var rule: Int32
    @usableFromInline package var action: Int32
    package var openedOn: Int32
    /// `Int32.max` while it is open.
    package var closedOn: Int32
    var reach = Reach()
    /// What a new term may be.
    var atLeast: TermAmount?
    var atMost: TermAmount?
}

/// A rule that met an unknown fact, and the facts.
package struct UndeterminedState: BitwiseCopyable {
    @usableFromInline package var rule: Int32
    package var missing: Value
}

/// Something that can't be reconciled.
package struct ConflictState: BitwiseCopyable {
    @usableFromInline package var kind: Kind
    /// Number of the measure; -1 where it isn't about one.
    package var measure: Int32
    @usableFromInline package var rule: Int32
    package var other: Int32
    @usableFromInline package var on: Int32
    /// The year that the calendar lacks; 0 for none.
    package var year: Int32 = 0
    /// The rows of a decision table that it is about.
    package var rows: TableViolation?

    package enum Kind: UInt8, Sendable, CaseIterable, BitwiseCopyable {
        /// Two rules suspend one measure with different clocks.
        case clock
        /// A date came to null.
        case null
        /// What the rule asks of the calendar is about a year that it lacks.
        case calendar
        /// Rows of a decision table are hit together, which its hit policy forbids.
        case table
        /// An event that a rule doesn't admit.
        case inadmissible
        /// An answer that names an event which isn't there.
        case unmatched
        /// A choice, or a measure that a choice is about, that the option doesn't offer.
        case notOffered
        /// A term outside what the option permits.
        case outOfRange
        /// A choice that no option asked for.
        case noOption
    }

    /// The event it is about, by its number in the frame; -1 for none.
    package var event: Int32 = -1

    /// The rules it is about.
    package var rules: [Int] {
        if rule < 0 { return [] }
        return rule == other ? [Int(rule)] : [Int(rule), Int(other)]
    }
}
