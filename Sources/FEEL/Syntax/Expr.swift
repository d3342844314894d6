import Diagnostics

/// A FEEL expression as it was written: what kind, and where. Equality looks at the shape only, never at the place.
package struct Expr: Sendable, Equatable {
    package var kind: Kind
    package var span: Span

    package init(_ kind: Kind, _ span: Span) {
        self.kind = kind
        self.span = span
    }

    package static func == (left: Expr, right: Expr) -> Bool { left.kind == right.kind }

    package indirect enum Kind: Sendable, Equatable {
        case null
        case boolean(Bool)
        /// A numeric literal, as written (digits, optional fraction, optional exponent; no sign).
        case number(String)
        /// A string literal, its escapes resolved.
        case string(String)
        /// `@"…"`: the text between the quotes.
        case temporal(String)
        /// A name, normalised: parts joined as the scope knows it (one space where white space stood).
        case name(String)
        case path(Expr, Member)
        case negate(Expr)
        case binary(BinaryOperator, Expr, Expr)
        case between(Expr, low: Expr, high: Expr)
        /// `x in test` or `x in (test, …)`.
        case within(Expr, [UnaryTest])
        case conditional(Expr, then: Expr, otherwise: Expr)
        case loop([Iterator], result: Expr)
        case quantified(Quantifier, [Iterator], satisfies: Expr)
        case filter(Expr, Expr)
        case call(Expr, Arguments)
        case list([Expr])
        case context([Entry])
        /// An interval; a nil end is unbounded, as in `(>= 5)` or `[5..null]` written unary.
        case range(Interval)
        /// `function(a: type, b) body`; `external` when the body stands behind that word.
        case function([Parameter], body: Expr, external: Bool)
        case instanceOf(Expr, TypeExpr)
        /// Unary tests where they stand as an expression of their own (decision-table cells): `"a", "b"`, `not(1, 2)`; `-` is none of no tests.
        /// Inside an expression only one comparison by `=` or `!=`, as a value: `(= 10)`.
        case unaryTests([UnaryTest], negated: Bool)
    }

    package struct Member: Sendable, Equatable {
        package var name: String
        package var span: Span
        package init(name: String, span: Span) {
            self.name = name
            self.span = span
        }
        package static func == (left: Member, right: Member) -> Bool { left.name == right.name }
    }

    package struct Iterator: Sendable, Equatable {
        package var variable: Member
        package var source: Source
        package init(variable: Member, source: Source) {
            self.variable = variable
            self.source = source
        }
        package enum Source: Sendable, Equatable {
            case list(Expr)
            /// `for i in 1..10`, upwards or downwards.
            case span(from: Expr, to: Expr)
        }
    }

    package enum Quantifier: Sendable, Equatable { case some, every }

    package enum Arguments: Sendable, Equatable {
        case positional([Expr])
        case named([NamedArgument])
    }

    package struct NamedArgument: Sendable, Equatable {
        package var name: Member
        package var value: Expr
        package init(name: Member, value: Expr) {
            self.name = name
            self.value = value
        }
    }

    package struct Entry: Sendable, Equatable {
        package var key: Member
        package var value: Expr
        package init(key: Member, value: Expr) {
            self.key = key
            self.value = value
        }
    }

    package struct Parameter: Sendable, Equatable {
        package var name: Member
        package var type: TypeExpr?
        package init(name: Member, type: TypeExpr?) {
            self.name = name
            self.type = type
        }
    }

    package struct Interval: Sendable, Equatable {
        package var low: Expr?
        package var high: Expr?
        package var lowClosed: Bool
        package var highClosed: Bool
        package init(low: Expr?, lowClosed: Bool, high: Expr?, highClosed: Bool) {
            self.low = low
            self.high = high
            self.lowClosed = lowClosed
            self.highClosed = highClosed
        }
    }

    /// One test of an `in (…)` list or of a decision-table cell.
    package enum UnaryTest: Sendable, Equatable {
        /// `< x`, `>= x`, `= x`, `!= x`.
        case compare(BinaryOperator, Expr)
        /// An interval literal, tested by containment.
        case interval(Interval, Span)
        /// Any other expression: equality, or membership when it is a list or range, or a boolean that mentions `?`.
        case expression(Expr)

        package static func == (left: UnaryTest, right: UnaryTest) -> Bool {
            switch (left, right) {
            case (.compare(let a, let x), .compare(let b, let y)): a == b && x == y
            case (.interval(let a, _), .interval(let b, _)): a == b
            case (.expression(let a), .expression(let b)): a == b
            default: false
            }
        }
    }
}

package enum BinaryOperator: String, Sendable, CaseIterable {
    case or = "or"
    case and = "and"
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case power = "**"
}

/// A type as written after `instance of` or a parameter's colon.
package struct TypeExpr: Sendable, Equatable {
    package var kind: Kind
    package var span: Span

    package init(_ kind: Kind, _ span: Span) {
        self.kind = kind
        self.span = span
    }

    package static func == (left: TypeExpr, right: TypeExpr) -> Bool { left.kind == right.kind }

    package indirect enum Kind: Sendable, Equatable {
        /// `number`, `date and time`, `Any`, or a declared type's name.
        case named(String)
        case list(TypeExpr)
        case range(TypeExpr)
        case context([(name: String, type: TypeExpr)])
        case function([TypeExpr], result: TypeExpr)

        package static func == (left: Kind, right: Kind) -> Bool {
            switch (left, right) {
            case (.named(let a), .named(let b)): a == b
            case (.list(let a), .list(let b)), (.range(let a), .range(let b)): a == b
            case (.context(let a), .context(let b)):
                a.count == b.count && zip(a, b).allSatisfy { $0.name == $1.name && $0.type == $1.type }
            case (.function(let a, let r), .function(let b, let s)): a == b && r == s
            default: false
            }
        }
    }
}
