import Diagnostics

/// A policy after layering, every name resolved: what the engine compiles and reports look at.
package struct ResolvedPolicy: Hashable, Sendable {
    package var vocabulary: Vocabulary
    /// The packs, the most superior first; the last is the one that was asked for.
    package var layers: [Pack]
    package var variables: VariableTable
    package var definitions: [ResolvedDefinition]
    package var parameters: [ResolvedParameter]
    /// Superior packs' rules first, then in the order of the files.
    package var rules: [ResolvedRule]
    /// Rules that a lower pack replaced or dropped.
    package var superseded: [SupersededRule]
    /// What is to be done whatever the records say; superior packs' duties first, then in the order of the files.
    package var duties: [ResolvedDuty]
    /// Duties that a lower pack replaced or dropped.
    package var supersededDuties: [SupersededDuty]
    /// How subjects are scored; superior packs' assessments first, then in the order of the files.
    package var assessments: [ResolvedAssessment] = []
    /// Assessments that a lower pack replaced or dropped.
    package var supersededAssessments: [SupersededAssessment] = []
    /// Of several letters with one name that of the pack furthest down; superior packs' letters first.
    package var letters: [ResolvedLetter] = []
    /// The vocabulary's groups and those of all packs, merged.
    package var groups: [ResolvedGroup]
    /// How changes of terms combine; superior packs' first.
    package var combinations: [ResolvedCombination] = []
    package var monthEnds: MonthEnds?
    /// The calendar that the lowest pack with one names; nil where none does, or it couldn't be read.
    package var calendar: ResolvedCalendar?
    /// As the lowest packs have them.
    package var deadlines: Deadlines
    /// Which law counts for records from before it changed, as the lowest pack that says so has it.
    package var runningCases: RunningCases?
    /// `sha256:` and 64 digits over everything that can affect a decision.
    package var digest: String {
        get { lazyDigest?.value ?? "" }
        set { lazyDigest = LazyDigest { newValue } }
    }
    var lazyDigest: LazyDigest?

    package init(
        vocabulary: Vocabulary, layers: [Pack], variables: VariableTable = VariableTable(), definitions: [ResolvedDefinition] = [],
        parameters: [ResolvedParameter] = [], rules: [ResolvedRule] = [], superseded: [SupersededRule] = [], duties: [ResolvedDuty] = [],
        supersededDuties: [SupersededDuty] = [], groups: [ResolvedGroup] = [], monthEnds: MonthEnds? = nil, calendar: ResolvedCalendar? = nil,
        deadlines: Deadlines = Deadlines()
    ) {
        self.vocabulary = vocabulary
        self.layers = layers
        self.variables = variables
        self.definitions = definitions
        self.parameters = parameters
        self.rules = rules
        self.superseded = superseded
        self.duties = duties
        self.supersededDuties = supersededDuties
        self.groups = groups
        self.monthEnds = monthEnds
        self.calendar = calendar
        self.deadlines = deadlines
    }

    /// The id of the pack that was asked for.
    package var id: String { layers.last?.id ?? "" }

    /// A clause as a decision cites it: the instrument's number and the clause's cite.
    package func cite(_ reference: ClauseReference) -> String {
        guard layers.indices.contains(reference.layer) else { return "" }
        let pack = layers[reference.layer]
        guard pack.clauses.indices.contains(reference.clause) else { return "" }
        let cite = pack.clauses[reference.clause].cite
        // A cite that names another instrument stands for itself.
        if cite.hasPrefix("《") { return cite }
        return pack.instrument.number.map { "\($0) \(cite)" } ?? cite
    }

    /// The duty that a name or a label in either language means.
    package func duty(named name: String) -> Int? {
        duties.firstIndex { $0.name == name } ?? duties.firstIndex { $0.label.zh == name || $0.label.en == name }
    }

    /// The assessment that a name or a label in either language means.
    package func assessment(named name: String) -> Int? {
        assessments.firstIndex { $0.name == name } ?? assessments.firstIndex { $0.label.zh == name || $0.label.en == name }
    }

    /// Every time a duty is due from one day to another, both included, ascending. One that recurs does so while the pack is in force that wrote it.
    package func occurrences(ofDuty index: Int, from: Int32, to: Int32) -> [DutySchedule.Occurrence] {
        let duty = duties[index]
        let found = duty.schedule?.occurrences(from: from, to: to) ?? []
        guard duty.schedule?.months != nil, layers.indices.contains(duty.layer) else { return found }
        return found.filter { layers[duty.layer].inForce.contains($0.due) }
    }
}

