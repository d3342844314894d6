import Diagnostics

extension RuleLayers {
    func action(_ action: Action, _ layer: Int) -> ResolvedAction? {
        let vocabulary = layering.vocabulary
        var resolved = ResolvedAction(verb: action.verb, layer: layer, measures: measures(action.targets), location: action.location)
        resolved.choices = action.choices.compactMap(layering.choice).withoutRepeats()
        resolved.from = action.from
        resolved.due = action.due
        resolved.duration = action.duration
        resolved.until = action.until
        resolved.addressee = action.addressee
        resolved.responsible = action.by?.withoutRepeats() ?? []
        resolved.modality = action.modality
        resolved.clock = action.clock?.value
        resolved.only = action.only
        resolved.isOfEvent = action.isOfEvent
        resolved.amount = action.amount
        resolved.atLeast = action.atLeast
        resolved.atMost = action.atMost
        if action.verb == .shorten || action.verb == .extend { resolved.word = action.word ?? action.verb.mark }
        resolved.decidedBy = action.decidedBy.compactMap(layering.event).withoutRepeats()
        if action.verb == .may, action.decidedBy.isEmpty {
            if let discretion = vocabulary.discretion {
                resolved.decidedBy = [discretion.event]
            } else {
                layering.report(
                    .fault(
                        "no-discretion", at: action.location, zh: "词汇表没有声明裁量事件，这里也没有写由什么事件决定",
                        en: "the vocabulary declares no event of discretion, and none is named here",
                        mend: Phrase(zh: "补上 `决定事件:`", en: "add `decided by:`")))
            }
        }
        for name in action.targets { checkKinds(name, action.verb) }
        // An action whose names are all unknown has been reported and does nothing.
        return resolved.measures.isEmpty || (action.verb == .may && resolved.choices.isEmpty) ? nil : resolved
    }

    func measures(_ names: [Written<String>]) -> [Int] {
        var found: [Int] = []
        for name in names {
            if let measure = layering.vocabulary.measure(named: name.value) {
                found.append(measure)
            } else if let group = groups.index(of: name.value), !groups.groups[group].measures.isEmpty {
                found += groups.groups[group].measures
            } else {
                let fitting = groups.groups.filter { !$0.measures.isEmpty }
                let known = layering.vocabulary.measures.spellings(\.name, \.label) + fitting.spellings(\.name, \.label)
                layering.report(.unknownName("unknown-measure", name, zh: "措施或措施分组", en: "measure or group of measures", known: known))
            }
        }
        return found.withoutRepeats()
    }

    /// Only a disclosure can be withheld, and an entry can't be suspended. In a group, those to which an action means nothing are left alone.
    private func checkKinds(_ name: Written<String>, _ verb: ActionVerb) {
        guard let index = layering.vocabulary.measure(named: name.value) else { return }
        let measure = layering.vocabulary.measures[index]
        let message: Phrase
        switch (verb, measure.kind) {
        case (.withhold, .disclosure): return
        case (.withhold, _): message = Phrase(zh: "只有公开类措施才能暂不公开", en: "only a disclosure can be withheld")
        case (.suspend, .entry): message = Phrase(zh: "记录类措施不能暂停", en: "an entry can't be suspended")
        case (.shorten, .entry), (.extend, .entry): message = Phrase(zh: "记录类措施没有期限", en: "an entry has no term")
        default: return
        }
        layering.report(
            .fault(
                "action-kind", at: name.location, zh: message.zh, en: message.en,
                notes: [
                    Diagnostic.Note(
                        message: Phrase(
                            zh: "`\(measure.name)` 声明为 `\(measure.kind.chinese)`", en: "`\(measure.name)` is declared as `\(measure.kind.rawValue)`"),
                        location: measure.location)
                ]))
    }
}

extension ActionVerb {
    /// The word that a change of a term leaves on a measure.
    var mark: String? {
        switch self {
        case .shorten: "shortened"
        case .extend: "extended"
        default: nil
        }
    }
}
