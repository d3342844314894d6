import Diagnostics
import FEEL
import Policy

/// Compares a rule with the rule of the pack above that it was.
struct RuleComparison {
    let superior: TypedPolicy
    let pack: TypedPolicy
    let parameters: [ParameterChange]

    func changes(_ old: Int, _ new: Int) -> [RuleChange] {
        let (before, after) = (superior.policy.rules[old], pack.policy.rules[new])
        let (was, becomes) = (RuleContent(before, of: superior.policy), RuleContent(after, of: pack.policy))
        let effect = Effect(was, pack.policy.vocabulary)
        var changes = scope(was, becomes, effect) + conditions(was, becomes, effect) + actions(was, becomes)
        let added = becomes.clauses.filter { !was.clauses.contains($0) }
        if !added.isEmpty {
            changes.append(RuleChange(.neutral, zh: "另据 \(added.joined(separator: "、"))", en: "rests on \(added.joined(separator: ", ")) as well"))
        }
        return changes + parameterEffects(new, effect)
    }

    /// What more firing of a rule means.
    enum Effect {
        /// It imposes.
        case burden
        /// It suspends, lifts, revokes, withholds, or lets an authority choose.
        case relief
        case both

        init(_ rule: RuleContent, _ vocabulary: Vocabulary) {
            let directions = Set(rule.actions.map { Effect.adding($0, vocabulary) })
            self = directions == [.sharper] ? .burden : directions == [.weaker] ? .relief : .both
        }

        var more: RuleChange.Direction {
            switch self {
            case .burden: .sharper
            case .relief: .weaker
            case .both: .unclear
            }
        }

        /// What one more action means. An incentive is nobody's burden.
        static func adding(_ action: RuleContent.Action, _ vocabulary: Vocabulary) -> RuleChange.Direction {
            let kind = vocabulary.measure(named: action.measure).map { vocabulary.measures[$0].kind }
            if kind == .incentive { return .unclear }
            return action.verb == .impose ? .sharper : .weaker
        }
    }

    // MARK: When it acts

    private func scope(_ was: RuleContent, _ becomes: RuleContent, _ effect: Effect) -> [RuleChange] {
        var changes: [RuleChange] = []
        if was.kind != becomes.kind { changes.append(RuleChange(.unclear, zh: "记录类型改为 \(becomes.kind)", en: "is about the kind `\(becomes.kind)`")) }
        guard was.appliesTo != becomes.appliesTo else { return changes }
        switch (was.appliesTo, becomes.appliesTo) {
        case (nil, let values?):
            changes.append(RuleChange(effect.more.reversed, zh: "只适用于 \(list(values, "、"))", en: "applies to \(list(values)) only"))
        case (_?, nil): changes.append(RuleChange(effect.more, zh: "适用于所有对象", en: "applies to all"))
        case (let old?, let new?):
            let (gained, lost) = (new.filter { !old.contains($0) }, old.filter { !new.contains($0) })
            if !gained.isEmpty { changes.append(RuleChange(effect.more, zh: "也适用于 \(list(gained, "、"))", en: "applies to \(list(gained)) as well")) }
            if !lost.isEmpty {
                changes.append(RuleChange(effect.more.reversed, zh: "不再适用于 \(list(lost, "、"))", en: "doesn't apply to \(list(lost)) any more"))
            }
        case (nil, nil): break
        }
        return changes
    }

    private func conditions(_ was: RuleContent, _ becomes: RuleContent, _ effect: Effect) -> [RuleChange] {
        var changes: [RuleChange] = []
        if was.trigger != becomes.trigger, was.trigger != .always || was.conditions != becomes.conditions, was.trigger != .always {
            changes.append(RuleChange(.unclear, zh: "触发方式不同（当／期间）", en: "is triggered another way (`when`, `while`)"))
        }
        guard was.conditions != becomes.conditions else { return changes }
        let (old, new) = (Set(was.conditions), Set(becomes.conditions))
        let (gained, lost) = (becomes.conditions.filter { !old.contains($0) }, was.conditions.filter { !new.contains($0) })
        if gained.isEmpty || lost.isEmpty {
            for text in gained { changes.append(RuleChange(effect.more.reversed, zh: "另须满足 `\(text)`", en: "only where `\(text)` as well")) }
            for text in lost { changes.append(RuleChange(effect.more, zh: "不再要求 `\(text)`", en: "no longer asks for `\(text)`")) }
        } else {
            let direction = Conjuncts.step(from: lost, to: gained)
            let (a, b) = (list(lost, " and "), list(gained, " and "))
            changes.append(
                RuleChange(
                    direction == .fewer ? effect.more.reversed : direction == .more ? effect.more : direction == .same ? .neutral : .unclear,
                    zh: "条件由 `\(a)` 改为 `\(b)`", en: "asks for `\(b)` instead of `\(a)`"))
        }
        return changes
    }

    // MARK: What it does

