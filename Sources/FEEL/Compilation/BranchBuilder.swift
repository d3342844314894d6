import Diagnostics

/// Makes a ``BranchProgram`` of a condition, and beside it the closures that say what it comes to where that isn't plain. Both run the same code for
/// what isn't a leaf of the program.
struct BranchBuilder {
    private let compiler: Compiler
    private var branches: [BranchProgram.Branch] = []
    private var steps: [BranchProgram.Step] = []

    /// What a part has become: its closures, and the ways out of it when it holds and when it doesn't, each a leaf's number twice, and one more for the
    /// way on which the leaf itself doesn't hold.
    struct Part {
        var code: Code
        fileprivate var whenTrue: [Int]
        fileprivate var whenFalse: [Int]
    }

    /// More leaves than this stay closures.
    private static let most = 500

    init(_ compiler: Compiler) { self.compiler = compiler }

    /// The finished program of a part; nil where closures do as well.
    mutating func program(_ part: Part) -> BranchProgram? {
        guard branches.count <= BranchBuilder.most, branches.contains(where: { $0.kind != .step }) else { return nil }
        go(part.whenTrue, to: BranchProgram.holds)
        go(part.whenFalse, to: BranchProgram.fails)
        return BranchProgram(branches, steps)
    }

    /// Both in one: the program, and the closures where it doesn't know.
    mutating func code(_ part: Part) -> Code {
        guard let program = program(part) else { return part.code }
        let code = part.code
        return { m in
            let value = program.run(m)
            return value.isNull ? code(m) : value
        }
    }

    // MARK: Parts

    mutating func part(_ expr: TypedExpr) -> Part {
        switch expr.kind {
        case .and(let left, let right):
            let a = part(left)
            go(a.whenTrue)
            return and(a, part(right), compiler.and(_:_:_:), expr.span)
        case .or(let left, let right):
            let a = part(left)
            go(a.whenFalse)
            let b = part(right)
            return Part(
                code: compiler.or(a.code, b.code, expr.span), whenTrue: joined(a.whenTrue, b.whenTrue), whenFalse: b.whenFalse)
        default: return leaf(expr)
        }
    }

    /// Two parts of which the second is only asked when the first holds.
    private func and(_ a: Part, _ b: Part, _ code: (@escaping Code, @escaping Code, Span) -> Code, _ span: Span) -> Part {
        Part(code: code(a.code, b.code, span), whenTrue: b.whenTrue, whenFalse: joined(a.whenFalse, b.whenFalse))
    }

    /// All of several parts, joined by closures of the caller's own.
    mutating func all(_ parts: [TypedExpr], _ code: (@escaping Code, @escaping Code, Span) -> Code) -> Part? {
        guard let first = parts.first else { return nil }
        var whole = part(first)
        for next in parts.dropFirst() {
            go(whole.whenTrue)
            whole = and(whole, part(next), code, next.span)
        }
        return whole
    }

    /// Lets ways out go on at the next leaf.
    private mutating func go(_ exits: [Int]) {
        if branches.count <= BranchBuilder.most { go(exits, to: Int16(branches.count)) }
    }

    private mutating func go(_ exits: [Int], to next: Int16) {
        for exit in exits {
            if exit & 1 == 0 { branches[exit / 2].onTrue = next } else { branches[exit / 2].onFalse = next }
        }
    }

    /// Exits of a condition that has too many leaves needn't be kept.
    private func joined(_ a: [Int], _ b: [Int]) -> [Int] { branches.count <= BranchBuilder.most ? a + b : [] }

    // MARK: Leaves

    private mutating func leaf(_ expr: TypedExpr) -> Part {
        let code = compiler.compile(leaf: expr)
        guard branches.count <= BranchBuilder.most else { return Part(code: code, whenTrue: [], whenFalse: []) }
        if let exits = plain(expr) { return Part(code: code, whenTrue: exits.whenTrue, whenFalse: exits.whenFalse) }
        steps.append(BranchProgram.Step(code))
        let exits = append(BranchProgram.Branch(kind: .step, place: Int32(steps.count - 1)))
        return Part(code: code, whenTrue: exits.whenTrue, whenFalse: exits.whenFalse)
    }

    private typealias Exits = (whenTrue: [Int], whenFalse: [Int])

    private mutating func append(_ branch: BranchProgram.Branch) -> Exits {
        branches.append(branch)
        let number = 2 * (branches.count - 1)
        return ([number], [number + 1])
    }

    /// The leaves of what compares a place with constants; nil, with nothing added, of anything else.
    private mutating func plain(_ expr: TypedExpr) -> Exits? {
        let start = branches.count
        if let exits = exits(expr) { return exits }
        branches.removeLast(branches.count - start)
        return nil
    }

