import Diagnostics
import FEEL
import Policy

extension Prose {
    /// Whom a rule is about: the kind of record and, where not all, the kinds of subject.
    func applicability(_ rule: ResolvedRule) -> [Inline] {
        let kind = policy.vocabulary.records[rule.kind]
        var records = say(zh: "“\(labels[kind.label])”记录", en: "records of the kind “\(labels[kind.label])”")
        if let cause = rule.each.map({ event($0) }) { records = say(zh: "\(records)的每次\(cause)", en: "each \(cause) of \(records)") }
        guard let members = rule.appliesTo, let slot = kind.appliesTo, case .enumeration(let index)? = policy.variables[slot].type else {
            return [.text(records)]
        }
        let values = policy.vocabulary.enumerations[index].values
        let whom = labels.list(members.map { labels[values[$0].label] })
        return [.text(say(zh: "\(records)，对象为\(whom)", en: "\(records) about: \(whom)"))]
    }

    /// When a rule acts; parts that must all hold are lines of their own. The first line says what the lines are.
    func trigger(_ index: Int) -> (word: String, lines: [[Inline]]) {
        let rule = policy.rules[index]
        let admission = typed.rules[index].admission.map { [labels.say(zh: "受理条件：{1}", en: "the event is admitted: {1}", condition($0))] } ?? []
        let parts = admission + typed.rules[index].conditions.flatMap { conjuncts($0) }
        switch rule.trigger {
        case .always where parts.isEmpty: return (say(zh: "条件", en: "When"), [[.text(say(zh: "不设条件", en: "always"))]])
        case .always, .when: return (parts.count > 1 ? say(zh: "同时具备", en: "When all of") : say(zh: "条件", en: "When"), parts)
        case .during: return (parts.count > 1 ? say(zh: "同时具备期间", en: "While all of") : say(zh: "期间", en: "As long as"), parts)
        }
    }

    /// What an action does, with its days.
    func action(_ action: ResolvedAction, _ typed: TypedPolicy.TypedAction, measures: ([Int]) -> [Inline]) -> [Inline] {
        let names = measures(action.measures)
        var text: [Inline]
        switch action.verb {
        case .impose:
            text =
                action.modality == .must
                ? labels.say(zh: "施加{1}", en: "imposes {1}", names) : labels.say(zh: "可以施加{1}", en: "may impose {1}", names)
        case .suspend: text = labels.say(zh: "暂停{1}", en: "suspends {1}", names)
        case .lift: text = labels.say(zh: "解除{1}", en: "lifts {1}", names)
        case .revoke: text = labels.say(zh: "自始撤销{1}", en: "revokes from the start: {1}", names)
        case .reinstate: text = labels.say(zh: "恢复{1}", en: "reinstates {1}", names)
        case .shorten: text = labels.say(zh: "缩短{1}的期限", en: "shortens the term of {1}", names)
        case .extend: text = labels.say(zh: "延长{1}的期限", en: "extends the term of {1}", names)
        case .withhold: text = labels.say(zh: "暂不公开{1}", en: "withholds {1}", names)
        case .may:
            let choices = [Inline.text(labels.list(action.choices.map { labels.choice($0) }))]
            text = labels.say(zh: "由主管机关裁量（{1}）：{2}", en: "leaves to the authority ({1}): {2}", choices, names)
        }
        for term in terms(action, typed) { text += [.text(say(zh: "；", en: "; "))] + term }
        return text
    }

    private func terms(_ action: ResolvedAction, _ typed: TypedPolicy.TypedAction) -> [[Inline]] {
        var terms: [[Inline]] = []
        if let from = typed.from { terms.append(labels.say(zh: "自{1}起", en: "from {1}", noun(from))) }
        if let due = typed.due { terms.append(labels.say(zh: "最迟在{1}", en: "due {1}", noun(due))) }
        if let duration = typed.duration { terms.append(labels.say(zh: "期限为{1}", en: "for {1}", noun(duration))) }
        if let until = typed.until { terms.append(labels.say(zh: "至{1}", en: "until {1}", noun(until))) }
        if let only = typed.only { terms.append(labels.say(zh: "仅限{1}", en: "only {1}", noun(only))) }
        if action.isOfEvent { terms.append([.text(say(zh: "仅限因该事件施加的", en: "only what was imposed for the event"))]) }
        if let amount = typed.amount { terms.append(labels.say(zh: "幅度为{1}", en: "by {1}", noun(amount))) }
        if let least = typed.atLeast { terms.append(labels.say(zh: "新期限不少于{1}", en: "a new term of at least {1}", noun(least))) }
        if let most = typed.atMost { terms.append(labels.say(zh: "新期限不超过{1}", en: "a new term of at most {1}", noun(most))) }
        switch action.addressee {
        case .expression: if let addressee = typed.addressee { terms.append(labels.say(zh: "对象为{1}", en: "addressed to {1}", noun(addressee))) }
        case .authority: terms.append([.text(say(zh: "由责任单位承担", en: "borne by the responsible units"))])
        case .subject: terms.append([.text(say(zh: "由记录所指的主体承担", en: "borne by the subject of the record"))])
        case nil: break
        }
        switch action.clock {
        case .runs: terms.append([.text(say(zh: "期限照常计算", en: "the clock goes on"))])
        case .stops: terms.append([.text(say(zh: "期限停止计算，届时顺延", en: "the clock stops, and days move by as much"))])
        case .waits: terms.append([.text(say(zh: "期限照常计算，但其间不届满", en: "the clock goes on, but nothing ends meanwhile"))])
        case nil: break
        }
        return terms
    }

    /// Every parameter that a rule reads, directly or through definitions, in order of first mention.
    func parameters(ofRule index: Int) -> [Int] {
        let rule = typed.rules[index]
        return parameters([rule.admission].compactMap { $0 } + rule.conditions + rule.actions.flatMap(\.all))
    }

    /// Those that its condition and its imposing of one measure read.
    func parameters(ofRule index: Int, imposing measure: Int) -> [Int] {
        let rule = typed.rules[index]
        let actions = zip(policy.rules[index].actions, rule.actions).filter { $0.0.verb == .impose && $0.0.measures.contains(measure) }.map(\.1)
        return parameters([rule.admission].compactMap { $0 } + rule.conditions + actions.flatMap(\.all))
    }

    func parameters(_ expressions: [CheckedExpression]) -> [Int] {
        var found: [Int] = []
        var seen: Set<Int> = []
        func visit(_ expression: CheckedExpression) {
            for slot in expression.slots where seen.insert(slot).inserted && slot < policy.variables.count {
                switch policy.variables[slot].origin {
                case .parameter(let index): found.append(index)
                case .definition(let index): if let body = typed.definitions[index] { visit(body) }
                case .fact, .state: break
                }
            }
        }
        expressions.forEach(visit)
        return found
    }
}
