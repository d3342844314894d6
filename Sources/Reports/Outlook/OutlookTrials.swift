import Engine
import FEEL
import Policy

/// Tries what may yet happen or come to be known in a case, one thing at a time.
struct OutlookTrials {
    private let workspace: Workspace
    private let policy: ResolvedPolicy
    /// Sets of facts that are tried of one event at most.
    private static let limit = 64

    init(_ workspace: Workspace, _ policy: ResolvedPolicy) {
        self.workspace = workspace
        self.policy = policy
    }

    private func decide(_ request: DecisionRequest) -> Decision {
        workspace.ask(request)
        workspace.decide()
        return workspace.decision()
    }

    // MARK: Events

    /// Every type of event that would make the outcome of the day another.
    func events(_ request: DecisionRequest) -> [Outlook.EventTrial] {
        let without = decide(request)
        return policy.vocabulary.events.indices.flatMap { event -> [Outlook.EventTrial] in
            let sets = factSets(of: event)
            var trials: [Outlook.EventTrial] = []
            for facts in sets {
                let values = facts.map { (fact: $0.fact, value: value($0.value)) }
                let with = workspace.frame.trying(event: event, on: request.asOf, known: min(request.known, request.asOf), facts: values) {
                    decide(request)
                }
                let changes = changes(from: without, to: with)
                if changes.isEmpty { continue }
                if let same = trials.firstIndex(where: { $0.changes == changes }) {
                    trials[same].facts.append(facts)
                } else {
                    trials.append(Outlook.EventTrial(event: event, facts: [facts], isWhatever: false, changes: changes))
                }
            }
            if trials.count == 1, trials[0].facts.count == sets.count { trials[0].isWhatever = true }
            return trials
        }
    }

    /// What an event's facts may say, as far as it can be listed: the others stay unknown.
    private func factSets(of event: Int) -> [[Outlook.FactValue]] {
        var sets: [[Outlook.FactValue]] = [[]]
        for (number, fact) in policy.vocabulary.events[event].facts.enumerated() {
            let values = values(of: fact.type)
            guard !values.isEmpty, sets.count * values.count <= Self.limit else { continue }
            sets = sets.flatMap { set in values.map { set + [Outlook.FactValue(fact: number, value: $0)] } }
        }
        return sets
    }

    private func values(of type: FactType) -> [Datum] {
        switch type {
        case .boolean: [.boolean(true), .boolean(false)]
        case .enumeration(let index): policy.vocabulary.enumerations[index].values.map { .string($0.name) }
        default: []
        }
    }

    private func value(_ datum: Datum) -> Value {
        switch datum {
        case .boolean(let truth): truth ? .true : .false
        case .string(let name): workspace.frame.symbol(name)
        default: .null
        }
    }

    // MARK: Facts

    /// The facts that rules wait for on the day.
    func facts(_ decision: Decision, _ request: DecisionRequest) -> [Outlook.FactTrial] {
        var trials: [Outlook.FactTrial] = []
        for row in decision.undetermined {
            for name in row.missing {
                if let known = trials.firstIndex(where: { $0.name == name }) {
                    trials[known].rules.append(row.rule)
                } else {
                    trials.append(trial(name, row.rule, decision, request))
                }
            }
        }
        return trials
    }

    private func trial(_ name: String, _ rule: String, _ without: Decision, _ request: DecisionRequest) -> Outlook.FactTrial {
        var trial = Outlook.FactTrial(name: name, rules: [rule], outcomes: [])
        func outcomes(_ type: FactType, _ decided: (Value) -> Decision) {
            trial.outcomes = values(of: type).map { ($0, changes(from: without, to: decided(value($0)))) }
        }
        let kind = policy.vocabulary.records[workspace.frame.kind]
        if let fact = kind.facts.first(where: { $0.name == name }) {
            (trial.type, trial.unit) = (fact.type, fact.unit)
            outcomes(fact.type) { value in workspace.frame.trying(fact: fact.slot, value) { decide(request) } }
            return trial
        }
        for (event, type) in policy.vocabulary.events.enumerated() {
            for (number, fact) in type.facts.enumerated() where name == "events.\(type.name).\(fact.name)" {
                (trial.type, trial.unit) = (fact.type, fact.unit)
                outcomes(fact.type) { value in workspace.frame.trying(fact: number, ofEvents: event, value) { decide(request) } }
            }
        }
        return trial
    }

    // MARK: Differences

    private func changes(from old: Decision, to new: Decision) -> [Outlook.Change] {
        guard let difference = OutcomeDifference(old, new) else { return [] }
        var changes: [Outlook.Change] = difference.measures.compactMap { row in
            switch (row.first, row.second) {
            case (let old?, let new?): .altered(from: old, to: new, by: source(of: new, before: old))
            case (nil, let new?): .imposed(new, by: source(of: new, before: nil))
            case (let old?, nil): .gone(old)
            case (nil, nil): nil
            }
        }
        for row in difference.options {
            if let old = row.first { changes.append(.closed(old)) }
            if let new = row.second { changes.append(.opened(new)) }
        }
        for row in difference.undetermined {
            changes.append(row.second.map { .undetermined(rule: row.rule, missing: $0) } ?? .settled(rule: row.rule))
        }
        return changes
    }

    /// The rule behind the last change that the other outcome doesn't have.
    private func source(of measure: Decision.Measure, before: Decision.Measure?) -> Outlook.Source {
        let shared = before.map { zip($0.history, measure.history).prefix { $0 == $1 }.count } ?? 0
        let rule = measure.history.count > shared ? measure.history.last?.rule ?? measure.rule : measure.rule
        let clauses = policy.rules.firstIndex { $0.name == rule }.map { workspace.plan.cites([$0]) } ?? measure.clauses
        return Outlook.Source(rule: rule, clauses: clauses)
    }
}
