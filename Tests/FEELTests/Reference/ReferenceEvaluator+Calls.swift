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
                    ReferenceBuiltins.signatures[name].flatMap { Self.fitting($0, names) }?.parameters.map(\.name) ?? []
                } ?? target.parameters.map(\.name)
            guard order.sorted() == names.sorted() else { return .null }
            values = order.compactMap { name in names.firstIndex(of: name).map { values[$0] } }
        }
        return try run(target, values)
    }

    /// The signature that has all these parameters and needs no other.
    private static func fitting(_ signatures: [ReferenceBuiltins.Signature], _ names: [String]) -> ReferenceBuiltins.Signature? {
        signatures.first { signature in
            let own = signature.parameters.map(\.name)
            return Set(names).count == names.count && Set(names).isSubset(of: own) && Set(own.prefix(signature.required)).isSubset(of: names)
        }
    }

    func run(_ target: ReferenceFunction, _ values: [ReferenceValue]) throws -> ReferenceValue {
        if let builtin = target.builtin {
            guard let signatures = ReferenceBuiltins.signatures[builtin], signatures.contains(where: { $0.accepts(values.count) }) else {
                return .null
            }
            if let unknown = ReferenceValue.unknown(among: values) { return unknown }
            return try call(builtin, signatures, values)
        }
        guard values.count == target.parameters.count else { return .null }
        var inner: [String: ReferenceValue] = [:]
        for (parameter, value) in zip(target.parameters, values) {
            let argument = try parameter.type.map { try ReferenceTypes.coerced(value, $0) } ?? value
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
            guard let fitting = Self.fitting(signatures, names) else { return .null }
            let last = fitting.parameters.lastIndex { names.contains($0.name) } ?? 0
            values = try fitting.parameters[...last].map { parameter in
                try list.first { $0.name.name == parameter.name }.map { try evaluate($0.value, scope) } ?? .null
            }
            let meant = signatures.filter { $0.parameters.map(\.name) == fitting.parameters.map(\.name) }
            return try call(name, meant, values, named: true)
        }
        return try call(name, signatures, values)
    }

    /// Converts what is converted before a call, and calls.
    private func call(
        _ name: String, _ signatures: [ReferenceBuiltins.Signature], _ given: [ReferenceValue], named: Bool = false
    ) throws -> ReferenceValue {
        var values = given
        for index in values.indices {
            let kinds = signatures.filter { $0.accepts(values.count) }.map { $0.parameters[min(index, $0.parameters.count - 1)].kind }
            guard let kind = kinds.first, kinds.allSatisfy({ $0 == kind }) else { continue }
            if kind == .any { continue }
            values[index] = ReferenceTypes.converted(values[index], toList: kind == .list) { kind.takes($0) }
        }
        if let unknown = ReferenceValue.unknown(among: values) { return unknown }
        // Named arguments say which signature is meant.
        let isMeant = signatures.contains { signature in
            zip(signature.parameters, values).allSatisfy { $1.isNull || $0.kind.takes($1) }
        }
        if named, signatures.count < ReferenceBuiltins.signatures[name]?.count ?? 0, !isMeant { return .null }
        let result = try apply(name, values)
        if !result.isNull { answered.insert(name) }
        return result
    }
}

extension Expr {
    /// Whether the name stands anywhere in it.
    func mentions(_ name: String) -> Bool {
        if kind == .name(name) { return true }
        return children.contains { $0.mentions(name) }
    }
}
