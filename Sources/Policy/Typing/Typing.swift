import Diagnostics
import FEEL

/// Builds the environment of a policy and checks its expressions in it, in an order in which types are known when they are needed.
struct Typing {
    let policy: ResolvedPolicy
    private(set) var environment = Environment()
    private(set) var diagnostics: [Diagnostic] = []
    let terms: DeadlineTerms
    let constants = ConstantEvaluator()
    /// Slots of the definitions that are periods: the sum of a date and a duration.
    private var periods: Set<Int> = []

    /// - Parameter withHistory: whether expressions may look at the subject's other records.
    init(_ policy: ResolvedPolicy, withHistory: Bool) {
        self.policy = policy
        let days = policy.calendar?.workingDays
        terms = policy.deadlineTerms(days)
        CalendarFunctions.declare(days, in: &environment)
        environment.hasUnknowns = true
        environment.forbiddenBuiltins = ["today", "now"]
        let vocabulary = policy.vocabulary
        for (slot, variable) in policy.variables.variables.enumerated() {
            let type: FEELType
            var isDeferred = false
            switch variable.origin {
            case .fact: type = variable.type.map { Typing.type($0, of: variable.name, vocabulary) } ?? .any
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
        let measures = FEELType.Enumeration(
            name: "measure", values: vocabulary.measures.map(\.name),
            labels: Dictionary(
                vocabulary.measures.flatMap { [($0.label.zh, $0.name), ($0.label.en, $0.name)] }, uniquingKeysWith: { first, _ in first }))
        for function in MeasureFunction.allCases {
            environment.declare(
                Environment.HostFunction(name: function.name, argument: measures, result: function.result, id: function.rawValue),
                aliases: [function.chineseName])
        }
        if withHistory { Typing.declareHistory(policy, measures: measures, in: &environment) }
    }

    /// The FEEL type of a declared fact, whose name stands for a list of values that has none.
    static func type(_ type: FactType, of fact: String, _ vocabulary: Vocabulary) -> FEELType {
        switch type {
        case .string: .string
        case .number: .number
        case .boolean: .boolean
        case .date: .date
        case .daysTimeDuration: .daysTimeDuration
        case .yearsMonthsDuration: .yearsMonthsDuration
        case .list(let element): .list(Typing.type(element, of: fact, vocabulary))
        case .enumeration(let index):
            .enumeration(
                FEELType.Enumeration(
                    name: vocabulary.enumerations[index].name ?? fact, values: vocabulary.enumerations[index].values.map(\.name),
                    labels: Dictionary(
                        vocabulary.enumerations[index].values.flatMap { [($0.label.zh, $0.name), ($0.label.en, $0.name)] },
                        uniquingKeysWith: { first, _ in first })))
        }
    }

    /// What a part of this in another file has found.
    mutating func found(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

    // MARK: Expressions

    /// - Parameter reads: what an expression may read that sees less than others do.
    mutating func check(_ written: WrittenExpression, in own: Environment? = nil, reads: Phrase? = nil) -> CheckedExpression {
        let source = SourceText(name: "<expression>", text: written.text)
        let checked = CheckedExpression(source, environment: own ?? environment)
        report(checked, written, reads: reads)
        return checked
    }

    /// Checks a decision table.
    /// - Parameter number: which table it is, for the engine: a violated hit policy is reported under it.
    mutating func check(_ table: DecisionTable, number: Int, in own: Environment? = nil, reads: Phrase? = nil) -> CheckedExpression {
        let checked = CheckedExpression(table: table.text(number: number), environment: own ?? environment)
        report(checked, table.written, reads: reads)
        return checked
    }

    private mutating func report(_ checked: CheckedExpression, _ written: WrittenExpression, reads: Phrase?) {
        let source = checked.source
        for diagnostic in checked.diagnostics {
            var diagnostic = diagnostic
            // A name that means something elsewhere isn't misspelt.
            if let reads, diagnostic.code == "unknown-name", let span = diagnostic.location?.span {
                let name = source.text(of: span)
                if environment.variables[name] != nil || ScoreVariable.allCases.contains(where: { $0.name == name || $0.chineseName == name }) {
                    diagnostic.mend = reads
                }
            }
            diagnostics.append(diagnostic.relocated { written.location(of: $0) })
        }
    }

    /// Checks an expression that must give a value of this sort.
    mutating func check(
        _ written: WrittenExpression?, as expected: Expectation, _ key: PolicyKey, in own: Environment? = nil
    ) -> CheckedExpression? {
        guard let written else { return nil }
        let checked = check(written, in: own)
        check(checked, written, expected, key)
        return checked
    }

    mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

    mutating func check(_ checked: CheckedExpression, _ written: WrittenExpression, _ expected: Expectation, _ key: PolicyKey) {
        guard !checked.hasErrors, !expected.types.contains(where: { checked.type.kind.mayBe($0) }) else { return }
        diagnostics.append(
            .fault(
                "expression-type", at: written.location, zh: "`\(key.chinese)` 应为\(expected.name.zh)，这里是 \(checked.type.name)",
                en: "`\(key.english)` takes \(expected.name.en), this is a \(checked.type.name)",
                mend: expected.mend(for: checked.type.kind, written.text)))
    }

    mutating func rule(_ rule: ResolvedRule) -> TypedPolicy.TypedRule {
        let own = rule.each.map { EventScope($0, policy.vocabulary).environment(environment, from: policy.variables.count, policy.vocabulary) }
        let conditions = rule.conditions.compactMap { check($0.expression, as: .truth, rule.trigger == .during ? .while : .when, in: own) }
        let actions = rule.actions.map { action in
            var addressee: CheckedExpression?
            if case .expression(let written)? = action.addressee { addressee = check(written, as: .text, .addressee, in: own) }
            return TypedPolicy.TypedAction(
                from: check(action.from, as: .day, .from, in: own),
                due: check(action.due, as: .day, .due, in: own)?.ending(terms, periods: periods),
                duration: check(action.duration, as: .duration, .for, in: own),
                until: check(action.until, as: .day, .until, in: own), addressee: addressee,
                only: check(action.only, as: .measures, .only, in: own),
                amount: check(action.amount, as: .amount, .byAmount, in: own),
                atLeast: check(action.atLeast, as: .amount, .atLeast, in: own),
                atMost: check(action.atMost, as: .amount, .atMost, in: own))
        }
        return TypedPolicy.TypedRule(
            admission: check(rule.admission?.expression, as: .truth, .admit, in: own), conditions: conditions, actions: actions)
    }

    mutating func combinations() -> [TypedPolicy.TypedCombination] {
        policy.combinations.map { combination in
            TypedPolicy.TypedCombination(
                atLeast: check(combination.combination.atLeast, as: .amount, .atLeast),
                atMost: check(combination.combination.atMost, as: .amount, .atMost))
        }
    }

    mutating func addressees() -> [CheckedExpression?] {
        policy.vocabulary.measures.map { measure in
            guard case .expression(let written) = measure.borneBy else { return nil }
            return check(written, as: .text, .borneBy)
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
        CalendarFunctions.withhold(from: &own)
        own.forbiddenBuiltins = environment.forbiddenBuiltins
        for (slot, fact) in vocabulary.events[trigger.event].facts.enumerated() {
            own.declare(
                Environment.Variable(name: fact.name, slot: slot, type: Typing.type(fact.type, of: fact.name, vocabulary), mayBeUnknown: true),
                aliases: [fact.label.zh, fact.label.en])
        }
        let checked = check(
            written, in: own, reads: Phrase(zh: "`其中` 只读这个事件自己的事实", en: "a `where` reads the facts of its own event only"))
        check(checked, written, .truth, .where)
        return checked
    }

    // MARK: Parameters

    mutating func parameters() -> [(expression: CheckedExpression, value: Datum)] {
        // A parameter is a constant: it sees no fact, no state, no definition and no other parameter.
        var own = Environment()
        CalendarFunctions.withhold(from: &own)
        own.forbiddenBuiltins = environment.forbiddenBuiltins
        return policy.parameters.map { parameter in
            let checked = check(parameter.value, in: own, reads: Phrase(zh: "参数是常量，不读别的名称", en: "a parameter is constant, and reads no other name"))
            var value = Datum.null
            if !checked.hasErrors {
                let reasons: [Reason]
                (value, reasons) = constants.evaluate(checked)
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
        for name in all.flatMap({ $0.table?.table.memberNames ?? [] }) { environment.declareMember(name) }
        for definition in all { reads.append(slots(definition.body).compactMap { bySlot[$0] }) }
        let graph = DefinitionGraph(reads)
        var checked = [CheckedExpression?](repeating: nil, count: all.count)
        for index in graph.order {
            let definition = all[index]
            var type = FEELType.boolean
            if graph.cyclic.contains(index) {
                diagnostics.append(
                    Diagnostic(
                        code: "definition-cycle",
                        message: Phrase(
                            zh: "定义 `\(definition.name)` 绕回到自身", en: "the definition `\(definition.name)` comes back to itself"),
                        location: definition.location))
                type = .any
            } else if graph.depths[index] > DefinitionGraph.depthLimit {
                // Only the first of a chain: the others are as deep because of it.
                if graph.depths[index] == DefinitionGraph.depthLimit + 1 {
                    diagnostics.append(
                        .fault(
                            "too-deep", at: definition.location, zh: "到定义 `\(definition.name)` 为止，定义一个引一个，超过 \(DefinitionGraph.depthLimit) 层",
                            en: "up to `\(definition.name)`, definitions read each other more than \(DefinitionGraph.depthLimit) deep",
                            mend: Phrase(zh: "把其中几个合成一个", en: "make one of several")))
                }
                type = .any
            } else if let expression = body(of: definition) {
                checked[index] = expression
                type = expression.type
                if expression.isPeriod(periods: periods) { periods.insert(definition.slot) }
            }
            environment.refine(
                Environment.Variable(name: definition.name, slot: definition.slot, type: type, isDeferred: true, mayBeUnknown: true))
        }
        return (checked, graph.order)
    }

    private mutating func body(of definition: ResolvedDefinition) -> CheckedExpression? {
        switch definition.body {
        case .expression(let written): check(written)
        case .table(let table, _): check(table, number: definition.slot)
        case .anyOf, .allOf: nil
        }
    }

    /// What a definition reads; its faults are reported when it is its turn.
    private func slots(_ body: ResolvedDefinition.Body) -> [Int] {
        switch body {
        case .expression(let written):
            CheckedExpression(SourceText(name: "<expression>", text: written.text), environment: environment).slots
        case .table(let table, _): CheckedExpression(table: table.text(number: 0), environment: environment).slots
        case .anyOf, .allOf: []
        }
    }
}
