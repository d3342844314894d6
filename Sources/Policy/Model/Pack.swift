import Diagnostics

/// One instrument as its folder says it.
package struct Pack: Hashable, Sendable {
    package var id: String
    package var title: Phrase
    package var instrument: Instrument
    package var jurisdiction: String?
    package var inForce: InForce
    package var extends: Written<String>?
    package var vocabulary: Written<String>?
    package var monthEnds: MonthEnds?
    /// The calendar it counts working days by.
    package var calendar: Written<String>?
    package var deadlines: Deadlines
    package var parameters: [Parameter]
    /// New values for parameters of superior packs.
    package var set: [Parameter]
    package var groups: [Group]
    /// How several changes of one measure's term combine.
    package var combinations: [Combination] = []
    package var clauses: [Clause]
    package var definitions: [Definition]
    /// Own rules, refinements and replacements in the order of the files.
    package var rules: [Rule]
    /// Own duties, refinements and replacements in the order of the files.
    package var duties: [Duty]
    /// Own assessments, refinements and replacements in the order of the files.
    package var assessments: [Assessment]
    /// Superior packs' rules, duties and assessments that it does without.
    package var dropped: [DroppedRule]
    package var tests: [TestCase]
    package var assessmentTests: [AssessmentTest] = []
    /// How its decisions are told to those concerned, in the order of the files.
    package var letters: [Letter] = []
    /// Which law counts for records from before it changed, each from its day on, ascending; empty where the pack doesn't say.
    package var runningCases: [DatedRunningCases] = []
    /// In an edition: names of the rules that other editions have and this one hasn't.
    package var elsewhere: Set<String> = []
    package var location: Location

    package init(
        id: String, title: Phrase? = nil, instrument: Instrument = Instrument(), jurisdiction: String? = nil,
        inForce: InForce = InForce(), extends: Written<String>? = nil, vocabulary: Written<String>? = nil,
        monthEnds: MonthEnds? = nil, calendar: Written<String>? = nil, deadlines: Deadlines = Deadlines(), parameters: [Parameter] = [],
        set: [Parameter] = [], groups: [Group] = [], clauses: [Clause] = [],
        definitions: [Definition] = [], rules: [Rule] = [], duties: [Duty] = [], assessments: [Assessment] = [],
        dropped: [DroppedRule] = [], tests: [TestCase] = [],
        location: Location = .unwritten
    ) {
        self.id = id
        self.title = title ?? Phrase(same: id)
        self.instrument = instrument
        self.jurisdiction = jurisdiction
        self.inForce = inForce
        self.extends = extends
        self.vocabulary = vocabulary
        self.monthEnds = monthEnds
        self.calendar = calendar
        self.deadlines = deadlines
        self.parameters = parameters
        self.set = set
        self.groups = groups
        self.clauses = clauses
        self.definitions = definitions
        self.rules = rules
        self.duties = duties
        self.assessments = assessments
        self.dropped = dropped
        self.tests = tests
        self.location = location
    }
}

/// The published text that a pack carries out.
package struct Instrument: Hashable, Sendable {
    /// Shown before a clause's cite.
    package var number: String?
    package var issuer: String?
    package var level: String?

    package init(number: String? = nil, issuer: String? = nil, level: String? = nil) {
        self.number = number
        self.issuer = issuer
        self.level = level
    }
}

/// The days on which an instrument applies, both included; days since 1970-01-01. Nil is open.
package struct InForce: Hashable, Sendable {
    package var from: Int32?
    package var until: Int32?
    /// Whether the text says so itself.
    package var stated: Bool
    package var location: Location

    package init(from: Int32? = nil, until: Int32? = nil, stated: Bool = true, location: Location = .unwritten) {
        self.from = from
        self.until = until
        self.stated = stated
        self.location = location
    }

    package func contains(_ day: Int32) -> Bool {
        (from.map { $0 <= day } ?? true) && (until.map { day <= $0 } ?? true)
    }
}

/// Where months added to the 31st end up.
package enum MonthEnds: String, Hashable, Sendable, CaseIterable {
    case lastDay = "last day"
}
