import Diagnostics
import Engine
import FEEL
import Policy

/// A case from its first event to its last consequence: what changed on which day, by which rule, and what lies ahead if nothing else happens.
package struct Timeline: Sendable {
    package var record: String
    package var subject: String?
    /// Days since 1970-01-01.
    package var asOf: Int32
    /// The day whose law it goes by.
    package var law: Int32
    /// Days on which something happened or will, ascending.
    package var days: [Section]
    /// Name of the fact that says from when the record counts, where that isn't known.
    package var missingDay: String?
    private let policy: ResolvedPolicy

    /// What happens on one day, in the order of happening.
    package struct Section: Sendable {
        package var day: Int32
        package var entries: [Entry]
    }

    package enum Entry: Sendable {
        /// The record begins to count.
        case begins
        case event(Int, facts: [(fact: Int, value: Datum)])
        case fired(rule: Int)
        case ceased(rule: Int)
        /// A measure came to be, or its status changed; of what is overdue now, with the last day that there was for it.
        case changed(measure: Int, addressee: String?, from: Status?, to: Status, rule: Int, event: Cause?, lastDay: Int32?)
        case option(rule: Int, choices: [Int], measures: [Int], isOpen: Bool)
        /// What was done against the text.
        case finding(ConflictState.Kind, event: Cause, rules: [Int])
    }

    /// An event of the record: its type and day.
    package struct Cause: Sendable, Hashable {
        package var type: Int
        package var on: Int32
    }

    /// Takes the case in a workspace's frame and decides it anew, up to the as-of day and on from there.
    package init(_ workspace: Workspace, _ request: DecisionRequest) {
        policy = workspace.plan.policy
        asOf = request.asOf
        law = request.law
        var trace = TraceObserver()
        workspace.decideAnew(Timeline.onward(request), observer: &trace)
        let decision = workspace.decision()
        record = decision.record
        subject = decision.subject
        if let slot = policy.vocabulary.records[workspace.frame.kind].day, workspace.firstDay == nil { missingDay = policy.variables[slot].name }
        days = Timeline.sections(workspace, trace)
    }

    /// The same question as far ahead as days go. Where the law is that of a day to come, up to that day, so that it still is to come.
    private static func onward(_ request: DecisionRequest) -> DecisionRequest {
        let end = Day("9999-12-31")?.number ?? request.asOf
        let horizon = request.law > request.asOf ? request.law - 1 : max(request.asOf, end)
        return DecisionRequest(asOf: horizon, law: request.law, known: request.known)
    }

    private static func sections(_ workspace: Workspace, _ trace: TraceObserver) -> [Section] {
        var entries: [Int32: [Entry]] = [:]
        let vocabulary = workspace.plan.policy.vocabulary
        if let first = workspace.firstDay { entries[first, default: []].append(.begins) }
        for number in workspace.countedEvents {
            let event = workspace.frame.events[number]
            let facts = vocabulary.events[Int(event.type)].facts.indices.map { (fact: $0, value: workspace.value(ofFact: $0, of: event)) }
            entries[event.on, default: []].append(.event(Int(event.type), facts: facts))
        }
        func addressee(_ measure: Int) -> String? {
            let value = workspace.measureElements[measure].addressee
            return value.tag == .string ? String(decoding: value.utf8, as: UTF8.self) : nil
        }
        func cause(_ event: Int32) -> Cause? {
            guard event >= 0 else { return nil }
            let event = workspace.frame.events[Int(event)]
            return Cause(type: Int(event.type), on: event.on)
        }
        for conflict in workspace.conflictElements {
            guard let event = cause(conflict.event) else { continue }
            entries[conflict.on, default: []].append(.finding(conflict.kind, event: event, rules: conflict.rules))
        }
        var status: [Int: Status] = [:]
        let lastDays = lastDays(workspace, trace)
        for (place, entry) in trace.entries.enumerated() {
            switch entry {
            case .fired(let rule, let day): entries[day, default: []].append(.fired(rule: rule))
            case .ceased(let rule, let day): entries[day, default: []].append(.ceased(rule: rule))
            case .changed(let measure, let day, let to, let rule):
                let type = Int(workspace.measureElements[measure].type)
                entries[day, default: []].append(
                    .changed(
                        measure: type, addressee: addressee(measure), from: status[measure], to: to, rule: rule,
                        event: cause(workspace.measureElements[measure].event), lastDay: lastDays[place]))
                status[measure] = to
            case .option(let index, let day, let isOpen):
                let option = workspace.options[index]
                let action = workspace.plan.policy.rules[Int(option.rule)].actions[Int(option.action)]
                entries[day, default: []].append(
                    .option(rule: Int(option.rule), choices: action.choices, measures: action.measures, isOpen: isOpen))
            case .moment, .evaluated, .acted: break
            }
        }
        return entries.keys.sorted().map { Section(day: $0, entries: entries[$0] ?? []) }
    }

    /// By place in the trace: the last day of what goes overdue there. Of a measure that does so more than once its due day has moved since, so
    /// the day is known of the last time only.
    private static func lastDays(_ workspace: Workspace, _ trace: TraceObserver) -> [Int: Int32] {
        var places: [Int: Int] = [:]
        for (place, entry) in trace.entries.enumerated() {
            if case .changed(let measure, _, .overdue, _) = entry { places[measure] = place }
        }
        var days: [Int: Int32] = [:]
        for (measure, place) in places {
            if let due = workspace.measureElements[measure].shownDue, due < trace.entries[place].day { days[place] = due }
        }
        return days
    }

    package func text(_ language: Language) -> String { TimelineWriter(labels: Labels(policy, language)).text(self) }
}
