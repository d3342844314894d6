import Diagnostics

/// An expression whose names are resolved and whose types are known as far as they can be: what the compiler takes.
package final class TypedExpr: Sendable {
    package let kind: Kind
    package let type: FEELType
    package let span: Span
    /// Levels of the tree: one more than the highest of its parts.
    let height: Int

    package init(_ kind: Kind, type: FEELType, span: Span) {
        self.kind = kind
        height = 1 + kind.parts.reduce(0) { max($0, $1.height) }
        self.type = type
        self.span = span
    }

    package enum Kind: Sendable {
        case constant(Datum)
        /// A slot of the frame.
        case variable(Environment.Variable)
        /// A local by its place on the stack, counted from the function's base.
        case local(Int)
        case negate(TypedExpr)
        case arithmetic(BinaryOperator, TypedExpr, TypedExpr)
        case comparison(BinaryOperator, TypedExpr, TypedExpr)
        case and(TypedExpr, TypedExpr)
        case or(TypedExpr, TypedExpr)
        case between(TypedExpr, low: TypedExpr, high: TypedExpr)
        /// `input` is the local of `?`, when a test mentions it.
        case within(TypedExpr, [Test], negated: Bool, input: Int?)
        case conditional(TypedExpr, then: TypedExpr, otherwise: TypedExpr)
        /// Iterators, each with the local its variable stands in; `partial` is the local of the results so far.
        case loop([Iterator], partial: Int, result: TypedExpr)
        case quantified(Expr.Quantifier, [Iterator], satisfies: TypedExpr)
        /// `item` is the local of the element; members of a context element are looked up through it.
        case filter(TypedExpr, item: Int, condition: TypedExpr)
        case builtin(Builtin, [TypedExpr], arguments: Int)
        case host(Environment.HostFunction, argument: String?)
        /// A host function over a period. `argument` is the period's ISO text and, after a space, the slot of the date it is counted from; `reads` what
        /// they were written as.
        case period(Environment.HostFunction, argument: String, reads: [TypedExpr])
        case isKnown(TypedExpr)
        case call(TypedExpr, [TypedExpr], names: [String]?, arguments: Int)
        case list([TypedExpr])
        /// Keys, values, and the local in which each value is kept for later entries.
        case context([(key: String, value: TypedExpr, local: Int)])
        case member(TypedExpr, String)
        /// A name in a filter that may be a member of the item, or else what it means outside.
        case itemMember(item: Int, String, otherwise: TypedExpr?)
        case range(low: TypedExpr?, lowClosed: Bool, high: TypedExpr?, highClosed: Bool)
        /// `(= x)` and `(!= x)` as values: ranges of one point, and of all but one.
        case point(TypedExpr, negated: Bool)
        case function(Lambda)
        case builtinReference(Builtin)
        case instanceOf(TypedExpr, FEELType)
        case table(TypedTable)
        /// What was reported already and can only come to null, for that reason.
        case unresolved(String, Reason.Kind)
    }

    package struct Iterator: Sendable {
        package var local: Int
        package var source: Source
        package enum Source: Sendable {
            case list(TypedExpr)
            case span(from: TypedExpr, to: TypedExpr)
        }
    }

    package enum Test: Sendable {
        case compare(BinaryOperator, TypedExpr)
        case interval(low: TypedExpr?, lowClosed: Bool, high: TypedExpr?, highClosed: Bool)
        /// Equality, membership of a list or range, or a boolean that mentions `?` (`isCondition`).
        case expression(TypedExpr, isCondition: Bool)
    }

    package struct Lambda: Sendable {
        package var parameters: [(name: String, type: FEELType?)]
        /// Locals of the enclosing function that the body reads, and the locals of the call they are copied to.
        package var captured: [(outer: Int, inner: Int)]
        /// The local of the first parameter; the others follow.
        package var firstParameter: Int
        /// How many locals the body needs.
        package var frameSize: Int
        package var body: TypedExpr
    }
}
