import Diagnostics

extension Checker {
    /// What stands before the parentheses of a call.
    private enum Callee {
        case isKnown
        case host(Environment.HostFunction)
        case builtin(Builtin)
        /// Nothing that is known; reported already.
        case unresolved(String)
        /// An expression that gives a function.
        case value
    }

    mutating func call(_ callee: Expr, _ arguments: Expr.Arguments, _ span: Span) -> TypedExpr {
        switch self.callee(callee) {
        case .isKnown: return isKnown(arguments, span)
        case .host(let function): return hostCall(function, arguments, span)
        case .builtin(let builtin): return application(of: builtin, checked(arguments), span)
        case .unresolved(let name):
            _ = checked(arguments)
            return TypedExpr(.unresolved(name, .unknownName), type: .any, span: span)
        case .value: return call(value: check(callee), checked(arguments), span)
        }
    }

    private mutating func callee(_ callee: Expr) -> Callee {
        guard case .name(let name) = callee.kind, scope.lookup(name) == nil else { return .value }
        if name == "is known", environment.hasUnknowns { return .isKnown }
        if let host = environment.functions[name] { return .host(host) }
        if let builtin = environment.builtins[name] { return .builtin(builtin) }
        if environment.variables[name] != nil { return .value }
        if environment.forbiddenBuiltins.contains(name) {
            report(
                "forbidden-function", callee.span,
                Phrase(
                    zh: "这里不能用 `\(name)`：结果只取决于记录和所问的日期",
                    en: "`\(name)` isn't allowed here: an outcome depends on the record and the day asked for alone"))
            return .unresolved(name)
        }
        if let builtin = Builtins.table[name] { return .builtin(builtin) }
        if find(name, callee.span) != nil { return .value }
        if let needs = environment.unavailable[name] {
            report("unknown-function", callee.span, Phrase(zh: "这里没有函数 `\(name)`", en: "there is no function `\(name)` here"), mend: needs)
            return .unresolved(name)
        }
        let nearest = nearestName(
            to: name, among: Array(Builtins.table.keys) + Array(environment.functions.keys) + Array(environment.builtins.keys))
        report(
            "unknown-function", callee.span, Phrase(zh: "没有函数 `\(name)`", en: "unknown function `\(name)`"),
            mend: nearest.map { Phrase(zh: "是否想写 `\($0)`？", en: "did you mean `\($0)`?") })
        return .unresolved(name)
    }

    /// Arguments as they were written; all of them have names or none.
    private struct Argument {
        var name: Expr.Member?
        var value: TypedExpr
    }

    private mutating func checked(_ arguments: Expr.Arguments) -> [Argument] {
        switch arguments {
        case .positional(let list): list.map { Argument(value: check($0)) }
        case .named(let list): list.map { Argument(name: $0.name, value: check($0.value)) }
        }
    }

    private mutating func call(value function: TypedExpr, _ arguments: [Argument], _ span: Span) -> TypedExpr {
        let names = arguments.compactMap { $0.name?.name }
        checkCall(of: function, arguments.map { $0.value }, names: arguments.map { $0.name }, span)
        var type = FEELType.any
        if case .function(_, let result) = function.type { type = result }
        let base = scope.reserve(arguments.count)
        return TypedExpr(
            .call(function, arguments.map(\.value), names: names.isEmpty ? nil : names, arguments: base), type: type, span: span)
    }

    private mutating func isKnown(_ arguments: Expr.Arguments, _ span: Span) -> TypedExpr {
        guard case .positional(let list) = arguments, list.count == 1, let argument = list.first else {
            argumentCount("is known", span)
            return TypedExpr(.constant(.null), type: .boolean, span: span)
        }
        return TypedExpr(.isKnown(check(argument)), type: .boolean, span: span)
    }

    mutating func argumentCount(_ name: String, _ span: Span) {
        report("argument-count", span, Phrase(zh: "`\(name)` 的参数个数不对", en: "`\(name)` got a wrong number of arguments"))
    }

    /// The argument of a host function is a literal out of a closed list, so that a slip is seen when the policy is checked.
    private mutating func hostCall(_ host: Environment.HostFunction, _ arguments: Expr.Arguments, _ span: Span) -> TypedExpr {
        var values: [Expr] = []
        switch arguments {
        case .positional(let list): values = list
        case .named(let list): values = list.map(\.value)
        }
        guard let enumeration = host.argument else {
            if !values.isEmpty { argumentCount(host.name, span) }
            return TypedExpr(.host(host, argument: nil), type: host.result, span: span)
        }
        guard values.count == 1, let value = values.first else {
            argumentCount(host.name, span)
            return TypedExpr(.unresolved(host.name, .argument), type: host.result, span: span)
        }
        guard case .string(let text) = value.kind else {
            report(
                "literal-needed", value.span,
                Phrase(zh: "`\(host.name)` 的参数须是写在引号里的名称", en: "`\(host.name)` takes a name in quotes"))
            return TypedExpr(.unresolved(host.name, .argument), type: host.result, span: span)
        }
        let constant = TypedExpr(.constant(.string(text)), type: .string, span: value.span)
        let matched = enumerationConstant(constant, beside: .enumeration(enumeration))
        guard case .constant(.string(let canonical)) = matched.kind, enumeration.values.contains(canonical) else {
            return TypedExpr(.unresolved(host.name, .argument), type: host.result, span: span)
        }
        return TypedExpr(.host(host, argument: canonical), type: host.result, span: span)
    }

