import Diagnostics

extension Checker {
    mutating func list(_ elements: [Expr], _ span: Span) -> TypedExpr {
        let checked = elements.map { check($0) }
        var type: FEELType = checked.isEmpty ? .any : .null
        for element in checked { type = type.joined(with: element.type) }
        return TypedExpr(.list(checked), type: .list(type == .null ? .any : type), span: span)
    }

    mutating func context(_ entries: [Expr.Entry], _ span: Span) -> TypedExpr {
        var checked: [(key: String, value: TypedExpr, local: Int)] = []
        var members: [FEELType.Member] = []
        var repeated: Expr.Member?
        for entry in entries {
            let recursive = self.recursive(entry)
            let value = check(entry.value)
            if members.contains(where: { $0.name == entry.key.name }) {
                report(
                    "duplicate-key", entry.key.span,
                    Phrase(zh: "键 `\(entry.key.name)` 重复", en: "the key `\(entry.key.name)` stands twice"))
                repeated = repeated ?? entry.key
                continue
            }
            let local = recursive ?? scope.bind(entry.key.name, type: value.type)
            checked.append((entry.key.name, value, local))
            members.append(FEELType.Member(name: entry.key.name, type: value.type))
        }
        scope.unbind(checked.count)
        if let repeated { return TypedExpr(.unresolved(repeated.name, .duplicateKey), type: .context(members), span: span) }
        return TypedExpr(.context(checked), type: .context(members), span: span)
    }

    /// The local of an entry whose value is a function that may call itself: its key is a name in it already, unless that means something else.
    private mutating func recursive(_ entry: Expr.Entry) -> Int? {
        guard case .function = entry.value.kind, find(entry.key.name, entry.key.span) == nil else { return nil }
        return scope.bind(entry.key.name, type: .function(nil, .any))
    }

    mutating func range(_ interval: Expr.Interval, _ span: Span) -> TypedExpr {
        let low = interval.low.map { check($0) }
        let high = interval.high.map { check($0) }
        let type = (low?.type ?? .null).joined(with: high?.type ?? .null)
        if let low, let high, !low.type.mayBe(high.type) || !low.type.isOrdered || !high.type.isOrdered {
            report(
                "invalid-range", span,
                Phrase(
                    zh: "区间的两端不能是 \(low.type.name) 和 \(high.type.name)",
                    en: "the ends of a range can't be a \(low.type.name) and a \(high.type.name)"))
        }
        reportEmpty(low, high, span)
        return TypedExpr(
            .range(low: low, lowClosed: interval.lowClosed, high: high, highClosed: interval.highClosed), type: .range(type), span: span)
    }

    /// `(= x)` or `(!= x)` as a value.
    mutating func point(_ tests: [Expr.UnaryTest], _ span: Span) -> TypedExpr {
        guard tests.count == 1, case .compare(let op, let written) = tests[0] else { return resolve("?", span) }
        let value = check(written)
        return TypedExpr(.point(value, negated: op == .notEqual), type: .range(value.type), span: span)
    }

    private mutating func iterators(_ iterators: [Expr.Iterator]) -> [TypedExpr.Iterator] {
        iterators.map { iterator in
            switch iterator.source {
            case .list(let expr):
                let list = check(expr)
                let element: FEELType =
                    switch list.type {
                    case .list(let element), .range(let element): element
                    case .null, .any: .any
                    case let single: single
                    }
                return TypedExpr.Iterator(local: scope.bind(iterator.variable.name, type: element), source: .list(list))
            case .span(let from, let to):
                let low = check(from)
                let high = check(to)
                if ![FEELType.number, .date].contains(where: { low.type.mayBe($0) && high.type.mayBe($0) }) {
                    report(
                        "invalid-range", Span(from.span.lower, to.span.upper),
                        Phrase(
                            zh: "只能从数走到数、从日期走到日期，这里是 \(low.type.name) 和 \(high.type.name)",
                            en: "numbers and dates can be walked through, this is a \(low.type.name) and a \(high.type.name)"))
                }
                return TypedExpr.Iterator(
                    local: scope.bind(iterator.variable.name, type: low.type), source: .span(from: low, to: high))
            }
        }
    }

