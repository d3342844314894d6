import Diagnostics
import FEEL

/// Builds the environment of a policy and checks its expressions in it, in an order in which types are known when they are needed.
struct Typing {
    let policy: ResolvedPolicy
    private(set) var environment = Environment()
    private(set) var diagnostics: [Diagnostic] = []

    init(_ policy: ResolvedPolicy) {
        self.policy = policy
        environment.hasUnknowns = true
        environment.forbiddenBuiltins = ["today", "now"]
        let vocabulary = policy.vocabulary
        for (slot, variable) in policy.variables.variables.enumerated() {
            let type: FEELType
            var isDeferred = false
            switch variable.origin {
            case .fact: type = variable.type.map { Typing.type($0, vocabulary) } ?? .any
            case .state: type = .boolean
            case .definition:
                type = .any
                isDeferred = true
            case .parameter: type = .any
            }
            environment.declare(
                Environment.Variable(name: variable.name, slot: slot, type: type, isDeferred: isDeferred, mayBeUnknown: true),
                aliases: variable.aliases)
        }
        // A label that another variable's name has taken is not an alias any more; the table knows who won.
        let events = FEELType.Enumeration(
            name: "event", values: vocabulary.events.map(\.name),
            labels: Dictionary(
                vocabulary.events.flatMap { [($0.label.zh, $0.name), ($0.label.en, $0.name)] }, uniquingKeysWith: { first, _ in first }))
        for function in EventFunction.allCases {
            environment.declare(
                Environment.HostFunction(name: function.name, argument: events, result: function.result, id: function.rawValue),
                aliases: [function.chineseName])
        }
    }

    /// The FEEL type of a declared fact.
    static func type(_ type: FactType, _ vocabulary: Vocabulary) -> FEELType {
        switch type {
        case .string: .string
        case .number: .number
        case .boolean: .boolean
        case .date: .date
        case .daysTimeDuration: .daysTimeDuration
        case .yearsMonthsDuration: .yearsMonthsDuration
        case .list(let element): .list(Typing.type(element, vocabulary))
        case .enumeration(let index):
            .enumeration(
                FEELType.Enumeration(
                    name: vocabulary.enumerations[index].name ?? "", values: vocabulary.enumerations[index].values.map(\.name),
                    labels: Dictionary(
                        vocabulary.enumerations[index].values.flatMap { [($0.label.zh, $0.name), ($0.label.en, $0.name)] },
                        uniquingKeysWith: { first, _ in first })))
        }
    }

    // MARK: Expressions

    mutating func check(_ written: WrittenExpression, in environment: Environment? = nil) -> CheckedExpression {
        let source = SourceText(name: "<expression>", text: written.text)
        let checked = CheckedExpression(source, environment: environment ?? self.environment)
        diagnostics += checked.diagnostics.map { $0.relocated { written.location(of: $0) } }
        return checked
    }

    /// Checks an expression that must give one of these types.
    mutating func check(_ written: WrittenExpression?, as expected: [FEELType], _ what: Phrase) -> CheckedExpression? {
        guard let written else { return nil }
        let checked = check(written)
        if !checked.hasErrors, !expected.contains(where: { checked.type.kind.mayBe($0) }) {
            let names = expected.map(\.name).joined(separator: " / ")
            diagnostics.append(
                Diagnostic(
                    code: "expression-type",
                    message: Phrase(
                        zh: "`\(what.zh)` 应为 \(names)，这里是 \(checked.type.name)", en: "`\(what.en)` takes a \(names), this is a \(checked.type.name)"),
                    location: written.location))
        }
        return checked
    }

    mutating func rule(_ rule: ResolvedRule) -> TypedPolicy.TypedRule {
        let word = rule.trigger == .during ? Phrase(zh: "期间", en: "while") : Phrase(zh: "当", en: "when")
        let conditions = rule.conditions.compactMap { check($0.expression, as: [.boolean], word) }
        let actions = rule.actions.map { action in
            var addressee: CheckedExpression?
            if case .expression(let written)? = action.addressee { addressee = check(written, as: [.string], Phrase(same: "addressee")) }
            return TypedPolicy.TypedAction(
                from: check(action.from, as: [.date, .dateTime], Phrase(same: "from")),
                due: check(action.due, as: [.date, .dateTime], Phrase(same: "due")),
                duration: check(action.duration, as: [.daysTimeDuration, .yearsMonthsDuration], Phrase(same: "for")),
                until: check(action.until, as: [.date, .dateTime], Phrase(same: "until")), addressee: addressee)
        }
        return TypedPolicy.TypedRule(conditions: conditions, actions: actions)
    }