    private func actions(_ was: RuleContent, _ becomes: RuleContent) -> [RuleChange] {
        struct Key: Hashable {
            var verb: ActionVerb
            var measure: String
        }
        var changes: [RuleChange] = []
        var keys: [Key] = []
        for action in was.actions + becomes.actions {
            let key = Key(verb: action.verb, measure: action.measure)
            if !keys.contains(key) { keys.append(key) }
        }
        for key in keys {
            var old = was.actions.filter { $0.verb == key.verb && $0.measure == key.measure }
            var new = becomes.actions.filter { $0.verb == key.verb && $0.measure == key.measure }
            let isNew = old.isEmpty
            let isGone = new.isEmpty
            for action in old {
                guard let index = new.firstIndex(of: action) else { continue }
                new.remove(at: index)
                old.remove(at: old.firstIndex(of: action) ?? 0)
            }
            let name = ActionWords(pack.policy.vocabulary, verb: key.verb, measure: key.measure)
            while let first = old.first {
                old.removeFirst()
                if new.isEmpty {
                    guard isGone else { continue }
                    changes.append(RuleChange(adding(first).reversed, zh: "不再\(name.zh)", en: "no longer \(name.en)"))
                } else {
                    changes += ActionComparison(pack: pack, superior: superior, name: name).changes(first, new.removeFirst())
                }
            }
            for action in new {
                if isNew {
                    changes.append(RuleChange(adding(action), zh: "\(name.zh)\(terms(action, .chinese))", en: "\(name.en)\(terms(action, .english))"))
                } else {
                    // Merged with what stands: the earlier start and due day, the later end.
                    let isSame = action.due == nil && action.from == nil && action.addressee == nil
                    let direction: RuleChange.Direction =
                        key.verb != .impose ? .unclear : isSame && action.duration == nil && action.until == nil ? .neutral : adding(action)
                    changes.append(
                        RuleChange(direction, zh: "另\(name.zh)\(terms(action, .chinese))", en: "also \(name.en)\(terms(action, .english))"))
                }
            }
        }
        return changes
    }

    private func adding(_ action: RuleContent.Action) -> RuleChange.Direction { Effect.adding(action, pack.policy.vocabulary) }

    private func terms(_ action: RuleContent.Action, _ language: Language) -> String {
        let parts = action.terms.compactMap { key, text in text.map { "\(key.phrase[language]) `\($0)`" } }
        return parts.isEmpty ? "" : language == .chinese ? "，" + parts.joined(separator: "，") : ", " + parts.joined(separator: ", ")
    }

    // MARK: Parameters

    private func parameterEffects(_ rule: Int, _ effect: Effect) -> [RuleChange] {
        parameters.filter { $0.step != .same }.compactMap { change in
            guard let direction = direction(of: change, in: rule, effect) else { return nil }
            let parameter = pack.policy.parameters[change.parameter]
            let (old, new) = (superior.parameters[change.superior].value, pack.parameters[change.parameter].value)
            let (zh, en) = (Labels(pack.policy, .chinese), Labels(pack.policy, .english))
            return RuleChange(
                direction, zh: "\(parameter.label.zh)由 \(zh.value(old)) 改为 \(zh.value(new))",
                en: "\(parameter.label.en): \(en.value(new)) instead of \(en.value(old))")
        }
    }

    /// Where a parameter's new value leads in one rule; nil where the rule doesn't read it.
    func direction(of change: ParameterChange, in rule: Int, _ given: Effect? = nil) -> RuleChange.Direction? {
        let reader = MonotonicityReader(typed: pack, slot: pack.policy.parameters[change.parameter].slot)
        let typed = pack.rules[rule]
        let resolved = pack.policy.rules[rule]
        let effect = given ?? Effect(RuleContent(resolved, of: pack.policy), pack.policy.vocabulary)
        var found: Set<RuleChange.Direction> = []
        func note(_ monotonicity: Monotonicity, growing: RuleChange.Direction) {
            guard monotonicity != .constant else { return }
            let step: Monotonicity = change.step == .grows ? monotonicity : change.step == .shrinks ? monotonicity.reversed : .unclear
            found.insert(step == .rising ? growing : step == .falling ? growing.reversed : .unclear)
        }
        for condition in typed.conditions { note(reader.of(condition), growing: effect.more) }
        for (action, checked) in zip(resolved.actions, typed.actions) {
            let kinds = Set(action.measures.map { pack.policy.vocabulary.measures[$0].kind })
            // A later due day is more time; a later end is a longer measure; a later start is neither.
            let isBurden = action.verb == .impose && !kinds.contains(.incentive)
            note(reader.of(checked.due), growing: isBurden ? .weaker : .unclear)
            note(reader.of(checked.duration), growing: isBurden ? .sharper : .unclear)
            note(reader.of(checked.until), growing: isBurden ? .sharper : .unclear)
            note(reader.of(checked.from), growing: .unclear)
            note(reader.of(checked.addressee), growing: .unclear)
        }
        if found.isEmpty { return nil }
        let derived = found.count == 1 ? found.first : found.contains(.weaker) && !found.contains(.sharper) ? .weaker : .unclear
        // Where the rule itself doesn't show which way it goes, the pack that declares the parameter may have said so.
        return derived == .unclear ? change.declaredDirection(pack.policy.parameters[change.parameter]) ?? .unclear : derived
    }

    private func list(_ texts: [String], _ separator: String = ", ") -> String { texts.joined(separator: separator) }
}
