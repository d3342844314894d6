import Diagnostics
import Engine
import FEEL
import Policy

/// What lies ahead of an open case: what falls due, what would change the outcome, and the next day on which time alone changes something.
package struct Outlook: Sendable {
    /// As of the day asked for.
    package var decision: Decision
    package var request: DecisionRequest
    /// The days that measures which stand have before them, ascending; those without a day last.
    package var coming: [Coming]
    /// The next day on which anything changes if nothing else happens, and what does; nil where nothing will.
    package var next: Timeline.Section?
    /// The day on which events are tried: the one after the day asked for.
    package var triedOn: Int32
    /// Events that would change the outcome, in the order of the vocabulary.
    package var events: [EventTrial]
    /// Facts that aren't known and that rules wait for, in order of rules.
    package var unknown: [FactTrial]
    /// The day from which the pack has another law than what lies ahead is reckoned by; nil where it has none, or a law was asked for.
    package var lawChanges: Int32?
    let policy: ResolvedPolicy

    /// A day that a measure has before it.
    package struct Coming: Sendable, Hashable {
        /// Nil while a clock stands still.
        package var day: Int32?
        package var kind: Kind
        /// Its number in the decision.
        package var measure: Int

        package enum Kind: String, Sendable, Hashable, CaseIterable {
            case starts
            /// The last day of what is owed.
            case due
            /// The first day on which it doesn't hold any more.
            case ends
            /// Its clock stands still: the days it has move on with every day.
            case rests
        }
    }

    /// An event, and how the outcome would differ with it.
    package struct EventTrial: Sendable, Equatable {
        /// Its number in the vocabulary.
        package var event: Int
        /// What its facts may say for this to come of it, each a set of facts by number; one empty set where it has none that can be listed.
        package var facts: [[FactValue]]
        /// Whether it comes to this whatever its facts say.
        package var isWhatever: Bool
        package var changes: [Change]
    }

    package struct FactValue: Sendable, Equatable {
        package var fact: Int
        package var value: Datum
    }

    /// A fact that isn't known, and what each of its values would make of the outcome.
    package struct FactTrial: Sendable, Equatable {
        package var name: String
        /// Rules that wait for it.
        package var rules: [String]
        /// Of what type it is; nil where the name is no fact's.
        package var type: FactType?
        package var unit: String?
        /// Empty where its values can't be listed.
        package var outcomes: [(value: Datum, changes: [Change])]

        package static func == (a: Self, b: Self) -> Bool {
            a.name == b.name && a.rules == b.rules && a.outcomes.elementsEqual(b.outcomes) { $0.value == $1.value && $0.changes == $1.changes }
        }
    }

    /// A way in which an outcome differs from another.
    package enum Change: Sendable, Hashable {
        case imposed(Decision.Measure, by: Source)
        case gone(Decision.Measure)
        /// Status, dates, adjustments or addressee are others.
        case altered(from: Decision.Measure, to: Decision.Measure, by: Source)
        case opened(Decision.Option)
        case closed(Decision.Option)
        /// A rule is undetermined for want of these facts.
        case undetermined(rule: String, missing: [String])
        /// A rule isn't undetermined any more.
        case settled(rule: String)

        /// The rule behind it; nil where none is.
        package var source: Source? {
            switch self {
            case .imposed(_, let source), .altered(_, _, let source): source
            case .opened(let option): Source(rule: option.rule, clauses: option.clauses)
            case .gone, .closed, .undetermined, .settled: nil
            }
        }

        /// Whether it relieves of a measure, for a time or for good, or lets the authority do so.
        package var relieves: Bool {
            switch self {
            case .opened: true
            case .altered(let old, let new, _):
                old.status != new.status && ["suspended", "lifted", "exempted", "revoked"].contains(new.status)
            case .imposed, .gone, .closed, .undetermined, .settled: false
            }
        }
    }

    /// The rule behind a change, with its clauses.
    package struct Source: Sendable, Hashable {
        package var rule: String
        package var clauses: [String]
    }

    /// Whether anything is ahead at all.
    package var isOpen: Bool { next != nil || !coming.isEmpty || !events.isEmpty || !unknown.isEmpty }

    /// Takes the case in a workspace's frame and decides it anew, as of the day and with everything that may come.
    package init(_ workspace: Workspace, _ request: DecisionRequest) {
        let policy = workspace.plan.policy
        self.policy = policy
        self.request = request
        let (decision, coming) = Outlook.standing(workspace, request)
        self.decision = decision
        self.coming = coming
        next = Timeline(workspace, request).days.first { $0.day > request.asOf }
        // A law to come has to be to come still.
        triedOn = request.law > request.asOf ? min(request.asOf + 1, request.law - 1) : request.asOf + 1
        let trying = OutlookTrials(workspace, policy)
        unknown = trying.facts(decision, request)
        events = trying.events(DecisionRequest(asOf: triedOn, law: request.law, known: request.known))
    }

    private static func standing(_ workspace: Workspace, _ request: DecisionRequest) -> (Decision, [Coming]) {
        workspace.ask(request)
        workspace.decide()
        var coming: [Coming] = []
        for (number, index) in workspace.measuresInOrder().enumerated() {
            let measure = workspace.measureElements[Int(index)]
            guard !measure.status.isFinal else { continue }
            if measure.isStopped { coming.append(Coming(day: nil, kind: .rests, measure: number)) }
            if let from = measure.shownFrom, from > request.asOf { coming.append(Coming(day: from, kind: .starts, measure: number)) }
            if let due = measure.shownDue { coming.append(Coming(day: due, kind: .due, measure: number)) }
            // An end that waits for a suspension to be over may be past.
            if let until = measure.shownUntil, until > request.asOf { coming.append(Coming(day: until, kind: .ends, measure: number)) }
        }
        let inOrder = coming.enumerated().sorted { ($0.element.day ?? .max, $0.offset) < ($1.element.day ?? .max, $1.offset) }.map(\.element)
        return (workspace.decision(), inOrder)
    }
}
