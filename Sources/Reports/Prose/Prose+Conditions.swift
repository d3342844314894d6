import Diagnostics
import FEEL
import Policy

extension Prose {
    /// A condition as a clause of a sentence.
    func condition(_ whole: CheckedExpression) -> [Inline] { condition(whole.root, whole) }

    /// The parts of a condition that must all hold.
    func conjuncts(_ whole: CheckedExpression) -> [[Inline]] {
        EvidenceReader.conjuncts(whole.root).map { condition($0, whole) }
    }

    func condition(_ expr: TypedExpr, _ whole: CheckedExpression) -> [Inline] {
        switch expr.kind {
        case .and:
            return .joined(EvidenceReader.conjuncts(expr).map { bracketed($0, whole) }, by: say(zh: "，且", en: " and "))
        case .or:
            return .joined(Prose.disjuncts(expr).map { bracketed($0, whole) }, by: say(zh: "，或者", en: ", or "))
        case .variable(let variable) where expr.type == .boolean: return truth(variable.slot, isSo: true)
        case .builtin(let builtin, let arguments, _) where builtin.name == "not" && arguments.count == 1: return negation(arguments[0], whole)
        case .host(let function, let argument):
            guard EventFunction(rawValue: function.id) == .has, let event = event(named: argument) else { return written(expr, whole) }
            return [.text(say(zh: "已有\(event)", en: "\(event) has happened"))]
        case .isKnown(let part): return value(part, whole).map { labels.say(zh: "{1}已知", en: "{1} is known", $0) } ?? written(expr, whole)
        case .comparison(let sign, let left, let right): return comparison(sign, left, right, whole) ?? written(expr, whole)
        case .between(let part, let low, let high): return between(part, low, high, whole) ?? written(expr, whole)
        case .within(let part, let tests, let isNegated, nil): return within(part, tests, isNegated, whole) ?? written(expr, whole)
        case .conditional(let test, let then, let otherwise):
            return labels.say(
                zh: "{1}的，{2}；否则，{3}", en: "if {1}, {2}; otherwise {3}", condition(test, whole), condition(then, whole), condition(otherwise, whole))
        case .constant(.boolean(let truth)): return [.text(say(zh: truth ? "始终成立" : "从不成立", en: truth ? "always" : "never"))]
        default: return written(expr, whole)
        }
    }

    private static func disjuncts(_ expr: TypedExpr) -> [TypedExpr] {
        if case .or(let left, let right) = expr.kind { return disjuncts(left) + disjuncts(right) }
        return [expr]
    }

    /// A part that is itself joined of parts stands in brackets.
    private func bracketed(_ expr: TypedExpr, _ whole: CheckedExpression) -> [Inline] {
        switch expr.kind {
        case .and, .or, .conditional: labels.say(zh: "（{1}）", en: "({1})", condition(expr, whole))
        default: condition(expr, whole)
        }
    }

    private func negation(_ expr: TypedExpr, _ whole: CheckedExpression) -> [Inline] {
        switch expr.kind {
        case .variable(let variable) where expr.type == .boolean: return truth(variable.slot, isSo: false)
        case .host(let function, let argument):
            if EventFunction(rawValue: function.id) == .has, let event = event(named: argument) {
                return [.text(say(zh: "没有\(event)", en: "\(event) has not happened"))]
            }
        case .isKnown(let part): if let part = value(part, whole) { return labels.say(zh: "{1}未知", en: "{1} isn't known", part) }
        case .comparison(.equal, let left, let right): if let said = comparison(.notEqual, left, right, whole) { return said }
        case .within(let part, let tests, let isNegated, nil): if let said = within(part, tests, !isNegated, whole) { return said }
        default: break
        }
        return labels.say(zh: "并非（{1}）", en: "it is not so that ({1})", condition(expr, whole))
    }

    // MARK: Comparisons