/// A clause of one of the layers.
package struct ClauseReference: Hashable, Sendable {
    /// An index into ``ResolvedPolicy/layers``.
    package var layer: Int
    /// An index into that pack's ``Pack/clauses``.
    package var clause: Int

    package init(layer: Int, clause: Int) {
        self.layer = layer
        self.clause = clause
    }
}

/// A definition and the slot of its value.
package struct ResolvedDefinition: Hashable, Sendable {
    package var name: String
    /// What it is called where people read; the name itself where no label is written.
    package var label: Phrase
    package var layer: Int
    package var body: Body
    /// The index of its variable.
    package var slot: Int
    package var location: Location

    package init(name: String, label: Phrase? = nil, layer: Int, body: Body, slot: Int, location: Location = .unwritten) {
        self.name = name
        self.label = label ?? Phrase(same: name)
        self.layer = layer
        self.body = body
        self.slot = slot
        self.location = location
    }

    package enum Body: Hashable, Sendable {
        case expression(WrittenExpression)
        /// Has an event of any of these types (indexes).
        case anyOf([Int])
        /// Has an event of each of these types (indexes).
        case allOf([Int])
        /// With the clauses of each row.
        case table(DecisionTable, clauses: [[ClauseReference]])

        /// What is written there in FEEL: an expression, or all cells of a table; nil where it is events.
        package var written: WrittenExpression? {
            switch self {
            case .expression(let written): written
            case .table(let table, _): table.written
            case .anyOf, .allOf: nil
            }
        }
    }

    /// The table that it is, with the clauses of each row.
    package var table: (table: DecisionTable, clauses: [[ClauseReference]])? {
        if case .table(let table, let clauses) = body { return (table, clauses) }
        return nil
    }

    /// The clauses that its rows cite.
    package var clauses: [ClauseReference] { table?.clauses.flatMap { $0 } ?? [] }
}

/// A parameter with the value that the lowest pack gave it.
package struct ResolvedParameter: Hashable, Sendable {
    package var name: String
    package var label: Phrase
    package var value: WrittenExpression
    /// What it is counted in: the name of a unit, or what was written.
    package var unit: String?
    package var stated: Bool
    /// The layer that declares it.
    package var declaredBy: Int
    /// The layer whose value this is.
    package var setBy: Int
    package var clauses: [ClauseReference]
    /// Which way its value is sharper, where it is declared.
    package var sharper: Sharper?
    /// The values it has been given, by the declaring pack first; the last is the one that stands.
    package var settings: [Setting]
    /// The day from which its value counts; nil: from the beginning.
    package var since: Int32?
    /// The values that the pack whose value this is gives it, each from its day on; empty where there is one for all days.
    package var versions: [Parameter.Version] = []
    /// The index of its variable.
    package var slot: Int
    package var location: Location

    /// A value, who gave it, and what that pack leaves to those below.
    package struct Setting: Hashable, Sendable {
        package var layer: Int
        package var value: WrittenExpression
        package var stated: Bool
        /// The clauses that this pack itself names for it.
        package var clauses: [ClauseReference]
        package var competence: Competence?
        package var location: Location

        package init(
            layer: Int, value: WrittenExpression, stated: Bool, clauses: [ClauseReference] = [], competence: Competence? = nil,
            location: Location = .unwritten
        ) {
            self.layer = layer
            self.value = value
            self.stated = stated
            self.clauses = clauses
            self.competence = competence
            self.location = location
        }
    }

    package init(
        name: String, label: Phrase? = nil, value: WrittenExpression, unit: String? = nil, stated: Bool = true, declaredBy: Int, setBy: Int,
        clauses: [ClauseReference] = [], sharper: Sharper? = nil, settings: [Setting] = [], slot: Int, location: Location = .unwritten
    ) {
        self.name = name
        self.label = label ?? Phrase(same: name)
        self.value = value
        self.unit = unit
        self.stated = stated
        self.declaredBy = declaredBy
        self.setBy = setBy
        self.clauses = clauses
        self.sharper = sharper
        self.settings = settings
        self.slot = slot
        self.location = location
    }
}

/// A group with its members resolved, groups inside it expanded.
package struct ResolvedGroup: Hashable, Sendable {
    package var name: String
    package var label: Phrase
    /// Indexes into ``Vocabulary/measures``, without repeats, in the order written.
    package var measures: [Int]
    package var values: [EnumerationMember]

    package init(name: String, label: Phrase? = nil, measures: [Int] = [], values: [EnumerationMember] = []) {
        self.name = name
        self.label = label ?? Phrase(same: name)
        self.measures = measures
        self.values = values
    }
}

/// A value of an enumeration.
package struct EnumerationMember: Hashable, Sendable {
    package var enumeration: Int
    package var value: Int

    package init(enumeration: Int, value: Int) {
        self.enumeration = enumeration
        self.value = value
    }
}
