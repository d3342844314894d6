import Diagnostics
import FEEL

/// A resolved policy whose every expression is parsed, resolved and typed: what checks look at and the engine compiles.
package struct TypedPolicy: Sendable {
    package var policy: ResolvedPolicy
    /// What names mean in the policy's expressions, definitions and parameters typed.
    package var environment: Environment
    /// As in ``ResolvedPolicy/definitions``; nil for `any of` and `all of`, and for one that stands in a cycle.
    package var definitions: [CheckedExpression?]
    /// The definitions in an order in which each comes after those it reads.
    package var definitionOrder: [Int]
    /// As in ``ResolvedPolicy/parameters``, with their values; null where a value isn't constant.
    package var parameters: [(expression: CheckedExpression, value: Datum)]
    /// As in ``Vocabulary/states``.
    package var states: [TypedState]
    /// As in ``Vocabulary/measures``; nil where no expression says who bears it.
    package var addressees: [CheckedExpression?]
    /// As in ``ResolvedPolicy/rules``.
    package var rules: [TypedRule]
    /// As in ``ResolvedPolicy/assessments``.
    package var assessments: [TypedAssessment]
    /// As in ``ResolvedPolicy/letters``.
    package var letters: [TypedLetter]
    /// Everything found in expressions, at its place in the files.
    package var diagnostics: [Diagnostic]
    /// What became of the last days of periods; the measures' clocks reckon by it too.
    package let deadlines: DeadlineTerms

    package struct TypedState: Sendable {
        /// As in ``StateDeclaration/from`` and ``StateDeclaration/until``; nil for a trigger without `where`.
        package var from: [CheckedExpression?]
        package var until: [CheckedExpression?]
    }

    /// As in ``ResolvedPolicy/combinations``.
    package var combinations: [TypedCombination]

    package struct TypedCombination: Sendable {
        package var atLeast: CheckedExpression?
        package var atMost: CheckedExpression?
    }

    package struct TypedRule: Sendable {
        package var admission: CheckedExpression?
        package var conditions: [CheckedExpression]
        package var actions: [TypedAction]
    }

    package struct TypedAction: Sendable {
        package var from: CheckedExpression?
        package var due: CheckedExpression?
        package var duration: CheckedExpression?
        package var until: CheckedExpression?
        package var addressee: CheckedExpression?
        package var only: CheckedExpression?
        package var amount: CheckedExpression?
        package var atLeast: CheckedExpression?
        package var atMost: CheckedExpression?

        /// All of its expressions.
        package var all: [CheckedExpression] { [from, due, duration, until, addressee, only, amount, atLeast, atMost].compactMap { $0 } }
    }

    /// Names of everything that can be unknown, by number: the facts' slots first, then the facts of events (``eventFact(_:_:)``).
    package let factNames: [String]
    private let eventFactOffsets: [Int]

    /// What the name of another record's fact begins with: `records.r-7.breach.loss`.
    package static let otherRecordPrefix = "records."

    /// The number of an event's fact.
    package func eventFact(_ event: Int, _ fact: Int) -> Int { eventFactOffsets[event] + fact }

    /// Types everything. Never fails: what is wrong is in ``diagnostics``.
    ///
    /// Most policies never look at a subject's other records, and to name all there is to read of those takes as long as to type the rest: they are
    /// made known where something isn't right without them.
    package init(_ policy: ResolvedPolicy) {
        self.init(policy, withHistory: false)
        if diagnostics.contains(where: { $0.severity == .error }) { self = TypedPolicy(policy, withHistory: true) }
    }

    private init(_ policy: ResolvedPolicy, withHistory: Bool) {
        self.policy = policy
        var names = policy.variables.variables.prefix(policy.vocabulary.factSlotCount).map(\.name)
        var offsets: [Int] = []
        for event in policy.vocabulary.events {
            offsets.append(names.count)
            names += event.facts.map { "events.\(event.name).\($0.name)" }
        }
        factNames = names
        eventFactOffsets = offsets
        var typing = Typing(policy, withHistory: withHistory)
        parameters = typing.parameters()
        typing.checkCompetence()
        (definitions, definitionOrder) = typing.definitions()
        states = typing.states()
        addressees = typing.addressees()
        rules = policy.rules.map { typing.rule($0) }
        assessments = typing.assessments()
        combinations = typing.combinations()
        environment = typing.environment
        deadlines = typing.terms
        var letterTyping = LetterTyping(policy)
        letters = letterTyping.letters()
        diagnostics = typing.diagnostics + letterTyping.diagnostics
    }
}

/// The functions that a policy's expressions have beside FEEL's.
package enum EventFunction: Int, Sendable, CaseIterable {
    case dateOf, latestDateOf, has, numberOf

    package var name: String {
        switch self {
        case .dateOf: "date of"
        case .latestDateOf: "latest date of"
        case .has: "has"
        case .numberOf: "number of"
        }
    }

    /// The Chinese spelling.
    package var chineseName: String {
        switch self {
        case .dateOf: "日期"
        case .latestDateOf: "最近日期"
        case .has: "有"
        case .numberOf: "次数"
        }
    }

    var result: FEELType {
        switch self {
        case .dateOf, .latestDateOf: .date
        case .has: .boolean
        case .numberOf: .number
        }
    }
}
