import Diagnostics

/// Resolves the names of an expression and works out its types. Reports all it finds and always gives a tree.
struct Checker {
    let environment: Environment
    let source: SourceText
    var scope = Scope()
    var diagnostics: [Diagnostic] = []
    /// What the branches say that the checked part stands in, the outermost first.
    var assumptions: [Assumption] = []

    init(environment: Environment, source: SourceText) {
        self.environment = environment
        self.source = source
    }

    mutating func report(_ code: String, _ span: Span, _ message: Phrase, mend: Phrase? = nil, severity: Severity = .error) {
        diagnostics.append(
            Diagnostic(code: code, severity: severity, message: message, location: Location(source: source, span: span), mend: mend))
    }

    // A debug build gives a function as much stack as all its branches together, and every level of the tree passes through this one: so it binds
    // nothing itself.
    mutating func check(_ expr: Expr) -> TypedExpr {
        switch expr.kind {
        case .null, .boolean, .number, .string, .temporal, .name: literalOrName(expr)
        case .binary: binary(expr)
        case .negate: negate(expr)
        case .between, .within, .conditional, .instanceOf, .unaryTests: test(expr)
        case .path, .filter, .call: selection(expr)
        case .loop, .quantified, .list, .context, .range, .function: construction(expr)
        }
    }

    private mutating func literalOrName(_ expr: Expr) -> TypedExpr {
        let span = expr.span
        switch expr.kind {
        case .boolean(let value): return TypedExpr(.constant(.boolean(value)), type: .boolean, span: span)
        case .number(let text): return number(text, span)
        case .string(let text): return TypedExpr(.constant(.string(text)), type: .string, span: span)
        case .temporal(let text): return temporal(text, span)
        case .name(let name): return resolve(name, span)
        default: return TypedExpr(.constant(.null), type: .null, span: span)
        }
    }

    private mutating func test(_ expr: Expr) -> TypedExpr {
        let span = expr.span
        switch expr.kind {
        case .between(let value, let low, let high): return between(value, low, high, span)
        case .within(let value, let tests): return within(value, tests, span)
        case .conditional(let condition, let then, let otherwise): return conditional(condition, then, otherwise, span)
        case .instanceOf(let value, let type): return instanceOf(value, type, span)
        case .unaryTests(let tests, _): return point(tests, span)
        default: return literalOrName(expr)
        }
    }

    private mutating func selection(_ expr: Expr) -> TypedExpr {
        let span = expr.span
        switch expr.kind {
        case .path(let base, let member): return path(base, member, span)
        case .filter(let list, let condition): return filter(list, condition, span)
        case .call(let callee, let arguments): return call(callee, arguments, span)
        default: return literalOrName(expr)
        }
    }

    private mutating func construction(_ expr: Expr) -> TypedExpr {
        let span = expr.span
        switch expr.kind {
        case .loop(let iterators, let result): return loop(iterators, result, span)
        case .quantified(let quantifier, let iterators, let condition): return quantified(quantifier, iterators, condition, span)
        case .list(let elements): return list(elements, span)
        case .context(let entries): return context(entries, span)
        case .range(let interval): return range(interval, span)
        case .function(let parameters, let body, let external): return function(parameters, body, external, span)
        default: return literalOrName(expr)
        }
    }

    // MARK: Literals

    private mutating func number(_ text: String, _ span: Span) -> TypedExpr {
        if let value = Number(text) { return TypedExpr(.constant(.number(value)), type: .number, span: span) }
        report(
            "number-out-of-range", span, Phrase(zh: "数 `\(text)` 超出范围", en: "the number `\(text)` is out of range"))
        return TypedExpr(.unresolved(text, .overflow), type: .number, span: span)
    }

    private mutating func temporal(_ text: String, _ span: Span) -> TypedExpr {
        if let value = Datum(temporal: text) { return TypedExpr(.constant(value), type: value.type, span: span) }
        if let zone = ZoneDatabase.missingZone(of: text) {
            report(
                "not-a-date-or-duration", span,
                Phrase(zh: "系统的时区数据库没有 `\(zone)`", en: "the system's time zone database has no `\(zone)`"))
            return TypedExpr(.constant(.null), type: .any, span: span)
        }
        report(
            "not-a-date-or-duration", span,
            Phrase(zh: "`\(text)` 不是日期、时间或时长", en: "`\(text)` isn't a date, a time or a duration"),
            mend: Phrase(
                zh: "写作 @\"2024-06-30\"、@\"P1Y6M\" 或 @\"P15D\" 这样的形式", en: "write it like @\"2024-06-30\", @\"P1Y6M\" or @\"P15D\""))
        return TypedExpr(.unresolved(text, .notATemporal), type: .any, span: span)
    }

    // MARK: Names

