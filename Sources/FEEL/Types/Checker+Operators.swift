import Diagnostics

extension Checker {
    mutating func negate(_ expr: Expr) -> TypedExpr {
        guard case .negate(let operand) = expr.kind else { return check(expr) }
        return negated(check(operand), expr.span)
    }

    private mutating func negated(_ value: TypedExpr, _ span: Span) -> TypedExpr {
        if case .constant(.number(let number)) = value.kind {
            return TypedExpr(.constant(.number(number.negated)), type: .number, span: span)
        }
        let type = value.type.kind
        let fits = [FEELType.number, .daysTimeDuration, .yearsMonthsDuration].contains { type.mayBe($0) }
        if !fits { operandTypes("-", span, [type]) }
        return TypedExpr(.negate(value), type: type, span: span)
    }

    mutating func binary(_ expr: Expr) -> TypedExpr {
        guard case .binary(let op, let left, let right) = expr.kind else { return check(expr) }
        let a = check(left)
        let b = check(right)
        return operation(op, a, b, expr.span)
    }

    private mutating func operation(_ op: BinaryOperator, _ left: TypedExpr, _ right: TypedExpr, _ span: Span) -> TypedExpr {
        switch op {
        case .and, .or:
            requireBoolean(left, of: op.rawValue)
            requireBoolean(right, of: op.rawValue)
            return TypedExpr(op == .and ? .and(left, right) : .or(left, right), type: .boolean, span: span)
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
            let (a, b) = matched(left, right)
            comparable(op, a, b, span)
            return TypedExpr(.comparison(op, a, b), type: .boolean, span: span)
        case .add, .subtract, .multiply, .divide, .power:
            let type = arithmeticType(op, left.type.kind, right.type.kind)
            if type == nil { operandTypes(op.rawValue, span, [left.type, right.type]) }
            return TypedExpr(.arithmetic(op, left, right), type: type ?? .any, span: span)
        }
    }

    /// A condition: boolean, or something of which nothing is known.
    mutating func condition(_ expr: Expr, of subject: String) -> TypedExpr {
        let value = check(expr)
        requireBoolean(value, of: subject)
        return value
    }

    private mutating func requireBoolean(_ value: TypedExpr, of subject: String) {
        if value.type.mayBe(.boolean) { return }
        report(
            "not-boolean", value.span,
            Phrase(zh: "`\(subject)` 需要布尔值，这里是 \(value.type.name)", en: "`\(subject)` needs a boolean, this is a \(value.type.name)"))
    }

    /// A string constant beside an enumeration: its label becomes the value, a stranger is reported.
    mutating func matched(_ a: TypedExpr, _ b: TypedExpr) -> (TypedExpr, TypedExpr) {
        (enumerationConstant(a, beside: b.type), enumerationConstant(b, beside: a.type))
    }

    mutating func enumerationConstant(_ value: TypedExpr, beside type: FEELType) -> TypedExpr {
        guard case .enumeration(let enumeration) = type else { return value }
        if case .list(let elements) = value.kind {
            return TypedExpr(.list(elements.map { enumerationConstant($0, beside: type) }), type: value.type, span: value.span)
        }
        guard case .constant(.string(let text)) = value.kind else { return value }
        if enumeration.values.contains(text) { return value }
        if let canonical = enumeration.labels[text] { return TypedExpr(.constant(.string(canonical)), type: .string, span: value.span) }
        let nearest = nearestName(to: text, among: enumeration.values + enumeration.labels.keys.sorted())
        let all = enumeration.values.map { "\"\($0)\"" }.joined(separator: ", ")
        report(
            "unknown-value", value.span,
            Phrase(zh: "`\(text)` 不在 `\(enumeration.name)` 的取值之中", en: "`\(text)` isn't a value of `\(enumeration.name)`"),
            mend: nearest.map { Phrase(zh: "是否想写 \"\($0)\"？", en: "did you mean \"\($0)\"?") }
                ?? Phrase(zh: "取值为 \(all)", en: "its values are \(all)"))
        return value
    }

    private mutating func comparable(_ op: BinaryOperator, _ a: TypedExpr, _ b: TypedExpr, _ span: Span) {
        if a.type == .null || b.type == .null { return }
        let equality = op == .equal || op == .notEqual
        let fits = a.type.kind == .any || b.type.kind == .any || sameKind(a.type, b.type)
        if !fits || (!equality && !(a.type.isOrdered && b.type.isOrdered)) {
            report(
                "incomparable", span,
                Phrase(
                    zh: "\(a.type.name) 与 \(b.type.name) 不能用 `\(op.rawValue)` 比较，结果只会是 null",
                    en: "a \(a.type.name) and a \(b.type.name) can't be compared by `\(op.rawValue)`: the result can only be null"))
        }
    }

    func sameKind(_ a: FEELType, _ b: FEELType) -> Bool {
        switch (a.kind, b.kind) {
        case (.list, .list), (.range, .range), (.context, .context), (.function, .function): true
        case (let x, let y): x == y
        }
    }

    private mutating func operandTypes(_ op: String, _ span: Span, _ types: [FEELType]) {
        let list = types.map(\.name)
        report(
            "operand-types", span,
            Phrase(
                zh: "`\(op)` 不能用于 \(list.joined(separator: " 和 "))", en: "`\(op)` doesn't take \(list.joined(separator: " and "))"))
    }