    private mutating func application(of builtin: Builtin, _ arguments: [Argument], _ span: Span) -> TypedExpr {
        var builtin = builtin
        guard var values = inOrder(arguments, of: &builtin, span) else {
            return TypedExpr(.unresolved(builtin.name, .argumentCount), type: .any, span: span)
        }
        // What is looked for in a list of an enumeration's values is one of them.
        if ["list contains", "index of"].contains(builtin.name), values.count == 2, case .list(let element) = values[0].type {
            values[1] = enumerationConstant(values[1], beside: element)
        }
        checkTypes(values, builtin, span)
        checkPattern(values, builtin)
        let base = scope.reserve(values.count)
        return TypedExpr(.builtin(builtin, values, arguments: base), type: builtin.result(values.map(\.type)), span: span)
    }

    /// The arguments in the order of the parameters, null for those left out before others; nil, and reported, when they don't fit. Names may leave one
    /// signature of several.
    private mutating func inOrder(_ arguments: [Argument], of builtin: inout Builtin, _ span: Span) -> [TypedExpr]? {
        let written = arguments.compactMap(\.name)
        if written.isEmpty {
            if builtin.accepts(count: arguments.count) { return arguments.map(\.value) }
            argumentCount(builtin.name, span)
            return nil
        }
        let names = written.map(\.name)
        let fitting = builtin.signature(named: names)
        if fitting == nil { reportNames(written, builtin, span) }
        // Named arguments that are left out are null (DMN 1.5, 10.3.2.15), although whoever leaves out what is needed made a slip.
        guard let signature = fitting ?? builtin.signature(lacking: names) else { return nil }
        builtin = builtin.narrowed(to: signature)
        let given = (signature.parameters.lastIndex { names.contains($0.name) } ?? 0) + 1
        return signature.parameters.prefix(max(given, signature.required)).map { parameter in
            arguments.first { $0.name?.name == parameter.name }?.value ?? TypedExpr(.constant(.null), type: .null, span: span)
        }
    }

    private mutating func reportNames(_ written: [Expr.Member], _ builtin: Builtin, _ span: Span) {
        let known = Set(builtin.signatures.flatMap { $0.parameters.map(\.name) })
        guard let stranger = written.first(where: { !known.contains($0.name) }) else { return argumentCount(builtin.name, span) }
        let nearest = nearestName(to: stranger.name, among: known)
        report(
            "unknown-argument", stranger.span,
            Phrase(
                zh: "`\(builtin.name)` 没有参数 `\(stranger.name)`", en: "`\(builtin.name)` has no parameter `\(stranger.name)`"),
            mend: nearest.map { Phrase(zh: "是否想写 `\($0)`？", en: "did you mean `\($0)`?") })
    }

    /// A pattern that is written down is read now, so that a slip in it is seen here.
    private mutating func checkPattern(_ values: [TypedExpr], _ builtin: Builtin) {
        let literals = values.map { value -> String? in
            if case .constant(.string(let text)) = value.kind { text } else { nil }
        }
        guard let fault = builtin.pattern?.fault(literals) else { return }
        let span = values[fault.argument].span
        report(fault.kind.rawValue, span, Reason(kind: fault.kind, site: Site(span: span, subject: builtin.name), found: []).message)
    }

    private mutating func checkTypes(_ values: [TypedExpr], _ builtin: Builtin, _ span: Span) {
        let types = values.map(\.type)
        if !builtin.mayAccept(types), let expected = builtin.signatures.first {
            for (index, value) in values.enumerated() {
                let parameter = expected.parameter(at: index)
                guard let parameter, builtin.signatures.count == 1, !value.type.mayBe(parameter.type) else { continue }
                report(
                    "argument-type", value.span,
                    Phrase(
                        zh: "`\(builtin.name)` 的参数 `\(parameter.name)` 应为 \(parameter.type.name)，这里是 \(value.type.name)",
                        en: "`\(builtin.name)` takes a \(parameter.type.name) as `\(parameter.name)`, this is a \(value.type.name)"))
            }
            if builtin.signatures.count > 1 {
                let list = types.map(\.name).joined(separator: ", ")
                report(
                    "argument-type", span,
                    Phrase(zh: "`\(builtin.name)` 不接受这些参数：\(list)", en: "`\(builtin.name)` doesn't accept these arguments: \(list)"))
            }
        }
    }
}
