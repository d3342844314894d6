import Diagnostics
import FEEL
import Policy

/// Compiles the parts of a plan.
struct PlanBuilder {
    let typed: TypedPolicy
    let unit = CompilationUnit()
    let memory = PlanMemory()
    let compiler: Compiler
    private let policy: ResolvedPolicy
    private let definitionReads: [Int: UInt64]
    private let stateReads: [Int: UInt64]
    /// Slots of the definitions that read the calendar.
    private let calendarSlots: Set<Int>
    /// Slots of the definitions that look at the case's own measures.
    let measureReaders: Set<Int>
    /// Words that choices and actions leave on measures, those of the choices first.
    let adjustedWords: [String?]

    init(_ typed: TypedPolicy) {
        self.typed = typed
        policy = typed.policy
        let events = Dictionary(typed.policy.vocabulary.events.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        let measures = Dictionary(typed.policy.vocabulary.measures.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        compiler = Compiler(unit: unit) { function, argument in
            if let function = HistoryFunction(rawValue: function.id) { return function.code(argument, typed.policy) }
            guard let argument else { return nil }
            if let function = MeasureFunction(rawValue: function.id) { return measures[argument].map { function.code(measure: $0) } }
            return EventFunction(rawValue: function.id).flatMap { function in events[argument].map { function.code(event: $0) } }
        }
        // Enumerations and event types get their symbols first, so that records and expressions share them.
        for enumeration in typed.policy.vocabulary.enumerations { for value in enumeration.values { _ = unit.symbol(value.name) } }
        var states: [Int: UInt64] = [:]
        for state in typed.policy.vocabulary.states {
            states[state.slot] = (state.from + state.until).reduce(0) { $0 | PlanBuilder.mask($1.event) }
        }
        stateReads = states
        var historySlots: Set<Int> = []
        var definitions: [Int: UInt64] = [:]
        var calendarSlots: Set<Int> = []
        var readers: Set<Int> = []
        for index in typed.definitionOrder {
            let definition = typed.policy.definitions[index]
            if let expression = typed.definitions[index], PlanBuilder.asksCalendar(expression, calendarSlots) {
                calendarSlots.insert(definition.slot)
            }
            switch definition.body {
            case .anyOf(let list), .allOf(let list): definitions[definition.slot] = list.reduce(0) { $0 | PlanBuilder.mask($1) }
            case .expression, .table:
                guard let body = typed.definitions[index] else { continue }
                if PlanBuilder.readsMeasures(body) || body.slots.contains(where: readers.contains) { readers.insert(definition.slot) }
                if HistoryReading.reads(body, typed.policy) || body.slots.contains(where: historySlots.contains) {
                    historySlots.insert(definition.slot)
                }
                definitions[definition.slot] = PlanBuilder.reads(body, states: states, definitions: definitions, events: events)
            }
        }
        self.historySlots = historySlots
        definitionReads = definitions
        self.calendarSlots = calendarSlots
        measureReaders = readers
        var words: [String?] = typed.policy.vocabulary.choices.map { choice in
            if case .adjust(let word) = choice.effect { word } else { nil }
        }
        for word in typed.policy.rules.flatMap(\.actions).compactMap(\.word) where !words.contains(word) { words.append(word) }
        adjustedWords = words
        self.events = events
    }

    private let events: [String: Int]
    /// Slots of the definitions that look at other records, themselves or through others.
    let historySlots: Set<Int>

    func historyLists() -> [(list: HistoryList, program: ProgramRef)] {
        HistoryList.allCases.map { list in
            (list, memory.keep(compiler.program { m in HistoryView.of(m)?.list(list) ?? .null }))
        }
    }

    private func readsHistory(_ expressions: [CheckedExpression]) -> Bool {
        expressions.contains { expression in
            HistoryReading.reads(expression, policy) || expression.slots.contains { historySlots.contains($0) }
        }
    }

    /// The bit of an event type: types beyond 64 share bits, which costs an evaluation and changes nothing.
    static func mask(_ event: Int) -> UInt64 { 1 &<< UInt64(truncatingIfNeeded: event) }

    /// Whether an expression reads the calendar, itself or through a definition.
    private static func asksCalendar(_ expression: CheckedExpression, _ definitions: Set<Int>) -> Bool {
        var asks = false
        expression.root.visit { expr in
            switch expr.kind {
            case .builtin(let builtin, _, _): if builtin.group == .calendar { asks = true }
            case .variable(let variable): if definitions.contains(variable.slot) { asks = true }
            default: break
            }
        }
        return asks
    }

    private static func reads(
        _ expression: CheckedExpression, states: [Int: UInt64], definitions: [Int: UInt64], events: [String: Int]
    ) -> UInt64 {
        var all: UInt64 = 0
        for slot in expression.slots { all |= states[slot] ?? definitions[slot] ?? 0 }
        for call in expression.hostCalls {
            if let function = HistoryFunction(rawValue: call.function.id) {
                // The record itself is among the records of a period, with its states and events.
                if function != .standing { all = .max }
            } else if let name = call.argument, let event = events[name] {
                all |= mask(event)
            }
        }
        return all
    }

    func definitions() -> [DefinitionPlan] {
        typed.definitionOrder.map { index in
            let definition = policy.definitions[index]
            let program: Program
            switch definition.body {
            case .anyOf(let list):
                program = compiler.program { m in
                    guard let ledger = EventLedger.of(m) else { return .false }
                    for event in list where ledger.pointee.count[event] > 0 { return .true }
                    return .false
                }
            case .allOf(let list):
                program = compiler.program { m in
                    guard let ledger = EventLedger.of(m) else { return .false }
                    for event in list where ledger.pointee.count[event] == 0 { return .false }
                    return .true
                }
            case .expression, .table:
                program = typed.definitions[index].map { compiler.program($0) } ?? compiler.program { _ in .null }
            }
            return DefinitionPlan(slot: definition.slot, program: memory.keep(program), reads: definitionReads[definition.slot] ?? 0)
        }
    }

    func rules() -> [RulePlan] {
        // Windows of the layers come first, then those of the rules that have one.
        var windows = policy.layers.count
        let known = measureReaders.isEmpty ? [:] : definitionThresholds()
        return policy.rules.enumerated().map { number, rule in
            let window = rule.inForce == nil ? rule.layer : windows
            if rule.inForce != nil { windows += 1 }
            let conditions = typed.rules[number].conditions
            var reads: UInt64 = 0
            for condition in conditions {
                reads |= PlanBuilder.reads(condition, states: stateReads, definitions: definitionReads, events: events)
            }
            let admission = typed.rules[number].admission
            let scope = scope(rule)
            let readsMeasures = (conditions + [admission].compactMap { $0 }).contains { condition in
                PlanBuilder.readsMeasures(condition) || condition.slots.contains(where: measureReaders.contains)
            }
            if let admission { reads |= PlanBuilder.reads(admission, states: stateReads, definitions: definitionReads, events: events) }
            if let scope { reads |= self.reads(scope) }
            var thresholds = Thresholds()
            if readsMeasures {
                reads = .max
                for condition in conditions + [admission].compactMap({ $0 }) { thresholds.add(self.thresholds(condition, definitions: known)) }
            }
            let actions = rule.actions.enumerated().map { index, action in
                self.action(action, typed.rules[number].actions[index], number: index, of: number)
            }
            let phases = actions.reduce(UInt8(0)) { $0 | 1 << UInt8($1.phase.rawValue) }
            return RulePlan(
                number: number, layer: rule.layer, window: window, trigger: RuleTrigger(rule.trigger), isSelective: rule.appliesTo != nil,
                phases: phases, outlasts: rule.trigger != .during || actions.contains { $0.phase != .hold || $0.stopsClock },
                condition: conditions.isEmpty ? nil : memory.keep(compiler.program(allOf: conditions)), reads: reads,
                asksCalendar: (conditions + [admission].compactMap { $0 }).contains { PlanBuilder.asksCalendar($0, calendarSlots) },
                scope: scope, isForEach: scope != nil, eventMask: scope.map { PlanBuilder.mask($0.event) } ?? 0, admission: compiled(admission),
                readsMeasures: readsMeasures,
                thresholds: memory.table(thresholds.lengths), isDaily: thresholds.isDaily,
                readsHistory: readsHistory(conditions + [admission].compactMap { $0 }),
                actions: memory.table(actions))
        }
    }

    func compiled(_ expression: CheckedExpression?) -> ProgramRef? { expression.map { memory.keep(compiler.program($0)) } }

    private func action(_ action: ResolvedAction, _ typed: TypedPolicy.TypedAction, number: Int, of rule: Int) -> ActionPlan {
        let units = action.responsible.isEmpty ? (policy.vocabulary.authority ?? "authority") : action.responsible.joined(separator: "、")
        let addressee: AddresseePlan? =
            switch action.addressee {
            case nil: nil
            case .subject?: .subject
            case .authority?: .authority
            case .expression?: compiled(typed.addressee).map { .expression($0) }
            }
        let imposed =
            action.verb == .impose
            ? action.measures.map { type in
                MeasureState(
                    type: UInt16(type), kind: MeasureNature(policy.vocabulary.measures[type].kind), rule: Int32(rule), action: Int32(number))
            } : []
        return ActionPlan(
            number: number, phase: Phase(action.verb), suspends: action.verb == .suspend, stopsClock: action.clock == .stops,
            holdsEnd: action.clock == .waits, layer: action.layer,
            measures: memory.table(action.measures.map { UInt16($0) }), imposed: memory.table(imposed), from: compiled(typed.from),
            due: compiled(typed.due), duration: compiled(typed.duration), until: compiled(typed.until),
            isDated: [typed.from, typed.due, typed.duration, typed.until].contains { $0 != nil },
            addressee: addressee, authority: unit.symbol(units),
            choices: memory.table(action.choices), decidingEvents: memory.table(action.decidedBy),
            asksCalendar: typed.all.contains { PlanBuilder.asksCalendar($0, calendarSlots) },
            only: compiled(typed.only), isOfEvent: action.isOfEvent, amount: compiled(typed.amount), extends: action.verb == .extend,
            word: action.word.flatMap { word in adjustedWords.firstIndex(of: word) }.map { 1 << UInt64($0 % 64) } ?? 0,
            atLeast: compiled(typed.atLeast), atMost: compiled(typed.atMost))
    }

    func measures() -> [MeasurePlan] {
        policy.vocabulary.measures.enumerated().map { index, measure in
            let addressee: AddresseePlan =
                switch measure.borneBy {
                case .subject: .subject
                case .authority: .authority
                case .expression: compiled(typed.addressees[index]).map { .expression($0) } ?? .subject
                }
            return MeasurePlan(
                kind: MeasureNature(measure.kind), addressee: addressee, fulfilledBy: memory.table(measure.fulfilledBy),
                earlierCounts: measure.earlierCounts, fulfilMask: measure.fulfilledBy.reduce(0) { $0 | PlanBuilder.mask($1) })
        }
    }

    /// - Parameter tables: by rule, the decision tables that it reads.
    func kinds(_ rules: [RulePlan], tables: [[Int]]) -> [KindPlan] {
        let facts = enumeratedFacts()
        let analysis = PossibleValueAnalysis(facts.flatMap { $0 }, typed)
        // An event that a rule does not admit, what a calendar lacks and what a table forbids is told by whoever asks, also where nothing hangs on it.
        let possible = rules.map { rule in
            rule.admission != nil || rule.asksCalendar || !tables[rule.number].isEmpty
                ? .all : analysis.values(typed.rules[rule.number].conditions)
        }
        return policy.vocabulary.records.enumerated().map { index, kind in
            // Most values of `applies to` have the same rules.
            var known: [[Int]: RuleList] = [:]
            func list(_ rules: [RulePlan]) -> RuleList {
                let numbers = rules.map(\.number)
                if let list = known[numbers] { return list }
                let list = self.list(rules, possible, facts[index])
                known[numbers] = list
                return list
            }
            let own = rules.filter { policy.rules[$0.number].kind == index }
            var bySymbol: [[RulePlan]] = []
            if let slot = kind.appliesTo, case .enumeration(let number)? = kind.fact(inSlot: slot)?.type {
                for (value, member) in policy.vocabulary.enumerations[number].values.enumerated() {
                    let symbol = Int(unit.symbol(member.name).aux)
                    while bySymbol.count <= symbol { bySymbol.append([]) }
                    bySymbol[symbol] = own.filter { policy.rules[$0.number].appliesTo?.contains(value) ?? true }
                }
            }
            return KindPlan(
                daySlot: Int32(kind.day ?? -1), subjectSlot: Int32(kind.subject ?? -1), appliesSlot: Int32(kind.appliesTo ?? -1),
                candidates: memory.table(bySymbol.map { list($0) }), all: memory.place(list(own)),
                general: memory.place(list(own.filter { !$0.isSelective })))
        }
    }

    /// By kind of record, its facts with closed lists of values.
    private func enumeratedFacts() -> [[EnumeratedFact]] {
        policy.vocabulary.records.map { kind in
            kind.facts.compactMap { fact in
                guard case .enumeration(let number) = fact.type, policy.vocabulary.enumerations[number].values.count < 64 else { return nil }
                let names = policy.vocabulary.enumerations[number].values.map(\.name)
                return EnumeratedFact(slot: fact.slot, symbols: names.map { Int(unit.symbol($0).aux) }, names: names)
            }
        }
    }

    private func list(_ rules: [RulePlan], _ possible: [PossibleValues], _ facts: [EnumeratedFact]) -> RuleList {
        RuleList(
            first: RuleIndex(rules.map(\.number), possible, facts, memory),
            atRest: RuleIndex(
                rules.filter { !$0.isForEach && possible[$0.number].includesRest }.map(\.number), possible, facts, memory),
            rules: memory.table(rules.map { Int32($0.number) }),
            holders: memory.table(rules.filter { $0.acts(in: .hold) }.map { Int32($0.number) }),
            byEvent: memory.table(
                policy.vocabulary.events.indices.map { event in
                    memory.table(rules.filter { $0.reads & PlanBuilder.mask(event) != 0 }.map { Int32($0.number) })
                }), readsMeasures: rules.contains { $0.readsMeasures })
    }

    func transitions() -> [UnsafeBufferPointer<Transition>] {
        var all = [[Transition]](repeating: [], count: policy.vocabulary.events.count)
        for (index, state) in policy.vocabulary.states.enumerated() {
            for (position, trigger) in state.from.enumerated() {
                all[trigger.event].append(
                    Transition(state: state.slot, turnsOn: true, condition: compiled(typed.states[index].from[position])))
            }
            for (position, trigger) in state.until.enumerated() {
                all[trigger.event].append(
                    Transition(state: state.slot, turnsOn: false, condition: compiled(typed.states[index].until[position])))
            }
        }
        return all.map { memory.table($0) }
    }
}
