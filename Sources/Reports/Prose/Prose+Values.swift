import Diagnostics
import FEEL
import Policy

extension Prose {
    /// A value as a noun of a sentence; as it is written where it can't be said.
    func noun(_ whole: CheckedExpression) -> [Inline] { value(whole.root, whole) ?? written(whole.root, whole) }

    /// Nil where it can't be said.
    func value(_ expr: TypedExpr, _ whole: CheckedExpression) -> [Inline]? {
        switch expr.kind {
        case .constant(let datum): return constant(datum)
        // A list of records has no name in a sentence.
        case .variable(let variable) where HistoryList(slot: variable.slot, in: policy) != nil: return nil
        case .variable(let variable): return isOfEvent(variable) ? [.text(fact(ofEvent: variable))] : variableValue(variable.slot)
        case .arithmetic(let sign, let left, let right): return arithmetic(sign, left, right, whole)
        case .conditional(let test, let then, let otherwise):
            guard let then = value(then, whole), let otherwise = value(otherwise, whole) else { return nil }
            return labels.say(zh: "{1}的，为{2}；否则，为{3}", en: "{2} if {1}, otherwise {3}", condition(test, whole), then, otherwise)
        case .host(let function, let argument):
            if let standing = standing(function, argument) { return standing }
            guard let event = event(named: argument) else { return nil }
            switch EventFunction(rawValue: function.id) {
            case .dateOf: return [.text(say(zh: "\(event)之日", en: "the day of \(event)"))]
            case .latestDateOf: return [.text(say(zh: "最近一次\(event)之日", en: "the latest day of \(event)"))]
            case .numberOf: return [.text(say(zh: "\(event)的次数", en: "the number of \(event)"))]
            case .has, nil: return nil
            }
        case .builtin(let builtin, let arguments, _): return builtinValue(builtin.name, arguments, whole)
        case .member(let part, "year"): return value(part, whole).map { labels.say(zh: "{1}的年份", en: "the year of {1}", $0) }
        default: return nil
        }
    }

    func constant(_ datum: Datum) -> [Inline] {
        if case .string(let text) = datum { return [.text(quoted(text))] }
        return [.text(labels.value(datum))]
    }

    private func variableValue(_ slot: Int) -> [Inline] {
        switch policy.variables[slot].origin {
        case .fact: told(slot).map { labels.say(zh: "{1}（{2}）", en: "{1} ({2})", [.text(fact(slot))], [.day($0)]) } ?? [.text(fact(slot))]
        case .state(let index): linked(quoted(labels[policy.vocabulary.states[index].label]), .state(index))
        case .definition(let index): definition(index)
        case .parameter(let index): parameter(index)
        }
    }

    private func arithmetic(_ sign: BinaryOperator, _ left: TypedExpr, _ right: TypedExpr, _ whole: CheckedExpression) -> [Inline]? {
        guard let first = value(left, whole), let second = value(right, whole) else { return nil }
        let isDay = left.type == .date || left.type == .dateTime
        let isDuration = right.type == .daysTimeDuration || right.type == .yearsMonthsDuration
        if isDay, isDuration, sign == .add || sign == .subtract {
            var isChoice = false
            if case .conditional = right.kind { isChoice = true }
            switch (sign == .add, isChoice) {
            case (true, false): return labels.say(zh: "{1}之后{2}", en: "{2} after {1}", first, second)
            case (true, true): return labels.say(zh: "{1}之后一段期限（{2}）", en: "{2}, after {1}", first, second)
            case (false, false): return labels.say(zh: "{1}之前{2}", en: "{2} before {1}", first, second)
            case (false, true): return labels.say(zh: "{1}之前一段期限（{2}）", en: "{2}, before {1}", first, second)
            }
        }
        let symbol: String
        switch sign {
        case .add: symbol = " + "
        case .subtract: symbol = " − "
        case .multiply: symbol = " × "
        case .divide: symbol = " ÷ "
        default: return nil
        }
        return side(left, first) + [.text(symbol)] + side(right, second)
    }

    /// A sum inside another calculation stands in brackets.
    private func side(_ expr: TypedExpr, _ said: [Inline]) -> [Inline] {
        switch expr.kind {
        case .arithmetic, .conditional: labels.say(zh: "（{1}）", en: "({1})", said)
        default: said
        }
    }

    private func builtinValue(_ name: String, _ arguments: [TypedExpr], _ whole: CheckedExpression) -> [Inline]? {
        switch (name, arguments.count) {
        case ("count", 1): return count(arguments[0])
        case ("date", 1):
            guard case .constant(.string(let text)) = arguments[0].kind else { return value(arguments[0], whole) }
            return [.text(text)]
        // The end of a period: how days are counted and moved off holidays is the pack's, not the rule's.
        case ("deadline", 1): return value(arguments[0], whole)
        case ("date", 3): return dayOfYear(arguments, whole)
        case ("max", 2), ("min", 2):
            guard let first = value(arguments[0], whole), let second = value(arguments[1], whole) else { return nil }
            switch (name == "max", arguments[0].type == .date) {
            case (true, true): return labels.say(zh: "{1}与{2}中较晚的一个", en: "the later of {1} and {2}", first, second)
            case (true, false): return labels.say(zh: "{1}与{2}中较大的一个", en: "the greater of {1} and {2}", first, second)
            case (false, true): return labels.say(zh: "{1}与{2}中较早的一个", en: "the earlier of {1} and {2}", first, second)
            case (false, false): return labels.say(zh: "{1}与{2}中较小的一个", en: "the lesser of {1} and {2}", first, second)
            }
        default: return nil
        }
    }

    /// A fixed day of the year of something, or of the year after it.
    private func dayOfYear(_ arguments: [TypedExpr], _ whole: CheckedExpression) -> [Inline]? {
        guard let month = Prose.number(arguments[1]), let day = Prose.number(arguments[2]), (1...12).contains(month) else { return nil }
        var year = arguments[0]
        var isNext = false
        if case .arithmetic(.add, let base, let added) = year.kind {
            guard Prose.number(added) == 1 else { return nil }
            (year, isNext) = (base, true)
        }
        guard case .member(let part, "year") = year.kind, let said = value(part, whole) else { return nil }
        let name = Prose.months[month - 1]
        return isNext
            ? labels.say(zh: "{1}的次年\(month)月\(day)日", en: "\(day) \(name) of the year after {1}", said)
            : labels.say(zh: "{1}当年\(month)月\(day)日", en: "\(day) \(name) of the year of {1}", said)
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ]

    private static func number(_ expr: TypedExpr) -> Int? {
        guard case .constant(.number(let number)) = expr.kind else { return nil }
        return Int("\(number)")
    }
}
