import Diagnostics

/// Evaluates single expressions: the library's front door for programs that have one expression and some values.
///
/// ```swift
/// let result = Evaluator().evaluate("price * 1.06", context: [.init(name: "price", value: .number(100))])
/// print(result.value)  // 106
/// ```
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

    /// Evaluates an expression.
    /// - Parameters:
    ///   - text: the expression.
    ///   - context: named values that it may use; names may hold spaces. Of two with one name the later counts.
    ///   - resultType: the name of a FEEL type that the result is converted to as DMN converts implicitly, null where it can't be; nil or
    ///     an unknown name leaves it as it is.
    public func evaluate(_ text: String, context: [Datum.Member] = [], resultType: String? = nil) -> Result {
        var environment = Environment()
        var values: [Datum] = []
        for member in context {
            if let known = environment.variables[member.name] {
                values[known.slot] = member.value
                environment.refine(Environment.Variable(name: member.name, slot: known.slot, type: member.value.type))
            } else {
                environment.declare(Environment.Variable(name: member.name, slot: values.count, type: member.value.type))
                values.append(member.value)
            }
            for name in Evaluator.memberNames(of: member.value) { environment.declareMember(name) }
        }
        let source = SourceText(name: "<expression>", text: text)
        let checked = CheckedExpression(source, environment: environment)
        guard checked.written != nil else { return Result(value: .null, diagnostics: checked.diagnostics, isReadable: false) }
        let machine = MachineOwner(slots: values.count, now: now)
        for (slot, value) in values.enumerated() { machine.ref.pointee.slots[slot] = machine.ref.value(of: value) }
        let program = Compiler(unit: CompilationUnit()).program(checked)
        let (value, reasons) = machine.collectingReasons { m in
            var value = program.evaluate(m)
            if let type = resultType.flatMap({ FEELType.named[$0] }), type != .any { value = m.coerced(value, to: type) }
            return value
        }
        let notes = reasons.map {
            Diagnostic(
                code: "null-\($0.kind.rawValue)", severity: .warning, message: $0.message, location: Location(source: source, span: $0.site.span))
        }
        return Result(value: machine.ref.datum(of: value), diagnostics: checked.diagnostics + notes, isReadable: true)
    }

    /// The members' names of a value and everything in it, so that those with spaces are read as one.
    private static func memberNames(of datum: Datum, depth: Int = 0) -> [String] {
        if depth > 64 { return [] }
        switch datum {
        case .context(let members): return members.flatMap { [$0.name] + memberNames(of: $0.value, depth: depth + 1) }
        case .list(let elements): return elements.flatMap { memberNames(of: $0, depth: depth + 1) }
        default: return []
        }
    }
}