    mutating func loop(_ written: [Expr.Iterator], _ result: Expr, _ span: Span) -> TypedExpr {
        let checked = iterators(written)
        let partial = scope.bind("partial", type: .list(.any))
        let body = check(result)
        scope.unbind(checked.count + 1)
        return TypedExpr(.loop(checked, partial: partial, result: body), type: .list(body.type), span: span)
    }

    mutating func quantified(_ quantifier: Expr.Quantifier, _ written: [Expr.Iterator], _ satisfies: Expr, _ span: Span) -> TypedExpr {
        let checked = iterators(written)
        let body = condition(satisfies, of: quantifier == .some ? "some" : "every")
        scope.unbind(checked.count)
        return TypedExpr(.quantified(quantifier, checked, satisfies: body), type: .boolean, span: span)
    }

    mutating func filter(_ list: Expr, _ condition: Expr, _ span: Span) -> TypedExpr {
        let base = check(list)
        let element: FEELType =
            switch base.type {
            case .list(let element): element
            case .null, .any: .any
            case let single: single
            }
        let item = scope.bind("item", type: element, opensMembers: true)
        let test = check(condition)
        scope.unbind()
        if !test.type.mayBe(.boolean), !test.type.mayBe(.number) {
            report(
                "not-boolean", condition.span,
                Phrase(
                    zh: "筛选条件应为布尔值或序号，这里是 \(test.type.name)", en: "a filter is a boolean or an index, this is a \(test.type.name)"))
        }
        let type: FEELType = test.type == .number ? element : test.type == .boolean ? .list(element) : .any
        return TypedExpr(.filter(base, item: item, condition: test), type: type, span: span)
    }

    mutating func function(_ parameters: [Expr.Parameter], _ body: Expr, _ external: Bool, _ span: Span) -> TypedExpr {
        if external {
            report(
                "external-function", span,
                Phrase(zh: "不支持外部函数", en: "external functions aren't supported"),
                mend: Phrase(zh: "函数体请用 FEEL 写", en: "write the body in FEEL"))
            return TypedExpr(.unresolved("external", .externalFunction), type: .any, span: span)
        }
        reportRepeated(parameters)
        let types = parameters.map { $0.type.map { self.type(of: $0) } }
        scope.frames.append(Scope.Frame())
        var first = 0
        for (index, parameter) in parameters.enumerated() {
            let local = scope.bind(parameter.name.name, type: types[index] ?? .any)
            if index == 0 { first = local }
        }
        let checked = check(body)
        let frame = scope.frames.removeLast()
        // What the body captures from further out must pass through this frame too; `Scope.lookup` has reserved it there.
        let lambda = TypedExpr.Lambda(
            parameters: zip(parameters, types).map { ($0.name.name, $1) }, captured: frame.captured, firstParameter: first,
            frameSize: frame.size, body: checked)
        return TypedExpr(.function(lambda), type: .function(types.map { $0 ?? .any }, checked.type), span: span)
    }

    private mutating func reportRepeated(_ parameters: [Expr.Parameter]) {
        var seen: Set<String> = []
        for parameter in parameters where !seen.insert(parameter.name.name).inserted {
            report(
                "duplicate-parameter", parameter.name.span,
                Phrase(zh: "参数 `\(parameter.name.name)` 重复", en: "the parameter `\(parameter.name.name)` stands twice"))
        }
    }

    mutating func instanceOf(_ value: Expr, _ type: TypeExpr, _ span: Span) -> TypedExpr {
        let checked = check(value)
        let meant = self.type(of: type)
        // Nothing is known to be of a type that isn't; the type has been reported.
        if !isKnown(type) { return TypedExpr(.constant(.boolean(false)), type: .boolean, span: span) }
        return TypedExpr(.instanceOf(checked, meant), type: .boolean, span: span)
    }

