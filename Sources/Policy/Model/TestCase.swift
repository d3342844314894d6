import Diagnostics

/// A case of a pack's own tests.
package struct TestCase: Hashable, Sendable {
    package var name: String
    package var clauses: [Written<String>]
    package var given: RecordTree
    package var then: [DayExpectation]
    /// What the same record meets under other packs, by pack id.
    package var under: [PackExpectation]
    /// What is expected of the pack's duties, in a test that is about no record.
    package var agenda: AgendaExpectation?
    package var location: Location

    package init(
        name: String, clauses: [Written<String>] = [], given: RecordTree, then: [DayExpectation], under: [PackExpectation] = [],
        agenda: AgendaExpectation? = nil, location: Location = .unwritten
    ) {
        self.name = name
        self.clauses = clauses
        self.given = given
        self.then = then
        self.under = under
        self.agenda = agenda
        self.location = location
    }
}

/// A record as a test writes it, before the vocabulary has said what type each value has.
package struct RecordTree: Hashable, Sendable {
    package var kind: Kind
    package var location: Location

    package init(_ kind: Kind, at location: Location = .unwritten) {
        self.kind = kind
        self.location = location
    }

    package indirect enum Kind: Hashable, Sendable {
        /// A value; `quoted` when quotes say that it is text.
        case scalar(String, quoted: Bool)
        case list([RecordTree])
        case object([Member])
    }

    package struct Member: Hashable, Sendable {
        package var key: Written<String>
        package var value: RecordTree

        package init(key: Written<String>, value: RecordTree) {
            self.key = key
            self.value = value
        }
    }
}

/// What is expected under another pack.
package struct PackExpectation: Hashable, Sendable {
    package var pack: Written<String>
    /// The clauses of that pack, or of packs above it, that say so.
    package var clauses: [Written<String>]
    package var then: [DayExpectation]

    package init(pack: Written<String>, clauses: [Written<String>] = [], then: [DayExpectation]) {
        self.pack = pack
        self.clauses = clauses
        self.then = then
    }
}

/// What is expected on one day.
package struct DayExpectation: Hashable, Sendable {
    /// Days since 1970-01-01.
    package var day: Int32
    package var measures: [MeasureExpectation]
    /// The choices of each open option; nil when nothing is said.
    package var options: [Written<[String]>]?
    /// Exactly these rules and the facts each lacks; nil when nothing is said.
    package var undetermined: [UndeterminedExpectation]?
    package var conflicts: Written<Int>?
    package var location: Location

    package init(
        day: Int32, measures: [MeasureExpectation] = [], options: [Written<[String]>]? = nil,
        undetermined: [UndeterminedExpectation]? = nil, conflicts: Written<Int>? = nil, location: Location = .unwritten
    ) {
        self.day = day
        self.measures = measures
        self.options = options
        self.undetermined = undetermined
        self.conflicts = conflicts
        self.location = location
    }
}

/// What is expected of one measure on a day. Nil where nothing is said.
package struct MeasureExpectation: Hashable, Sendable {
    /// A measure's name or label.
    package var measure: Written<String>
    package var status: Written<Status>?
    package var from: Written<Day>?
    package var until: Written<Day>?
    package var due: Written<Day>?
    /// The inner nil expects null.
    package var addressee: Written<String?>?
    package var rule: Written<String>?
    package var adjusted: Written<[String]>?
    /// The units that answer for it.
    package var responsible: Written<[String]>?
    /// How many of this measure.
    package var count: Written<Int>?

    package init(
        measure: Written<String>, status: Written<Status>? = nil, from: Written<Day>? = nil, until: Written<Day>? = nil,
        due: Written<Day>? = nil, addressee: Written<String?>? = nil, rule: Written<String>? = nil, adjusted: Written<[String]>? = nil,
        responsible: Written<[String]>? = nil, count: Written<Int>? = nil
    ) {
        self.measure = measure
        self.status = status
        self.from = from
        self.until = until
        self.due = due
        self.addressee = addressee
        self.rule = rule
        self.adjusted = adjusted
        self.responsible = responsible
        self.count = count
    }

    package enum Status: Hashable, Sendable {
        /// No such measure in the decision.
        case none
        case status(MeasureStatus)
    }

    package enum Day: Hashable, Sendable {
        case null
        /// Days since 1970-01-01.
        case day(Int32)
    }
}

/// A rule expected to be undetermined, and the facts it lacks.
package struct UndeterminedExpectation: Hashable, Sendable {
    package var rule: Written<String>
    package var facts: [Written<String>]

    package init(rule: Written<String>, facts: [Written<String>]) {
        self.rule = rule
        self.facts = facts
    }
}