    mutating func resolve(_ name: String, _ span: Span) -> TypedExpr {
        if let found = find(name, span) { return found }
        reportUnknown(name, span)
        return TypedExpr(.unresolved(name, .unknownName), type: .any, span: span)
    }

    /// What a name means, nil when it means nothing here: the innermost of locals and members of filtered items, or else what is declared.
    mutating func find(_ name: String, _ span: Span) -> TypedExpr? {
        let (local, items) = scope.layers(of: name)
        var found: TypedExpr?
        if let local {
            found = TypedExpr(.local(scope.capture(local)), type: local.binding.type, span: span)
        } else {
            found = findOutside(name, span)
        }
        for item in items {
            switch item.binding.type {
            case .context(let members?):
                guard let member = members.first(where: { $0.name == name }) else { continue }
                let base = TypedExpr(.local(scope.capture(item)), type: item.binding.type, span: span)
                found = TypedExpr(.member(base, member.key), type: member.type, span: span)
            case .any, .context(nil):
                found = TypedExpr(.itemMember(item: scope.capture(item), name, otherwise: found), type: .any, span: span)
            default: continue
            }
        }
        return found
    }

    private func findOutside(_ name: String, _ span: Span) -> TypedExpr? {
        if let variable = environment.variables[name] { return TypedExpr(.variable(variable), type: variable.type, span: span) }
        if let builtin = Builtins.table[name], !environment.forbiddenBuiltins.contains(name) {
            return TypedExpr(.builtinReference(builtin), type: .function(nil, .any), span: span)
        }
        return nil
    }

    private mutating func reportUnknown(_ name: String, _ span: Span) {
        let known = scope.frames.flatMap { $0.bindings.map(\.name) } + environment.knownNames
        let nearest = nearestName(to: name, among: known)
        report(
            "unknown-name", span, Phrase(zh: "没有名为 `\(name)` 的变量", en: "unknown name `\(name)`"),
            mend: nearest.map { Phrase(zh: "是否想写 `\($0)`？", en: "did you mean `\($0)`?") })
    }

    /// `a.b.c` as written, when it is names all the way.
    private func dottedName(_ expr: Expr) -> String? {
        switch expr.kind {
        case .name(let name): name
        case .path(let base, let member): dottedName(base).map { "\($0).\(member.name)" }
        default: nil
        }
    }

    private mutating func path(_ base: Expr, _ member: Expr.Member, _ span: Span) -> TypedExpr {
        if let dotted = dottedName(base), let found = declared(dotted, member, base.span, span) { return found }
        let value = check(base)
        let type = memberType(of: value.type, member, span)
        return TypedExpr(.member(value, Self.key(of: member.name, in: value.type)), type: type, span: span)
    }

    /// The key that a member's name or label stands for.
    private static func key(of name: String, in type: FEELType) -> String {
        switch type {
        case .context(let members?): members.first { $0.name == name }?.key ?? name
        case .list(let element): key(of: name, in: element)
        default: name
        }
    }

    /// What `a.b` is when that is a declared name as a whole, and when it begins with nothing known.
    private mutating func declared(_ dotted: String, _ member: Expr.Member, _ start: Span, _ span: Span) -> TypedExpr? {
        let name = "\(dotted).\(member.name)"
        let head = dotted.split(separator: ".", maxSplits: 1).first.map(String.init) ?? dotted
        let found = find(head, start)
        if let variable = environment.variables[name], !(found?.isLocal ?? false) {
            return TypedExpr(.variable(variable), type: variable.type, span: span)
        }
        if found == nil, find(dotted, start) == nil {
            reportUnknown(name, span)
            return TypedExpr(.unresolved(name, .unknownName), type: .any, span: span)
        }
        return nil
    }

    private mutating func memberType(of type: FEELType, _ member: Expr.Member, _ span: Span) -> FEELType {
        switch type {
        case .context(let members?):
            if let found = members.first(where: { $0.name == member.name }) { return found.type }
            let nearest = nearestName(to: member.name, among: members.map(\.name))
            report(
                "unknown-member", member.span, Phrase(zh: "没有成员 `\(member.name)`", en: "there is no member `\(member.name)`"),
                mend: nearest.map { Phrase(zh: "是否想写 `\($0)`？", en: "did you mean `\($0)`?") })
            return .any
        case .list(let element): return .list(element == .any ? .any : memberType(of: element, member, span))
        case .any, .null, .context(nil): return .any
        default:
            if let found = Properties.type(of: member.name, on: type) { return found }
            report(
                "unknown-member", member.span,
                Phrase(zh: "\(type.name) 没有成员 `\(member.name)`", en: "a \(type.name) has no member `\(member.name)`"))
            return .any
        }
    }
}

extension TypedExpr {
    /// Whether it is a local or a member of one: what shadows the names declared outside.
    fileprivate var isLocal: Bool {
        switch kind {
        case .local: true
        case .member(let base, _): base.isLocal
        default: false
        }
    }
}