    private func isKnown(_ written: TypeExpr) -> Bool {
        switch written.kind {
        case .named(let name): FEELType.named[name] != nil || environment.types[name] != nil
        case .list(let element), .range(let element): isKnown(element)
        case .context(let members): members.allSatisfy { isKnown($0.type) }
        case .function(let parameters, let result): parameters.allSatisfy { isKnown($0) } && isKnown(result)
        }
    }

    /// The type a type expression means.
    mutating func type(of written: TypeExpr) -> FEELType {
        switch written.kind {
        case .list(let element): return .list(type(of: element))
        case .range(let element): return .range(type(of: element))
        case .context(let members): return .context(members.map { FEELType.Member(name: $0.name, type: type(of: $0.type)) })
        case .function(let parameters, let result): return .function(parameters.map { type(of: $0) }, type(of: result))
        case .named(let name):
            if let known = FEELType.named[name] ?? environment.types[name] { return known }
            let nearest = nearestName(to: name, among: Array(FEELType.named.keys) + environment.types.keys)
            report(
                "unknown-type", written.span, Phrase(zh: "没有类型 `\(name)`", en: "unknown type `\(name)`"),
                mend: nearest.map { Phrase(zh: "是否想写 `\($0)`？", en: "did you mean `\($0)`?") })
            return .any
        }
    }

    /// Whether a unary test mentions `?`, which makes it a condition instead of a value to compare with.
    static func mentionsInput(_ test: Expr.UnaryTest) -> Bool {
        switch test {
        case .compare(_, let expr), .expression(let expr): mentionsInput(expr)
        case .interval(let interval, _): [interval.low, interval.high].contains { $0.map { mentionsInput($0) } ?? false }
        }
    }

    static func mentionsInput(_ expr: Expr) -> Bool {
        switch expr.kind {
        case .name(let name): return name == "?"
        case .null, .boolean, .number, .string, .temporal: return false
        case .path(let base, _), .negate(let base), .instanceOf(let base, _): return mentionsInput(base)
        case .binary(_, let a, let b), .filter(let a, let b): return mentionsInput(a) || mentionsInput(b)
        case .between(let a, let b, let c), .conditional(let a, let b, let c):
            return mentionsInput(a) || mentionsInput(b) || mentionsInput(c)
        case .within(let value, let tests): return mentionsInput(value) || tests.contains { mentionsInput($0) }
        case .call(let callee, .positional(let arguments)): return mentionsInput(callee) || arguments.contains { mentionsInput($0) }
        case .call(let callee, .named(let arguments)): return mentionsInput(callee) || arguments.contains { mentionsInput($0.value) }
        case .list(let elements): return elements.contains { mentionsInput($0) }
        case .context(let entries): return entries.contains { mentionsInput($0.value) }
        case .range(let interval): return [interval.low, interval.high].contains { $0.map { mentionsInput($0) } ?? false }
        case .loop(let iterators, let body), .quantified(_, let iterators, let body):
            return mentionsInput(body)
                || iterators.contains {
                    switch $0.source {
                    case .list(let expr): mentionsInput(expr)
                    case .span(let from, let to): mentionsInput(from) || mentionsInput(to)
                    }
                }
        case .function(_, let body, _): return mentionsInput(body)
        case .unaryTests(let tests, _): return tests.contains { mentionsInput($0) }
        }
    }
}

extension FEELType {
    /// The type that a text names; nil when it names none.
    init?(written text: String, in environment: Environment = Environment()) {
        let source = SourceText(name: "<type>", text: text)
        guard let written = Parser.parseType(source) else { return nil }
        var checker = Checker(environment: environment, source: source)
        self = checker.type(of: written)
        if !checker.diagnostics.isEmpty { return nil }
    }

    /// The types that have names (DMN 1.5, 10.3.1.2, rule 53).
    static let named: [String: FEELType] = [
        "Any": .any, "Null": .null, "boolean": .boolean, "number": .number, "string": .string, "date": .date, "time": .time,
        "date and time": .dateTime, "days and time duration": .daysTimeDuration, "years and months duration": .yearsMonthsDuration,
        "list": .list(.any), "context": .context(nil), "range": .range(.any), "function": .function(nil, .any),
    ]
}
