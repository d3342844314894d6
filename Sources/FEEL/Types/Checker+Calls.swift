import Diagnostics

extension Checker {
    mutating func call(_ callee: Expr, _ arguments: Expr.Arguments, _ span: Span) -> TypedExpr {
        if case .name(let name) = callee.kind {
            if scope.lookup(name) == nil {
                if name == "is known", environment.hasUnknowns { return isKnown(arguments, span) }
                if let host = environment.functions[name] { return hostCall(host, arguments, span) }
                if environment.variables[name] == nil {
                    if environment.forbiddenBuiltins.contains(name) {
                        report(
                            "forbidden-function", callee.span,
                            Phrase(
                                zh: "这里不能用 `\(name)`：结果只取决于记录和所问的日期",
                                en: "`\(name)` isn't allowed here: an outcome depends on the record and the day asked for alone"))
                        return TypedExpr(.unresolved(name), type: .any, span: span)
                    }
                    if let builtin = Builtins.table[name] { return builtinCall(builtin, callee.span, arguments, span) }
                    if find(name, callee.span) == nil {
                        let known = Array(Builtins.table.keys) + Array(environment.functions.keys)
                        let nearest = nearestName(to: name, among: known)
                        report(
                            "unknown-function", callee.span, Phrase(zh: "没有函数 `\(name)`", en: "unknown function `\(name)`"),
                            mend: nearest.map { Phrase(zh: "是否想写 `\($0)`？", en: "did you mean `\($0)`?") })
                        checkAll(arguments)
                        return TypedExpr(.unresolved(name), type: .any, span: span)
                    }
                }
            }
        }
        let function = check(callee)
        let base: Int
        let checked: [TypedExpr]
        var names: [String]?
        switch arguments {
        case .positional(let list): checked = list.map { check($0) }
        case .named(let list):
            checked = list.map { check($0.value) }
            names = list.map(\.name.name)
        }
        base = scope.reserve(checked.count)
        var type = FEELType.any
        if case .function(_, let result) = function.type { type = result }
        return TypedExpr(.call(function, checked, names: names, arguments: base), type: type, span: span)
    }

    private mutating func checkAll(_ arguments: Expr.Arguments) {
        switch arguments {
        case .positional(let list): for argument in list { _ = check(argument) }
        case .named(let list): for argument in list { _ = check(argument.value) }
        }
    }

    private mutating func isKnown(_ arguments: Expr.Arguments, _ span: Span) -> TypedExpr {
        guard case .positional(let list) = arguments, list.count == 1, let argument = list.first else {
            argumentCount("is known", span)
            return TypedExpr(.constant(.null), type: .boolean, span: span)
        }
        return TypedExpr(.isKnown(check(argument)), type: .boolean, span: span)
    }

    private mutating func argumentCount(_ name: String, _ span: Span) {
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
            return TypedExpr(.unresolved(host.name), type: host.result, span: span)
        }
        guard case .string(let text) = value.kind else {
            report(
                "literal-needed", value.span,
                Phrase(zh: "`\(host.name)` 的参数须是写在引号里的名称", en: "`\(host.name)` takes a name in quotes"))
            return TypedExpr(.unresolved(host.name), type: host.result, span: span)
        }
        let constant = TypedExpr(.constant(.string(text)), type: .string, span: value.span)
        let matched = enumerationConstant(constant, beside: .enumeration(enumeration))
        guard case .constant(.string(let canonical)) = matched.kind, enumeration.values.contains(canonical) else {
            return TypedExpr(.unresolved(host.name), type: host.result, span: span)
        }
        return TypedExpr(.host(host, argument: canonical), type: host.result, span: span)
    }

    private mutating func builtinCall(_ builtin: Builtin, _ nameSpan: Span, _ arguments: Expr.Arguments, _ span: Span) -> TypedExpr {
        var values: [TypedExpr]
        switch arguments {
        case .positional(let list):
            values = list.map { check($0) }
            guard builtin.accepts(count: values.count) else {
                argumentCount(builtin.name, span)
                return TypedExpr(.unresolved(builtin.name), type: .any, span: span)
            }
        case .named(let list):
            let written = list.map(\.name.name)
            guard let signature = builtin.signature(named: written) else {
                let known = Set(builtin.signatures.flatMap { $0.parameters.map(\.name) })
                if let stranger = list.first(where: { !known.contains($0.name.name) }) {
                    let nearest = nearestName(to: stranger.name.name, among: known)
                    report(
                        "unknown-argument", stranger.name.span,
                        Phrase(
                            zh: "`\(builtin.name)` 没有参数 `\(stranger.name.name)`",
                            en: "`\(builtin.name)` has no parameter `\(stranger.name.name)`"),
                        mend: nearest.map { Phrase(zh: "是否想写 `\($0)`？", en: "did you mean `\($0)`?") })
                } else {
                    argumentCount(builtin.name, span)
                }
                for argument in list { _ = check(argument.value) }
                return TypedExpr(.unresolved(builtin.name), type: .any, span: span)
            }
            let checked = list.map { (name: $0.name.name, value: check($0.value)) }
            values = signature.parameters.map { parameter in
                checked.first { $0.name == parameter.name }?.value ?? TypedExpr(.constant(.null), type: .null, span: span)
            }
            while let last = values.last, case .constant(.null) = last.kind, last.span == span,
                values.count > signature.required
            {
                values.removeLast()
            }
        }
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
        let base = scope.reserve(values.count)
        return TypedExpr(.builtin(builtin, values, arguments: base), type: builtin.result(types), span: span)
    }
}
