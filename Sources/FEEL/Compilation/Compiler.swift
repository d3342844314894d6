import Diagnostics

/// Turns a checked expression into closures. Whatever is known now (names, functions, constants, symbols) is resolved now.
package struct Compiler {
    let unit: CompilationUnit
    /// Makes the code of a host function; the host resolves the literal argument.
    package typealias HostCompiler = (Environment.HostFunction, String?) -> Code?
    let host: HostCompiler

    package init(unit: CompilationUnit, host: @escaping HostCompiler = { _, _ in nil }) {
        self.unit = unit
        self.host = host
    }

    package func program(_ expression: CheckedExpression) -> Program {
        switch expression.root.kind {
        case .and, .or, .between, .within:
            var builder = BranchBuilder(self)
            let part = builder.part(expression.root)
            return Program(code: part.code, jumps: builder.program(part), frameSize: expression.frameSize, unit: unit)
        case .variable(let variable) where variable.constant == nil:
            return Program(code: compile(leaf: expression.root), slot: variable.slot, frameSize: 0, unit: unit)
        default: return Program(code: compile(leaf: expression.root), frameSize: expression.frameSize, unit: unit)
        }
    }

    // Every level of the tree passes through this function, so it binds nothing itself (see `Checker.check`).
    func compile(_ expr: TypedExpr) -> Code {
        switch expr.kind {
        case .and, .or, .between, .within: condition(expr)
        default: compile(leaf: expr)
        }
    }

    /// A condition as jumps, and as closures for what they leave open.
    private func condition(_ expr: TypedExpr) -> Code {
        var builder = BranchBuilder(self)
        let part = builder.part(expr)
        return builder.code(part)
    }

    /// An expression as closures.
    func compile(leaf expr: TypedExpr) -> Code {
        switch expr.kind {
        case .constant, .variable, .local, .builtinReference, .unresolved, .host, .period: leaf(expr)
        case .arithmetic, .comparison: operation(expr)
        case .negate, .isKnown, .instanceOf, .member: unary(expr)
        case .and, .or: condition(expr)
        case .between, .within, .conditional: test(expr)
        case .loop, .quantified, .filter, .itemMember: iteration(expr)
        case .builtin, .call: application(expr)
        case .list, .context, .range, .point, .function, .table: construction(expr)
        }
    }

    private func leaf(_ expr: TypedExpr) -> Code {
        switch expr.kind {
        case .constant(let datum):
            let value = unit.constant(datum)
            return { _ in value }
        case .variable(let variable):
            if let datum = variable.constant {
                let value = unit.constant(datum)
                return { _ in value }
            }
            let slot = variable.slot
            if variable.isDeferred {
                return { m in
                    let value = m.pointee.slots[slot]
                    return value.tag == .deferred ? m.force(slot) : value
                }
            }
            return { m in m.pointee.slots[slot] }
        case .local(let local): return { m in m.pointee.locals[local] }
        case .builtinReference(let builtin):
            let index = Builtins.all.firstIndex { $0.name == builtin.name } ?? -1
            let value = Value.function(builtin: index)
            return { _ in value }
        case .host(let function, let argument): return call(function, argument, expr.span)
        case .period(let function, let argument, _): return call(function, argument, expr.span)
        case .unresolved(let name, let reason):
            let site = Site(span: expr.span, subject: name)
            return { m in m.pointee.fail(reason, site) }
        default: return { _ in .null }
        }
    }

    private func call(_ function: Environment.HostFunction, _ argument: String?, _ span: Span) -> Code {
        if let code = host(function, argument) { return code }
        let site = Site(span: span, subject: function.name)
        return { m in m.pointee.fail(.notAFunction, site) }
    }

    private func operation(_ expr: TypedExpr) -> Code {
        switch expr.kind {
        case .arithmetic(let op, let left, let right): arithmetic(op, left, right, expr.span)
        case .comparison(let op, let left, let right): comparison(op, left, right, expr.span)
        default: leaf(expr)
        }
    }

    private func unary(_ expr: TypedExpr) -> Code {
        switch expr.kind {
        case .negate(let operand):
            let code = compile(operand)
            let site = Site(span: expr.span, subject: "-")
            return { m in Arithmetic.negate(code(m), m, site) }
        case .isKnown(let operand):
            let code = compile(operand)
            return { m in .boolean(!code(m).isUnknown) }
        case .instanceOf(let operand, let type):
            let code = compile(operand)
            return { m in
                let value = code(m)
                return value.isUnknown ? value : .boolean(m.isInstance(value, of: type))
            }
        case .member(let base, let name): return member(compile(base), name, Site(span: expr.span, subject: name))
        default: return leaf(expr)
        }
    }

    private func test(_ expr: TypedExpr) -> Code {
        switch expr.kind {
        case .between(let value, let low, let high):
            let tests = [TypedExpr.Test.interval(low: low, lowClosed: true, high: high, highClosed: true)]
            return within(value, tests, negated: false, input: nil, Site(span: expr.span, subject: "between"))
        case .within(let value, let tests, let negated, let input):
            return within(value, tests, negated: negated, input: input, Site(span: expr.span, subject: "in"))
        case .conditional(let condition, let then, let otherwise): return conditional(compile(condition), compile(then), compile(otherwise))
        default: return leaf(expr)
        }
    }

    private func iteration(_ expr: TypedExpr) -> Code {
        switch expr.kind {
        case .loop(let iterators, let partial, let result): loop(iterators, partial, result, Site(span: expr.span, subject: "for"))
        case .quantified(let quantifier, let iterators, let satisfies): quantified(quantifier, iterators, satisfies, expr.span)
        case .filter(let list, let item, let condition): filter(list, item, condition, expr.span)
        case .itemMember(let item, let name, let otherwise): itemMember(item, name, otherwise, expr.span)
        default: leaf(expr)
        }
    }

    private func application(_ expr: TypedExpr) -> Code {
        switch expr.kind {
        case .builtin(let builtin, let arguments, let base): call(builtin, arguments, base, expr.span)
        case .call(let callee, let arguments, let names, let base): call(callee, arguments, names, base, expr.span)
        default: leaf(expr)
        }
    }

    private func construction(_ expr: TypedExpr) -> Code {
        switch expr.kind {
        case .list(let elements): return list(elements, Site(span: expr.span, subject: "[]"))
        case .context(let entries): return context(entries, Site(span: expr.span, subject: "{}"))
        case .range(let low, let lowClosed, let high, let highClosed):
            return range(low, lowClosed, high, highClosed, Site(span: expr.span, subject: ".."))
        case .point(let value, let negated): return point(value, negated, Site(span: expr.span, subject: negated ? "!=" : "="))
        case .function(let lambda):
            let function = CompiledFunction(lambda, type: expr.type, body: compile(lambda.body))
            let site = Site(span: expr.span, subject: "function")
            return { m in m.pointee.close(function, site) }
        case .table(let table): return self.table(table, expr.span)
        default: return leaf(expr)
        }
    }

    /// The value that an expression always has, nil when it depends on something.
    func constant(_ expr: TypedExpr) -> Value? {
        switch expr.kind {
        case .constant(let datum): unit.constant(datum)
        case .variable(let variable): variable.constant.map { unit.constant($0) }
        default: nil
        }
    }

    /// The slot that an expression simply reads, nil when it does more.
    func plainSlot(_ expr: TypedExpr) -> Int? {
        if case .variable(let variable) = expr.kind, !variable.isDeferred, variable.constant == nil { return variable.slot }
        return nil
    }
}

extension Compiler {
    /// A program of the host's own code.
    package func program(_ code: @escaping Code) -> Program { Program(code: code, frameSize: 0, unit: unit) }

    /// The conjunction of several expressions.
    package func program(allOf expressions: [CheckedExpression]) -> Program {
        var builder = BranchBuilder(self)
        // Each has locals of its own; they run one after the other on the same ones.
        guard let whole = builder.all(expressions.map(\.root), and(_:_:_:)) else { return program { _ in .true } }
        return Program(
            code: whole.code, jumps: builder.program(whole), frameSize: expressions.map(\.frameSize).max() ?? 0, unit: unit)
    }
}
