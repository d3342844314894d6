import FEEL

extension ReferenceEvaluator {
    func call(_ callee: Expr, _ arguments: Expr.Arguments, _ scope: ReferenceScope) throws -> ReferenceValue {
        if case .name(let name) = callee.kind, !isShadowed(name, scope) {
            if name == "is known" {
                guard case .positional(let list) = arguments, list.count == 1 else { return .null }
                return try .boolean(evaluate(list[0], scope).facts == nil)
            }
            if let signatures = ReferenceBuiltins.signatures[name] { return try callBuiltin(name, signatures, arguments, scope) }
        }
        let function = try evaluate(callee, scope)
        var values: [ReferenceValue]
        var names: [String]?
        switch arguments {
        case .positional(let list): values = try list.map { try evaluate($0, scope) }
        case .named(let list):
            values = try list.map { try evaluate($0.value, scope) }
            names = list.map(\.name.name)
        }
        if function.facts != nil { return function }
        guard case .function(let target) = function else { return .null }
        if let names {
            let order =
                target.builtin.map { name in
                    ReferenceBuiltins.signatures[name]?.first { $0.parameters.count == names.count }?.parameters.map(\.name) ?? []
                } ?? target.parameters.map(\.name)
            guard order.sorted() == names.sorted() else { return .null }
            values = order.compactMap { name in names.firstIndex(of: name).map { values[$0] } }
        }
        if let builtin = target.builtin {
            guard let signatures = ReferenceBuiltins.signatures[builtin], signatures.contains(where: { $0.accepts(values.count) }) else {
                return .null
            }
            return try .unknown(among: values) ?? ReferenceBuiltins.call(builtin, values)
        }
        guard values.count == target.parameters.count else { return .null }
        var inner: [String: ReferenceValue] = [:]
        for (parameter, value) in zip(target.parameters, values) {
            let argument = parameter.type.map { ReferenceTypes.coerced(value, $0) } ?? value
            if argument.isNull, !value.isNull { return .null }
            inner[parameter.name] = argument
        }
        return try evaluate(target.body, .inner(inner, target.scope))
    }

    private func callBuiltin(
        _ name: String, _ signatures: [ReferenceBuiltins.Signature], _ arguments: Expr.Arguments, _ scope: ReferenceScope
    ) throws -> ReferenceValue {
        var values: [ReferenceValue]
        switch arguments {
        case .positional(let list):
            guard signatures.contains(where: { $0.accepts(list.count) }) else { return .null }
            values = try list.map { try evaluate($0, scope) }
        case .named(let list):
            let names = list.map(\.name.name)
            let fitting = signatures.first { signature in
                let own = signature.parameters.map(\.name)
                return Set(names).count == names.count && Set(names).isSubset(of: own) && Set(own.prefix(signature.required)).isSubset(of: names)
            }
            guard let fitting else { return .null }
            let last = fitting.parameters.lastIndex { names.contains($0.name) } ?? 0
            values = try fitting.parameters[...last].map { parameter in
                try list.first { $0.name.name == parameter.name }.map { try evaluate($0.value, scope) } ?? .null
            }
        }
        for index in values.indices {
            let kinds = signatures.filter { $0.accepts(values.count) }.map { $0.parameters[min(index, $0.parameters.count - 1)].kind }
            guard let kind = kinds.first, kinds.allSatisfy({ $0 == kind }) else { continue }
            values[index] = ReferenceTypes.converted(values[index], toList: kind == .list) { kind.takes($0) }
        }
        return try .unknown(among: values) ?? ReferenceBuiltins.call(name, values)
    }
}

extension Expr {
    /// Whether the name stands anywhere in it.
    func mentions(_ name: String) -> Bool {
        if kind == .name(name) { return true }
        return children.contains { $0.mentions(name) }
    }
}
