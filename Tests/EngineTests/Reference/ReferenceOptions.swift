import Policy

/// Something that an authority may choose.
struct ReferenceOption {
    var rule: Int
    var action: ResolvedAction
    var openedOn: Int
    var isOpen = true

    /// Options that are alike in this are one.
    func isOne(with other: ReferenceOption) -> Bool {
        action.choices == other.action.choices && action.measures == other.action.measures && action.decidedBy == other.action.decidedBy
    }
}

extension ReferenceReplay {
    func open(_ action: ResolvedAction, rule: Int, _ day: Int) {
        guard measures.contains(where: { $0.stands && action.measures.contains($0.type) }) else { return }
        options.append(ReferenceOption(rule: rule, action: action, openedOn: day))
    }

    /// The options that are open, those that are alike together.
    private var openOptions: [[ReferenceOption]] {
        var groups: [[ReferenceOption]] = []
        for option in options where option.isOpen {
            if let index = groups.firstIndex(where: { $0.first?.isOne(with: option) ?? false }) {
                groups[index].append(option)
            } else {
                groups.append([option])
            }
        }
        return groups
    }

    /// The rule of the pack furthest down; within one pack the last.
    private func leading(_ group: [ReferenceOption]) -> Int {
        group.map(\.rule).max { (rules[$0].layer, $0) < (rules[$1].layer, $1) } ?? 0
    }

    /// The authority's choice: the day's events in order.
    func choose(_ events: [ReferenceCase.Event]) {
        for event in events {
            for group in openOptions {
                guard let option = group.first, option.action.decidedBy.contains(event.type) else { continue }
                for index in options.indices where options[index].isOne(with: option) { options[index].isOpen = false }
                apply(event, to: option.action, group)
            }
        }
    }

    private func apply(_ event: ReferenceCase.Event, to action: ResolvedAction, _ group: [ReferenceOption]) {
        guard let discretion = plan.vocabulary.discretion, discretion.event == event.type else { return }
        let type = plan.vocabulary.events[event.type]
        guard case .string(let name)? = event.facts[discretion.choice] else {
            undecided[leading(group), default: []].insert("events.\(type.name).\(type.facts[discretion.choice].name)")
            return
        }
        guard let choice = action.choices.first(where: { plan.vocabulary.choices[$0].name == name })
        else { return }
        for measure in measures where measure.stands && action.measures.contains(measure.type) {
            switch plan.vocabulary.choices[choice].effect {
            case .none: continue
            case .exempt: measure.exemptedBy = leading(group)
            case .adjust: measure.chosen.insert(choice)
            }
            for option in group { measure.cite(option.rule) }
        }
    }

    func shownOptions() -> Set<ReferenceOutcome.Option> {
        var shown: Set<ReferenceOutcome.Option> = []
        for group in openOptions {
            guard let option = group.first else { continue }
            let standing = option.action.measures.filter { type in measures.contains { $0.stands && $0.type == type } }
            if standing.isEmpty { continue }
            shown.insert(
                ReferenceOutcome.Option(
                    rule: leading(group), rules: Set(group.map(\.rule)), choices: option.action.choices, measures: standing.sorted()))
        }
        return shown
    }
}
