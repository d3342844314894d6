/// A user-defined function, compiled.
package final class CompiledFunction: Sendable {
    package let parameterNames: [String]
    let parameterTypes: [FEELType?]
    let firstParameter: Int
    let frameSize: Int
    let captured: [(outer: Int, inner: Int)]
    let body: Code
    let type: FEELType
    /// What a call takes of ``Machine/Limit/depth``: the levels of its body, and those of the call itself.
    let weight: Int

    /// What a builtin takes that is called as a value, or that calls a function in its turn: its frames are larger than those of an expression.
    static let builtinWeight = 16

    init(_ lambda: TypedExpr.Lambda, type: FEELType, body: @escaping Code) {
        parameterNames = lambda.parameters.map(\.name)
        parameterTypes = lambda.parameters.map(\.type)
        firstParameter = lambda.firstParameter
        frameSize = lambda.frameSize
        captured = lambda.captured
        self.body = body
        self.type = type
        weight = lambda.body.height + 4
    }
}

/// A user-defined function with what it captured when it was made.
@usableFromInline
package struct Closure {
    let function: CompiledFunction
    fileprivate(set) var values: [Value]
}

extension Value {
    /// A function: a user-defined one by its place among the machine's closures, a builtin by its place in the table.
    static func function(closure index: Int) -> Value { Value(tag: .function, aux: 0, bits: Int64(index)) }
    static func function(builtin index: Int) -> Value { Value(tag: .function, aux: 1, bits: Int64(index)) }
}

extension Machine {
    /// Makes a function value of a compiled function and the locals it captures; null when the budget is used up, of which a function takes
    /// more than other values do of memory.
    mutating func close(_ function: CompiledFunction, _ site: Site) -> Value {
        guard step(16 + function.captured.count) else { return fail(.budget, site) }
        closures.append(Closure(function: function, values: function.captured.map { locals[$0.outer] }))
        return .function(closure: closures.count - 1)
    }

    /// Gives a function itself where it captured the local that it is about to stand in.
    mutating func bind(_ function: Value, to local: Int) {
        let index = Int(function.bits)
        guard function.tag == .function, function.aux == 0, closures.indices.contains(index) else { return }
        for (place, capture) in closures[index].function.captured.enumerated() where capture.outer == local {
            closures[index].values[place] = function
        }
    }
}

extension TypedExpr {
    /// Whether it is a function that captures this local.
    func captures(_ local: Int) -> Bool {
        if case .function(let lambda) = kind { return lambda.captured.contains { $0.outer == local } }
        return false
    }
}

extension MachineRef {
    /// Calls a function value. Arguments are in the order of the parameters.
    func call(_ callee: Value, _ arguments: UnsafePointer<Value>, _ count: Int, _ site: Site) -> Value {
        guard callee.tag == .function else { return callee.isUnknown ? callee : pointee.fail(.notAFunction, site, callee) }
        let index = Int(callee.bits)
        if callee.aux == 1 { return callBuiltin(index, arguments, count, site) }
        guard index >= 0, index < pointee.closures.count else { return pointee.fail(.notAFunction, site, callee) }
        let base = pointee.top
        if let failure = prepare(pointee.closures[index], at: base, arguments, count, site) { return failure }
        return run(pointee.closures[index].function, at: base)
    }

    private func callBuiltin(_ index: Int, _ arguments: UnsafePointer<Value>, _ count: Int, _ site: Site) -> Value {
        guard index >= 0, index < Builtins.all.count else { return pointee.fail(.notAFunction, site) }
        let builtin = Builtins.all[index]
        guard builtin.accepts(count: count) else { return pointee.fail(.argumentCount, site) }
        if let unknown = unknown(among: arguments, count) { return unknown }
        guard pointee.step(Builtins.cost(arguments, count)) else { return pointee.fail(.budget, site) }
        guard pointee.depth + CompiledFunction.builtinWeight < Machine.Limit.depth else { return pointee.fail(.tooDeep, site) }
        pointee.depth += CompiledFunction.builtinWeight
        defer { pointee.depth -= CompiledFunction.builtinWeight }
        return withUnsafeTemporaryAllocation(of: Value.self, capacity: max(1, count)) { converted in
            guard let values = converted.baseAddress else { return pointee.fail(.memory, site) }
            for place in 0..<count {
                values[place] = implicitly(arguments[place], builtin.conversion(at: place, of: count))
            }
            return builtin.body(self, values, count, site)
        }
    }

    /// Puts what a function captured and its arguments into its frame; gives what the call comes to when it can't be made.
    private func prepare(
        _ closure: Closure, at base: UnsafeMutablePointer<Value>, _ arguments: UnsafePointer<Value>, _ count: Int, _ site: Site
    ) -> Value? {
        let function = closure.function
        guard count == function.parameterNames.count else { return pointee.fail(.argumentCount, site) }
        guard pointee.depth + function.weight < Machine.Limit.depth, pointee.localsEnd - base > function.frameSize else {
            return pointee.fail(.tooDeep, site)
        }
        guard pointee.step() else { return pointee.fail(.budget, site) }
        for (capture, value) in zip(function.captured, closure.values) { base[capture.inner] = value }
        for position in 0..<count {
            var argument = arguments[position]
            if let type = function.parameterTypes[position] {
                argument = coerced(argument, to: type)
                if argument.isNull, !arguments[position].isNull { return pointee.fail(.argument, site, arguments[position]) }
            }
            base[function.firstParameter + position] = argument
        }
        return nil
    }

    private func run(_ function: CompiledFunction, at base: UnsafeMutablePointer<Value>) -> Value {
        let (locals, top) = (pointee.locals, pointee.top)
        pointee.locals = base
        pointee.top = base + function.frameSize
        pointee.depth += function.weight
        let result = function.body(self)
        pointee.depth -= function.weight
        pointee.locals = locals
        pointee.top = top
        return result
    }

    /// The unknown that these values make together, nil when all are known.
    package func unknown(among values: UnsafePointer<Value>, _ count: Int) -> Value? {
        for index in 0..<count where values[index].isUnknown {
            var all = values[index]
            for further in (index + 1)..<max(count, index + 1) where values[further].isUnknown {
                all = pointee.unknown(all, values[further])
            }
            return all
        }
        return nil
    }
}
