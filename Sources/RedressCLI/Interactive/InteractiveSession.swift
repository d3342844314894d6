import Diagnostics
import FEEL

/// What one has defined at the prompt, and what an input means. It knows no terminal.
struct InteractiveSession {
    /// A name and what it stands for.
    private struct Definition {
        var name: String
        var slot: Int
        var value: Datum
        var type: FEELType
        /// A value with functions in it can't leave an evaluation: its expression is evaluated anew in each, with the names as they were.
        var expression: CheckedExpression?
    }

    /// All that were made, in order: an older function may still mean an older value of a name.
    private var definitions: [Definition] = []
    /// Name → index of its latest definition.
    private var latest: [String: Int] = [:]
    private(set) var environment = Environment()

    /// A bound on the memory of a session.
    static let maximumDefinitions = 10_000

    init(context: [Datum.Member] = []) {
        for member in context { define(member.name, member.value, member.value.type, expression: nil) }
    }

    /// Names in the order of the alphabet, with what they stand for.
    var names: [(name: String, value: Datum)] { latest.sorted { $0.key < $1.key }.map { ($0.key, definitions[$0.value].value) } }

    /// What evaluating an input came to.
    struct Outcome {
        /// The name, when the input was a definition.
        var name: String?
        /// Nil when the input can't be read.
        var value: Datum?
        var type = FEELType.any
        var diagnostics: [Diagnostic] = []
    }

    /// Whether an input needs further lines: a bracket or comment is open, and that is all that is wrong with it.
    func isUnfinished(_ text: String) -> Bool {
        let draft = ExpressionDraft(SourceText(name: "input", text: text))
        guard draft.isOpen else { return false }
        let faults = check(draft).expression.diagnostics.filter { $0.severity == .error }
        return !faults.isEmpty && faults.allSatisfy { draft.isAtEnd($0) }
    }

    /// Evaluates an expression, or a definition, whose name is known from then on.
    mutating func enter(_ text: String) -> Outcome {
        let (name, checked) = check(ExpressionDraft(SourceText(name: "input", text: text)))
        var outcome = Outcome(name: name, type: checked.type, diagnostics: checked.diagnostics)
        guard checked.written != nil else { return outcome }
        if let name, let fault = refusal(of: name) {
            outcome.diagnostics = [fault]
            return outcome
        }
        let (value, reasons) = evaluate(checked)
        outcome.value = value
        // What the checker refused already says why it comes to null.
        let refused = checked.diagnostics.compactMap { $0.severity == .error ? $0.location?.span : nil }
        outcome.diagnostics += reasons.filter { reason in
            !refused.contains { reason.site.span.lower <= $0.lower && $0.upper <= reason.site.span.upper }
        }.map {
            Diagnostic(
                code: "null-\($0.kind.rawValue)", severity: .warning, message: $0.message,
                location: Location(source: checked.source, span: $0.site.span))
        }
        if let name {
            let holdsFunction = value.holdsFunction
            define(name, value, holdsFunction ? checked.type : value.type, expression: holdsFunction ? checked : nil)
        }
        return outcome
    }

    /// The type of an expression, without evaluating it.
    func type(of text: String) -> Outcome {
        let checked = CheckedExpression(SourceText(name: "input", text: text), environment: environment)
        return Outcome(value: checked.written.map { _ in .null }, type: checked.type, diagnostics: checked.diagnostics)
    }

    // MARK: Parts

    /// The expression of an input, at its place in it, and the name that it defines.
    private func check(_ draft: ExpressionDraft) -> (name: String?, expression: CheckedExpression) {
        guard let (name, body) = draft.definition else { return (nil, CheckedExpression(draft.source, environment: environment)) }
        // The name and the sign become white space, line breaks stay: every place is where it was.
        let blanked = draft.source.bytes.enumerated().map { $0 < body && $1 != 0x0A ? 0x20 : $1 }
        return (name, CheckedExpression(SourceText(name: draft.source.name, bytes: blanked), environment: environment))
    }

    private func refusal(of name: String) -> Diagnostic? {
        if Builtins.table[name] != nil {
            return Diagnostic(
                code: "name-taken", message: Phrase(zh: "`\(name)` 是内置函数的名称", en: "`\(name)` is the name of a function"), location: nil)
        }
        guard definitions.count >= InteractiveSession.maximumDefinitions else { return nil }
        return Diagnostic(
            code: "too-many-names", message: Phrase(zh: "定义太多，重新开始一个会话", en: "too many definitions: begin a new session"), location: nil)
    }

    private mutating func define(_ name: String, _ value: Datum, _ type: FEELType, expression: CheckedExpression?) {
        latest[name] = definitions.count
        definitions.append(Definition(name: name, slot: definitions.count, value: value, type: type, expression: expression))
        environment = Environment()
        for (name, index) in latest {
            environment.declare(Environment.Variable(name: name, slot: index, type: definitions[index].type))
            for member in definitions[index].value.memberNames { environment.declareMember(member) }
        }
    }

    private func evaluate(_ checked: CheckedExpression) -> (Datum, [Reason]) {
        let owner = MachineOwner(slots: definitions.count, now: Clock.now)
        let unit = CompilationUnit()
        var programs: [Program] = []
        func run(_ expression: CheckedExpression) -> Value {
            let program = Compiler(unit: unit).program(expression)
            programs.append(program)
            return program.evaluate(owner.ref)
        }
        for definition in definitions {
            owner.ref.pointee.slots[definition.slot] = definition.expression.map { run($0) } ?? owner.ref.value(of: definition.value)
        }
        let (value, reasons) = owner.collectingReasons { _ in run(checked) }
        return withExtendedLifetime(programs) { (owner.ref.datum(of: value), reasons) }
    }
}

extension Datum {
    fileprivate var holdsFunction: Bool {
        switch self {
        case .function: true
        case .list(let elements): elements.contains { $0.holdsFunction }
        case .context(let members): members.contains { $0.value.holdsFunction }
        default: false
        }
    }

    /// The names of its members and theirs.
    fileprivate var memberNames: [String] {
        switch self {
        case .list(let elements): elements.flatMap(\.memberNames)
        case .context(let members): members.flatMap { [$0.name] + $0.value.memberNames }
        default: []
        }
    }
}
