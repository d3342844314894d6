import Diagnostics

/// An expression that was parsed, resolved and typed, with everything that was found on the way.
package struct CheckedExpression: Sendable {
    /// The tree as written; nil when it couldn't be parsed, and for a table.
    package let written: Expr?
    /// The resolved tree; null where it couldn't be parsed.
    package let root: TypedExpr
    package let source: SourceText
    package let frameSize: Int
    package let diagnostics: [Diagnostic]

    package var type: FEELType { root.type }

    /// Parses and checks an expression.
    package init(_ source: SourceText, environment: Environment) {
        self.init(Parser.parseExpression(source, names: environment.names, members: environment.members), source, environment) { $0.check($1) }
    }

    /// Parses and checks unary tests, whose input is the variable `?`.
    package init(unaryTests source: SourceText, environment: Environment) {
        self.init(Parser.parseUnaryTests(source, names: environment.names, members: environment.members), source, environment) { $0.tests($1) }
    }

    /// The same expression with another tree.
    package init(_ expression: CheckedExpression, root: TypedExpr, frameSize: Int) {
        written = expression.written
        source = expression.source
        diagnostics = expression.diagnostics
        self.root = root
        self.frameSize = frameSize
    }

    /// Parses and checks a decision table.
    package init(table: TableText, environment: Environment) {
        var checker = TableChecker(table, environment)
        source = table.source
        written = nil
        root = checker.check()
        frameSize = checker.frameSize
        diagnostics = checker.diagnostics
    }

    private init(
        _ parsed: ParseResult, _ source: SourceText, _ environment: Environment, check: (inout Checker, Expr) -> TypedExpr
    ) {
        self.source = source
        written = parsed.expr
        guard let expr = parsed.expr else {
            root = TypedExpr(.constant(.null), type: .any, span: Span(0, source.bytes.count))
            frameSize = 0
            diagnostics = parsed.diagnostics
            return
        }
        var checker = Checker(environment: environment, source: source)
        root = check(&checker, expr)
        frameSize = checker.scope.frames[0].size
        diagnostics = parsed.diagnostics + checker.diagnostics
    }

    package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    /// The slots of the frame that it reads, in order of first mention.
    package var slots: [Int] {
        var found: [Int] = []
        root.visit { expr in
            if case .variable(let variable) = expr.kind, !found.contains(variable.slot) { found.append(variable.slot) }
        }
        return found
    }

    /// The host functions that it calls, with their literal arguments, in order of mention.
    package var hostCalls: [(function: Environment.HostFunction, argument: String?)] {
        var found: [(Environment.HostFunction, String?)] = []
        root.visit { if case .host(let function, let argument) = $0.kind { found.append((function, argument)) } }
        return found
    }

    static func describe(_ expr: TypedExpr) -> String {
        switch expr.kind {
        case .variable(let variable): variable.name
        case .member(_, let name), .itemMember(_, let name, _), .unresolved(let name, _): name
        default: "function"
        }
    }
}

extension TypedExpr {
    /// Calls `body` for this expression and everything in it, from the outside in, left to right.
    package func visit(_ body: (TypedExpr) -> Void) {
        var pending = [self]
        while let next = pending.popLast() {
            body(next)
            pending.append(contentsOf: next.children.reversed())
        }
    }

    /// The expressions directly in this one, left to right.
    package var children: [TypedExpr] { kind.parts }
}

extension TypedExpr.Kind {
    var parts: [TypedExpr] {
        switch self {
        case .constant, .variable, .local, .host, .builtinReference, .unresolved: []
        case .negate(let a), .isKnown(let a), .member(let a, _), .instanceOf(let a, _), .point(let a, _): [a]
        case .arithmetic(_, let a, let b), .comparison(_, let a, let b), .and(let a, let b), .or(let a, let b): [a, b]
        case .between(let a, let b, let c), .conditional(let a, let b, let c): [a, b, c]
        case .within(let value, let tests, _, _): [value] + tests.flatMap(\.children)
        case .loop(let iterators, _, let body), .quantified(_, let iterators, let body): iterators.flatMap(\.children) + [body]
        case .filter(let list, _, let condition): [list, condition]
        case .builtin(_, let arguments, _): arguments
        case .call(let callee, let arguments, _, _): [callee] + arguments
        case .list(let elements): elements
        case .context(let entries): entries.map(\.value)
        case .itemMember(_, _, let otherwise): otherwise.map { [$0] } ?? []
        case .range(let low, _, let high, _): [low, high].compactMap { $0 }
        case .function(let lambda): [lambda.body]
        case .table(let table): table.parts
        }
    }
}

extension TypedExpr.Test {
    var children: [TypedExpr] {
        switch self {
        case .compare(_, let expr), .expression(let expr, _): [expr]
        case .interval(let low, _, let high, _): [low, high].compactMap { $0 }
        }
    }
}

extension TypedExpr.Iterator {
    var children: [TypedExpr] {
        switch source {
        case .list(let expr): [expr]
        case .span(let from, let to): [from, to]
        }
    }
}
