import Diagnostics

extension Compiler {
    func call(_ builtin: Builtin, _ arguments: [TypedExpr], _ base: Int, _ span: Span) -> Code {
        let site = Site(span: span, subject: builtin.name)
        let body = builtin.pattern?.prepared(arguments.map { constant($0) }) ?? builtin.body
        let count = arguments.count
        let store = storing(arguments[...], builtin, base, count)
        return { m in
            store(m)
            let values = m.pointee.locals + base
            if let unknown = m.unknown(among: values, count) { return unknown }
            guard m.pointee.step(Builtins.cost(values, count)) else { return m.pointee.fail(.budget, site) }
            return body(m, values, count, site)
        }
    }

    /// Evaluates arguments one after the other into locals: a tree of closures, which are called without being retained, no deeper than it must be.
    private func storing(_ arguments: ArraySlice<TypedExpr>, _ builtin: Builtin, _ base: Int, _ count: Int) -> @Sendable (MachineRef) -> Void {
        guard let argument = arguments.first else { return { _ in } }
        if arguments.count > 1 {
            let middle = arguments.startIndex + arguments.count / 2
            let (first, second) = (storing(arguments[..<middle], builtin, base, count), storing(arguments[middle...], builtin, base, count))
            return { m in
                first(m)
                second(m)
            }
        }
        let code = compile(argument)
        let conversion = builtin.conversion(at: arguments.startIndex, of: count)
        let wantsList = conversion.isToList
        let local = base + arguments.startIndex
        return { m in
            // The argument is stored only when it is there: evaluating it may use the stack above.
            var value = code(m)
            // Most arguments are what is asked for, which their tags tell.
            if (value.tag == .list) != wantsList || value.tag == .date { value = m.implicitly(value, conversion) }
            m.pointee.locals[local] = value
        }
    }

    func call(_ callee: TypedExpr, _ arguments: [TypedExpr], _ names: [String]?, _ base: Int, _ span: Span) -> Code {
        let function = compile(callee)
        let codes = arguments.map { compile($0) }
        let site = Site(span: span, subject: CheckedExpression.describe(callee))
        let count = codes.count
        return { m in
            let target = function(m)
            for (index, code) in codes.enumerated() { m.pointee.locals[base + index] = code(m) }
            let values = m.pointee.locals + base
            if let names, let failure = m.arrange(values, count, names, for: target, site) { return failure }
            return m.call(target, values, count, site)
        }
    }
}

extension MachineRef {
    /// Puts named arguments into the order of the parameters of a function that is only known now; gives what the call comes to when they don't fit.
    fileprivate func arrange(_ values: UnsafeMutablePointer<Value>, _ count: Int, _ names: [String], for target: Value, _ site: Site) -> Value? {
        guard target.tag == .function else { return target.isUnknown ? target : pointee.fail(.notAFunction, site, target) }
        guard let order = parameterNames(of: target, called: names), order.count == count, Set(order) == Set(names) else {
            return pointee.fail(.argumentCount, site)
        }
        let given = Array(UnsafeBufferPointer(start: values, count: count))
        for (position, name) in order.enumerated() {
            if let index = names.firstIndex(of: name) { values[position] = given[index] }
        }
        return nil
    }
}

extension MachineRef {
    /// The parameters' names of a function whose arguments are given by these.
    func parameterNames(of function: Value, called names: [String]) -> [String]? {
        let index = Int(function.bits)
        if function.aux == 1 {
            guard index >= 0, index < Builtins.all.count else { return nil }
            return Builtins.all[index].signature(named: names)?.parameters.map(\.name)
        }
        guard index >= 0, index < pointee.closures.count else { return nil }
        return pointee.closures[index].function.parameterNames
    }
}