    /// The type of an arithmetic operation (DMN 1.5, tables 57–62); nil when it can only be null.
    private func arithmeticType(_ op: BinaryOperator, _ a: FEELType, _ b: FEELType) -> FEELType? {
        if a == .null || b == .null { return .null }
        if a == .any || b == .any {
            // One known side leaves few possibilities; none of them is worth promising but these.
            if op == .power { return .number }
            return .any
        }
        switch (op, a, b) {
        case (_, .number, .number): return .number
        case (.add, .string, .string): return .string
        case (.add, .date, .daysTimeDuration), (.add, .date, .yearsMonthsDuration), (.add, .daysTimeDuration, .date),
            (.add, .yearsMonthsDuration, .date), (.subtract, .date, .daysTimeDuration), (.subtract, .date, .yearsMonthsDuration):
            return .date
        case (.add, .dateTime, .daysTimeDuration), (.add, .dateTime, .yearsMonthsDuration), (.add, .daysTimeDuration, .dateTime),
            (.add, .yearsMonthsDuration, .dateTime), (.subtract, .dateTime, .daysTimeDuration), (.subtract, .dateTime, .yearsMonthsDuration):
            return .dateTime
        case (.add, .time, .daysTimeDuration), (.add, .daysTimeDuration, .time), (.subtract, .time, .daysTimeDuration): return .time
        case (.subtract, .date, .date), (.subtract, .dateTime, .dateTime), (.subtract, .time, .time), (.subtract, .date, .dateTime),
            (.subtract, .dateTime, .date), (.add, .daysTimeDuration, .daysTimeDuration), (.subtract, .daysTimeDuration, .daysTimeDuration),
            (.multiply, .daysTimeDuration, .number), (.multiply, .number, .daysTimeDuration), (.divide, .daysTimeDuration, .number):
            return .daysTimeDuration
        case (.add, .yearsMonthsDuration, .yearsMonthsDuration), (.subtract, .yearsMonthsDuration, .yearsMonthsDuration),
            (.multiply, .yearsMonthsDuration, .number), (.multiply, .number, .yearsMonthsDuration), (.divide, .yearsMonthsDuration, .number):
            return .yearsMonthsDuration
        case (.divide, .daysTimeDuration, .daysTimeDuration), (.divide, .yearsMonthsDuration, .yearsMonthsDuration): return .number
        default: return nil
        }
    }

    mutating func between(_ value: Expr, _ low: Expr, _ high: Expr, _ span: Span) -> TypedExpr {
        let v = check(value)
        let a = check(low)
        let b = check(high)
        comparable(.greaterOrEqual, v, a, a.span)
        comparable(.lessOrEqual, v, b, b.span)
        reportEmpty(a, b, Span(a.span.lower, b.span.upper))
        return TypedExpr(.between(v, low: a, high: b), type: .boolean, span: span)
    }

    mutating func within(_ value: Expr, _ tests: [Expr.UnaryTest], _ span: Span) -> TypedExpr {
        let v = check(value)
        guard tests.contains(where: { Checker.mentionsInput($0) }) else {
            return TypedExpr(.within(v, tests.map { test($0, of: v) }, negated: false, input: nil), type: .boolean, span: span)
        }
        let input = scope.bind("?", type: v.type)
        let checked = tests.map { test($0, of: v) }
        scope.unbind()
        return TypedExpr(.within(v, checked, negated: false, input: input), type: .boolean, span: span)
    }

    mutating func test(_ test: Expr.UnaryTest, of value: TypedExpr) -> TypedExpr.Test {
        switch test {
        case .compare(let op, let expr):
            let operand = enumerationConstant(check(expr), beside: value.type)
            comparable(op, value, operand, expr.span)
            return .compare(op, operand)
        case .interval(let interval, let span):
            let low = interval.low.map { check($0) }
            let high = interval.high.map { check($0) }
            for end in [low, high].compactMap({ $0 }) { comparable(.less, value, end, end.span) }
            reportEmpty(low, high, span)
            return .interval(low: low, lowClosed: interval.lowClosed, high: high, highClosed: interval.highClosed)
        case .expression(let expr):
            let mentions = Checker.mentionsInput(expr)
            let operand = mentions ? check(expr) : enumerationConstant(check(expr), beside: value.type)
            if !mentions { testable(value, operand) }
            return .expression(operand, isCondition: mentions)
        }
    }

    /// Whether `in` with this operand can be anything but null: the same kind, a list of it, a range of it.
    private mutating func testable(_ value: TypedExpr, _ operand: TypedExpr) {
        let target = value.type.kind
        if target == .any || target == .null { return }
        let fits =
            switch operand.type.kind {
            case .any, .null: true
            case .list(let element), .range(let element):
                element == .any || element == .null || sameKind(element, target) || element.kind.isListOrRange
            case let other: sameKind(other, target)
            }
        if !fits {
            report(
                "incomparable", operand.span,
                Phrase(
                    zh: "\(value.type.name) 不会在 \(operand.type.name) 之中，结果只会是 null 或 false",
                    en: "a \(value.type.name) is never in a \(operand.type.name): the result can only be null or false"))
        }
    }

    /// Unary tests on their own, as in a cell of a decision table.
    mutating func tests(_ expr: Expr) -> TypedExpr {
        guard case .unaryTests(let tests, let negated) = expr.kind else { return check(expr) }
        let span = expr.span
        let input: TypedExpr
        if let local = scope.lookup("?") {
            input = TypedExpr(.local(local.local), type: local.type, span: span)
        } else if let variable = environment.variables["?"] {
            input = TypedExpr(.variable(variable), type: variable.type, span: span)
        } else {
            input = resolve("?", span)
        }
        return TypedExpr(.within(input, tests.map { test($0, of: input) }, negated: negated, input: nil), type: .boolean, span: span)
    }
}

extension FEELType {
    fileprivate var isListOrRange: Bool {
        switch self {
        case .list, .range: true
        default: false
        }
    }
}
