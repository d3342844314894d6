import Diagnostics

/// Calls of values: whether they are functions, and of what.
extension Checker {
    /// - Parameter names: of the arguments, where they are named; nil for one that isn't.
    mutating func checkCall(of function: TypedExpr, _ values: [TypedExpr], names: [Expr.Member?], _ span: Span) {
        let subject = CheckedExpression.describe(function)
        switch function.type {
        case .function(nil, _), .any, .null: return
        case .function(let parameters?, _):
            if parameters.count != values.count { return argumentCount(subject, span) }
            let own = parameterNames(of: function)
            for (place, value) in values.enumerated() {
                var position = place
                if let name = names[place] {
                    // Which parameter is meant is known only where the function itself stands.
                    guard let own else { continue }
                    guard let found = own.firstIndex(of: name.name) else {
                        reportStranger(name, own, subject)
                        continue
                    }
                    position = found
                }
                checkArgument(value, parameters[position], position, subject)
            }
        default:
            report(
                "not-a-function", function.span,
                Phrase(zh: "这是 \(function.type.name)，不是函数", en: "this is a \(function.type.name), not a function"))
        }
    }

    private func parameterNames(of function: TypedExpr) -> [String]? {
        if case .function(let lambda) = function.kind { return lambda.parameters.map(\.name) }
        return nil
    }

    private mutating func reportStranger(_ name: Expr.Member, _ known: [String], _ subject: String) {
        report(
            "unknown-argument", name.span,
            Phrase(zh: "`\(subject)` 没有参数 `\(name.name)`", en: "`\(subject)` has no parameter `\(name.name)`"),
            mend: nearestName(to: name.name, among: known).map { Phrase(zh: "是否想写 `\($0)`？", en: "did you mean `\($0)`?") })
    }

    private mutating func checkArgument(_ value: TypedExpr, _ type: FEELType, _ position: Int, _ subject: String) {
        // A date is taken for its midnight where a date and time is asked for.
        if value.type.mayBe(type) || (value.type == .date && type == .dateTime) { return }
        report(
            "argument-type", value.span,
            Phrase(
                zh: "`\(subject)` 的第 \(position + 1) 个参数应为 \(type.name)，这里是 \(value.type.name)",
                en: "`\(subject)` takes a \(type.name) as its argument \(position + 1), this is a \(value.type.name)"))
    }
}