    private mutating func exits(_ expr: TypedExpr) -> Exits? {
        switch expr.kind {
        case .variable(let variable) where variable.constant == nil && variable.type == .boolean:
            return append(BranchProgram.Branch(kind: .flag, place: Int32(variable.slot)))
        case .comparison(let op, let left, let right):
            if let place = place(left), let constant = compiler.constant(right) { return comparison(op, place, constant) }
            if let place = place(right), let constant = compiler.constant(left) { return comparison(op.mirrored, place, constant) }
            return nil
        case .between(let value, let low, let high):
            guard let place = place(value) else { return nil }
            return interval(place, low, true, high, true)
        case .within(let value, let tests, let negated, nil):
            guard let place = place(value), let exits = disjunction(place, tests) else { return nil }
            return negated ? (exits.whenFalse, exits.whenTrue) : exits
        case .builtin(let builtin, let arguments, _) where builtin.name == "not" && arguments.count == 1:
            guard let exits = exits(arguments[0]) else { return nil }
            return (exits.whenFalse, exits.whenTrue)
        default: return nil
        }
    }

    /// A slot or local that is simply read.
    private func place(_ expr: TypedExpr) -> (isLocal: Bool, number: Int32)? {
        if let slot = compiler.plainSlot(expr) { return (false, Int32(slot)) }
        if case .local(let local) = expr.kind { return (true, Int32(local)) }
        return nil
    }

    private mutating func comparison(_ op: BinaryOperator, _ place: (isLocal: Bool, number: Int32), _ constant: Value) -> Exits? {
        var branch = BranchProgram.Branch(
            kind: .equal, tag: constant.tag, exponent: constant.exponent, isLocal: place.isLocal, place: place.number, bits: constant.bits)
        switch constant.tag {
        case .string where constant.aux != 0:
            guard op == .equal || op == .notEqual else { return nil }
            branch.kind = .symbol
            branch.symbol = constant.aux
        case .boolean:
            guard op == .equal || op == .notEqual else { return nil }
            branch.kind = .flag
            let exits = append(branch)
            return (op == .equal) == constant.isTrue ? exits : (exits.whenFalse, exits.whenTrue)
        case .number, .date:
            switch op {
            case .less, .greaterOrEqual: branch.kind = .less
            case .lessOrEqual, .greater: branch.kind = .lessOrEqual
            case .equal, .notEqual: branch.kind = .equal
            default: return nil
            }
        default: return nil
        }
        let exits = append(branch)
        switch op {
        case .notEqual, .greater, .greaterOrEqual: return (exits.whenFalse, exits.whenTrue)
        default: return exits
        }
    }

    private mutating func interval(
        _ place: (isLocal: Bool, number: Int32), _ low: TypedExpr?, _ lowClosed: Bool, _ high: TypedExpr?, _ highClosed: Bool
    ) -> Exits? {
        guard let low, let high, let from = compiler.constant(low), let to = compiler.constant(high),
            from.tag == .number || from.tag == .date, to.tag == from.tag,
            let first = comparison(lowClosed ? .greaterOrEqual : .greater, place, from)
        else { return nil }
        go(first.whenTrue)
        guard let second = comparison(highClosed ? .lessOrEqual : .less, place, to) else { return nil }
        return (second.whenTrue, first.whenFalse + second.whenFalse)
    }

    /// One of several tests of a place. Texts among them are one leaf.
    private mutating func disjunction(_ place: (isLocal: Bool, number: Int32), _ tests: [TypedExpr.Test]) -> Exits? {
        var symbols: [UInt16] = []
        var whole: Exits?
        for test in tests {
            let next: Exits?
            switch test {
            case .expression(let operand, false):
                if let texts = texts(operand) {
                    symbols += texts
                    continue
                }
                guard let constant = compiler.constant(operand), constant.tag == .number || constant.tag == .date else { return nil }
                next = either(whole) { $0.comparison(.equal, place, constant) }
            case .compare(let op, let operand):
                guard let constant = compiler.constant(operand) else { return nil }
                next = either(whole) { $0.comparison(op, place, constant) }
            case .interval(let low, let lowClosed, let high, let highClosed):
                next = either(whole) { $0.interval(place, low, lowClosed, high, highClosed) }
            case .expression: return nil
            }
            guard let next else { return nil }
            whole = next
        }
        guard let least = symbols.min(), let most = symbols.max() else { return whole }
        guard most - least < 64 else { return nil }
        return either(whole) { builder in
            var set: UInt64 = 0
            for symbol in symbols { set |= 1 << UInt64(symbol - least) }
            return builder.append(
                BranchProgram.Branch(
                    kind: .symbols, isLocal: place.isLocal, place: place.number, symbol: least, bits: Int64(bitPattern: set)))
        }
    }

    private mutating func either(_ first: Exits?, _ second: (inout BranchBuilder) -> Exits?) -> Exits? {
        guard let first else { return second(&self) }
        go(first.whenFalse)
        guard let second = second(&self) else { return nil }
        return (first.whenTrue + second.whenTrue, second.whenFalse)
    }

    /// The symbols of a constant text, or of a list of them.
    private func texts(_ expr: TypedExpr) -> [UInt16]? {
        if case .list(let elements) = expr.kind {
            let symbols = elements.compactMap { texts($0) }
            return symbols.count == elements.count && !elements.isEmpty ? symbols.flatMap { $0 } : nil
        }
        guard let constant = compiler.constant(expr), constant.tag == .string, constant.aux != 0 else { return nil }
        return [constant.aux]
    }
}
