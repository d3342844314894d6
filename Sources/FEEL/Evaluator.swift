import Diagnostics

/// Evaluates single expressions: the library's front door for programs that have one expression and some values.
///
/// ```swift
/// let result = Evaluator().evaluate("price * 1.06", context: [.init(name: "price", value: .number(100))])
/// print(result.value)  // 106
/// ```
///
/// It holds no state: any number of tasks may use one at once. An evaluation never traps and reads no clock, file, network or locale; its steps, nesting and
/// memory are bounded, and what goes beyond is null with a reason.
public struct Evaluator: Sendable {
    /// When `now()` and `today()` are, in UTC; they are null where a host gives no moment.
    public var now: Instant?

    /// - Parameter now: the moment of `now()` and `today()`; nil for expressions that depend on nothing but their context.
    public init(now: Instant? = nil) { self.now = now }

    /// What an evaluation gives.
    public struct Result: Sendable {
        /// The value; null when the expression couldn't be read, or came to null.
        public var value: Datum
        /// What is wrong with the expression itself, and why something came to null although its input wasn't.
        public var diagnostics: [Diagnostic]
        /// Whether the text is an expression at all.
        public var isReadable: Bool
    }

    /// An expression under a name that later ones may use: a decision's or a function's.
    public struct Definition: Sendable {
        public var name: String
        public var expression: String
        /// As for an expression itself.
        public var resultType: String?
        public init(name: String, expression: String, resultType: String? = nil) {
            self.name = name
            self.expression = expression
            self.resultType = resultType
        }
    }

    /// A type under a name that expressions may use after `instance of` and for parameters (DMN 1.5, 7.3.2: an item definition).
    public struct TypeDefinition: Sendable {
        public var name: String
        /// A FEEL type: `list<Any>`, `context<a: string, b: number>`, or a name defined before it.
        public var type: String
        public init(name: String, type: String) {
            self.name = name
            self.type = type
        }
    }

    /// Evaluates an expression.
    /// - Parameters:
    ///   - text: the expression.
    ///   - context: named values that it may use; names may hold spaces. Of two with one name the later counts.
    ///   - types: named types. A name that nobody defined is a finding, and nothing is an instance of it.
    ///   - definitions: named expressions that are evaluated first, each with those before it; a function among them may also call itself.
    ///     One that can't be read is null.
    ///   - resultType: a FEEL type (`number`, `list<string>`) that the result is converted to as DMN converts implicitly, null where it can't be;
    ///     nil or what is no type leaves it as it is.
    public func evaluate(
        _ text: String, context: [Datum.Member] = [], types: [TypeDefinition] = [], definitions: [Definition] = [],
        resultType: String? = nil
    ) -> Result {
        var session = EvaluationSession(now: now, slots: context.count + definitions.count)
        for type in types { session.define(type) }
        for member in context { session.declare(member) }
        for definition in definitions { session.define(definition) }
        return session.evaluate(text, resultType: resultType)
    }
}
