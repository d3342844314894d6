import Policy

/// Something that an authority may choose.
struct ReferenceOption {
    var rule: Int
    var action: ResolvedAction
    var openedOn: Int
    /// The types it is about, and the event whose measures alone it is about.
    var types: [Int]
    var event: Int?
    var atLeast: ReferenceAmount?
    var atMost: ReferenceAmount?
    var isOpen = true

    /// Options that are alike in this are one.
    func isOne(with other: ReferenceOption) -> Bool {
        action.choices == other.action.choices && action.measures == other.action.measures && action.decidedBy == other.action.decidedBy
            && (action.only == nil) == (other.action.only == nil) && Set(types) == Set(other.types) && event == other.event
            && atLeast == other.atLeast && atMost == other.atMost
    }
}

extension ReferenceReplay {
    func open(_ action: ResolvedAction, _ firing: ReferenceFiring, _ day: Int, _ facts: ReferenceDay) {
        let types = types(action, firing, day, facts)
        guard reached(action, firing, types).contains(where: \.stands) else { return }
        options.append(
            ReferenceOption(
                rule: firing.rule, action: action, openedOn: day, types: types, event: action.isOfEvent ? firing.event : nil,
                atLeast: action.atLeast.flatMap { amount($0, firing, day, facts) }, atMost: action.atMost.flatMap { amount($0, firing, day, facts) }))
    }

    private func standing(_ option: ReferenceOption) -> [ReferenceMeasure] {
        measures.filter { $0.stands && option.types.contains($0.type) && (!option.action.isOfEvent || $0.event == option.event) }
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

    /// The authority's choice: the day's events in order, those from before the case has begun on its first day.
    func choose(_ places: [Int], _ day: Int, _ facts: ReferenceDay) {
        for place in places {
            let event = events[place]
            let groups = openOptions.filter { group in
                group.first.map { $0.action.decidedBy.contains(event.type) && event.on >= $0.openedOn } ?? false
            }
            var found: Set<Int> = []
            var isOffered = false
            for group in groups {
                guard let option = group.first else { continue }
                if let types = apply(place, option, group, day, facts) {
                    isOffered = true
                    found.formUnion(types)
                }
                for index in options.indices where options[index].isOne(with: option) { options[index].isOpen = false }
            }
            tell(place, groups.first.map { leading($0) }, isOffered: isOffered, found, day)
        }
    }

    /// What the choice does; the types of measure it found, nil where the option doesn't offer it.
    private func apply(_ place: Int, _ option: ReferenceOption, _ group: [ReferenceOption], _ day: Int, _ facts: ReferenceDay) -> Set<Int>? {
        let event = events[place]
        guard let discretion = plan.vocabulary.discretion, discretion.event == event.type else { return nil }
        let type = plan.vocabulary.events[event.type]
        guard case .string(let name)? = event.facts[discretion.choice] else {
            undecided[leading(group), default: []].insert("events.\(type.name).\(type.facts[discretion.choice].name)")
            return nil
        }
        guard let choice = option.action.choices.first(where: { plan.vocabulary.choices[$0].name == name }) else { return nil }
        var found: Set<Int> = []
        let effect = plan.vocabulary.choices[choice].effect
        if effect == .none { return found }
        let term = discretion.term.flatMap { event.facts[$0] }.flatMap { ReferenceAmount($0) }
        for measure in standing(option) where about(place)?.contains(measure.type) ?? true {
            found.insert(measure.type)
            if effect == .exempt {
                measure.exemptedBy = leading(group)
            } else {
                if let term, !permits(option, term, measure) {
                    note("out-of-range", rules: [leading(group)], event: place, measure: measure.type, day)
                    continue
                }
                measure.chosen.insert(choice)
                if let term, measure.kind != .entry {
                    if measure.kind.isFulfillable { measure.lost.due = false } else { measure.lost.end = false }
                    measure.changes.append(ReferenceChange(kind: .new, amount: term, rule: leading(group)))
                    reckon(measure, day, facts)
                }
            }
            for option in group { measure.cite(option.rule) }
        }
        return found
    }

    /// The types that a choice says it is about.
    private func about(_ place: Int) -> Set<Int>? {
        guard let discretion = plan.vocabulary.discretion, let fact = discretion.measures, case .list(let names)? = events[place].facts[fact] else {
            return nil
        }
        return Set(plan.vocabulary.measures.indices.filter { names.contains(.string(plan.vocabulary.measures[$0].name)) })
    }

    private func permits(_ option: ReferenceOption, _ term: ReferenceAmount, _ measure: ReferenceMeasure) -> Bool {
        let end = measure.raw(firstDay).map { max(measure.start, $0 - measure.moved) } ?? measure.start
        let base = ReferenceTerm(start: measure.start, end: end)
        return option.atLeast.map { base.day($0) <= base.day(term) } ?? true && option.atMost.map { base.day(term) <= base.day($0) } ?? true
    }

    /// What was chosen and isn't permitted.
    private func tell(_ place: Int, _ rule: Int?, isOffered: Bool, _ found: Set<Int>, _ day: Int) {
        guard let discretion = plan.vocabulary.discretion, discretion.event == events[place].type else { return }
        guard case .string(let name)? = events[place].facts[discretion.choice] else { return }
        let law = record.law ?? record.asOf
        let isInForce = plan.policy.layers.contains {
            $0.inForce.contains(Int32(law)) && (law > record.asOf || $0.inForce.contains(Int32(day)))
        }
        if !isInForce || plan.vocabulary.choices.first(where: { $0.name == name })?.effect == Choice.Effect.none { return }
        guard let rule else { return note("no-option", event: place, day) }
        if !isOffered { return note("not-offered", rules: [rule], event: place, day) }
        for type in (about(place) ?? []).subtracting(found).sorted() { note("not-offered", rules: [rule], event: place, measure: type, day) }
    }

    func shownOptions() -> Set<ReferenceOutcome.Option> {
        var shown: Set<ReferenceOutcome.Option> = []
        for group in openOptions {
            guard let option = group.first else { continue }
            let standing = Set(standing(option).map(\.type))
            if standing.isEmpty { continue }
            shown.insert(
                ReferenceOutcome.Option(
                    rule: leading(group), rules: Set(group.map(\.rule)), choices: option.action.choices, measures: standing.sorted()))
        }
        return shown
    }
}
