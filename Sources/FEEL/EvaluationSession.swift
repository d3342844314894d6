import Diagnostics

/// One evaluation with the values and definitions that it may use. They live on one machine, so that functions stay functions.
struct EvaluationSession {
    private var environment = Environment()
    private let machine: MachineOwner
    private let unit = CompilationUnit()
    /// Functions that were made keep to the code and constants of their programs.
    private var programs: [Program] = []
    private var diagnostics: [Diagnostic] = []
    private var slots = 0
    /// Of a definition of more values than these neither type nor member names are known to what follows.
    private static let describedValues = 10_000

    /// - Parameter slots: how many values and definitions there will be at most.
    init(now: Instant?, slots: Int) { machine = MachineOwner(slots: slots, now: now) }

    /// Gives a type a name, for expressions and types after it. One that can't be read stays unknown.
    mutating func define(_ type: Evaluator.TypeDefinition) {
        if let meant = FEELType(written: type.type, in: environment) { environment.declare(type: meant, named: type.name) }
    }

    mutating func declare(_ member: Datum.Member) {
        bind(member.name, to: machine.ref.value(of: member.value), type: member.value.type, members: member.value)
    }

    mutating func define(_ definition: Evaluator.Definition) {
        let source = SourceText(name: "<\(definition.name)>", text: definition.expression)
        let checked = checkedDefinition(source, definition.name)
        diagnostics += checked.diagnostics
        let (value, datum) = run(checked, source, definition.resultType) { $0.datum(of: $1, values: EvaluationSession.describedValues) }
        bind(definition.name, to: value, type: value.tag == .function ? checked.type : datum?.type ?? .any, members: datum ?? .null)
    }

    mutating func evaluate(_ text: String, resultType: String?) -> Evaluator.Result {
        let source = SourceText(name: "<expression>", text: text)
        let checked = CheckedExpression(source, environment: environment)
        diagnostics += checked.diagnostics
        guard checked.written != nil else { return Evaluator.Result(value: .null, diagnostics: checked.diagnostics, isReadable: false) }
        let (_, datum) = run(checked, source, resultType) { $0.datum(of: $1) }
        return Evaluator.Result(value: datum, diagnostics: diagnostics, isReadable: true)
    }

    /// A function knows its own name; anything else that is being defined doesn't.
    private func checkedDefinition(_ source: SourceText, _ name: String) -> CheckedExpression {
        var own = environment
        own.redeclare(Environment.Variable(name: name, slot: slots, type: .function(nil, .any)))
        let checked = CheckedExpression(source, environment: own)
        if case .function = checked.written?.kind { return checked }
        return CheckedExpression(source, environment: environment)
    }

    private mutating func bind(_ name: String, to value: Value, type: FEELType, members: Datum) {
        environment.redeclare(Environment.Variable(name: name, slot: slots, type: type))
        machine.ref.pointee.slots[slots] = value
        slots += 1
        for name in EvaluationSession.memberNames(of: members) { environment.declareMember(name) }
    }

    /// Evaluates on the session's machine and notes why something came to null.
    private mutating func run<Owned>(
        _ checked: CheckedExpression, _ source: SourceText, _ resultType: String?, _ owned: (MachineRef, Value) -> Owned
    ) -> (Value, Owned) {
        let program = Compiler(unit: unit).program(checked)
        programs.append(program)
        let type = resultType.flatMap { FEELType(written: $0, in: environment) }
        let (result, reasons) = machine.collectingReasons { m in
            var value = program.evaluate(m)
            if let type, type != .any { value = m.converted(value, to: type, Site(span: checked.root.span, subject: type.name)) }
            return (value, owned(m, value))
        }
        diagnostics += reasons.map {
            Diagnostic(
                code: "null-\($0.kind.rawValue)", severity: .warning, message: $0.message, location: Location(source: source, span: $0.site.span))
        }
        return result
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