    private func comparison(_ sign: BinaryOperator, _ left: TypedExpr, _ right: TypedExpr, _ whole: CheckedExpression) -> [Inline]? {
        if case .constant(.boolean(let truth)) = right.kind, sign == .equal || sign == .notEqual {
            let isSo = truth == (sign == .equal)
            return isSo ? condition(left, whole) : negation(left, whole)
        }
        if case .constant(.null) = right.kind, sign == .equal || sign == .notEqual, let left = value(left, whole) {
            return sign == .equal ? labels.say(zh: "{1}没有值", en: "{1} has no value", left) : labels.say(zh: "{1}有值", en: "{1} has a value", left)
        }
        guard let word = word(sign, isDate: left.type == .date || left.type == .dateTime), let said = value(left, whole),
            let other = operand(right, of: left, whole)
        else { return nil }
        return said + [.text(word)] + other
    }

    private func word(_ sign: BinaryOperator, isDate: Bool) -> String? {
        switch sign {
        case .equal: say(zh: "为", en: " is ")
        case .notEqual: say(zh: "不为", en: " is not ")
        case .less: isDate ? say(zh: "早于", en: " is before ") : say(zh: "少于", en: " is less than ")
        case .lessOrEqual: isDate ? say(zh: "不晚于", en: " is on or before ") : say(zh: "不超过", en: " is at most ")
        case .greater: isDate ? say(zh: "晚于", en: " is after ") : say(zh: "超过", en: " is more than ")
        case .greaterOrEqual: isDate ? say(zh: "不早于", en: " is on or after ") : say(zh: "不少于", en: " is at least ")
        default: nil
        }
    }

    /// What something is compared with: a value of the same list by its label, a number with the same unit.
    private func operand(_ expr: TypedExpr, of subject: TypedExpr, _ whole: CheckedExpression) -> [Inline]? {
        guard case .constant(let datum) = expr.kind else { return value(expr, whole) }
        return constant(datum, like: subject)
    }

    private func constant(_ datum: Datum, like subject: TypedExpr) -> [Inline] {
        guard case .variable(let variable) = subject.kind, variable.slot < policy.variables.count else { return constant(datum) }
        if case .string(let name) = datum, case .enumeration(let index)? = policy.variables[variable.slot].type {
            let values = policy.vocabulary.enumerations[index].values
            return [.text(values.first { $0.name == name }.map { labels[$0.label] } ?? quoted(name))]
        }
        if case .number = datum { return [.text(labels.value(datum, unit: labels.fact(inSlot: variable.slot)?.unit))] }
        return constant(datum)
    }

    private func between(_ part: TypedExpr, _ low: TypedExpr, _ high: TypedExpr, _ whole: CheckedExpression) -> [Inline]? {
        guard let said = value(part, whole), let low = operand(low, of: part, whole), let high = operand(high, of: part, whole) else { return nil }
        return labels.say(zh: "{1}在{2}至{3}之间", en: "{1} is from {2} to {3}", said, low, high)
    }

    private func within(_ part: TypedExpr, _ tests: [TypedExpr.Test], _ isNegated: Bool, _ whole: CheckedExpression) -> [Inline]? {
        guard let said = value(part, whole) else { return nil }
        var items: [[Inline]] = []
        for test in tests {
            switch test {
            case .expression(let expr, isCondition: false):
                guard case .constant(let datum) = expr.kind else { return nil }
                if case .list(let values) = datum {
                    items += values.map { constant($0, like: part) }
                } else {
                    items.append(constant(datum, like: part))
                }
            case .compare(.equal, let expr):
                guard let other = operand(expr, of: part, whole) else { return nil }
                items.append(other)
            case .compare, .interval, .expression: return nil
            }
        }
        let list = alternatives(items)
        return isNegated ? labels.say(zh: "{1}不是{2}", en: "{1} is none of {2}", said, list) : labels.say(zh: "{1}为{2}", en: "{1} is {2}", said, list)
    }
}