    mutating func addressees() -> [CheckedExpression?] {
        policy.vocabulary.measures.map { measure in
            guard case .expression(let written) = measure.borneBy else { return nil }
            return check(written, as: [.string], Phrase(same: "borne by"))
        }
    }

    /// A `where` reads the event's own facts, which stand in a frame of their own.
    mutating func states() -> [TypedPolicy.TypedState] {
        let vocabulary = policy.vocabulary
        return vocabulary.states.map { state in
            TypedPolicy.TypedState(from: state.from.map { condition($0, vocabulary) }, until: state.until.map { condition($0, vocabulary) })
        }
    }

    private mutating func condition(_ trigger: StateDeclaration.Trigger, _ vocabulary: Vocabulary) -> CheckedExpression? {
        guard let written = trigger.condition else { return nil }
        var own = Environment()
        own.hasUnknowns = true
        own.forbiddenBuiltins = environment.forbiddenBuiltins
        for (slot, fact) in vocabulary.events[trigger.event].facts.enumerated() {
            own.declare(
                Environment.Variable(name: fact.name, slot: slot, type: Typing.type(fact.type, vocabulary), mayBeUnknown: true),
                aliases: [fact.label.zh, fact.label.en])
        }
        let checked = check(written, in: own)
        if !checked.hasErrors, !checked.type.mayBe(.boolean) {
            diagnostics.append(
                Diagnostic(
                    code: "expression-type",
                    message: Phrase(
                        zh: "`where` 应为 boolean，这里是 \(checked.type.name)", en: "`where` takes a boolean, this is a \(checked.type.name)"),
                    location: written.location))
        }
        return checked
    }

    // MARK: Parameters

    mutating func parameters() -> [(expression: CheckedExpression, value: Datum)] {
        // A parameter is a constant: it sees no fact, no state, no definition and no other parameter.
        var own = Environment()
        own.forbiddenBuiltins = environment.forbiddenBuiltins
        return policy.parameters.map { parameter in
            let checked = check(parameter.value, in: own)
            var value = Datum.null
            if !checked.hasErrors {
                let machine = MachineOwner(slots: 0)
                let program = Compiler(unit: CompilationUnit()).program(checked)
                let (result, reasons) = machine.collectingReasons { program.evaluate($0) }
                value = machine.ref.datum(of: result)
                if value == .null {
                    diagnostics.append(
                        Diagnostic(
                            code: "parameter-value",
                            message: reasons.first?.message
                                ?? Phrase(zh: "参数 `\(parameter.name)` 没有值", en: "the parameter `\(parameter.name)` has no value"),
                            location: parameter.value.location))
                }
            }
            environment.refine(
                Environment.Variable(
                    name: parameter.name, slot: parameter.slot, type: value == .null ? checked.type : value.type, constant: value))
            return (checked, value)
        }
    }

    // MARK: Definitions

    /// Definitions in the order of what reads what; a definition that comes back to itself is a fault.
    mutating func definitions() -> ([CheckedExpression?], [Int]) {
        let all = policy.definitions
        let bySlot = Dictionary(all.enumerated().map { ($1.slot, $0) }, uniquingKeysWith: { first, _ in first })
        var reads: [[Int]] = []
        for definition in all {
            guard case .expression(let written) = definition.body else {
                reads.append([])
                continue
            }
            let source = SourceText(name: "<expression>", text: written.text)
            reads.append(CheckedExpression(source, environment: environment).slots.compactMap { bySlot[$0] })
        }
        var state = [Int](repeating: 0, count: all.count)
        var order: [Int] = []
        var cyclic: Set<Int> = []
        func visit(_ index: Int, _ path: [Int]) {
            if state[index] == 2 { return }
            if state[index] == 1 {
                if let start = path.firstIndex(of: index) { cyclic.formUnion(path[start...]) }
                return
            }
            state[index] = 1
            for next in reads[index] { visit(next, path + [index]) }
            state[index] = 2
            order.append(index)
        }
        for index in all.indices { visit(index, []) }
        var checked = [CheckedExpression?](repeating: nil, count: all.count)
        for index in order {
            let definition = all[index]
            var type = FEELType.boolean
            if cyclic.contains(index) {
                diagnostics.append(
                    Diagnostic(
                        code: "definition-cycle",
                        message: Phrase(
                            zh: "定义 `\(definition.name)` 绕回到自身", en: "the definition `\(definition.name)` comes back to itself"),
                        location: definition.location))
                type = .any
            } else if case .expression(let written) = definition.body {
                let expression = check(written)
                checked[index] = expression
                type = expression.type
            }
            environment.refine(
                Environment.Variable(name: definition.name, slot: definition.slot, type: type, isDeferred: true, mayBeUnknown: true))
        }
        return (checked, order)
    }
}
