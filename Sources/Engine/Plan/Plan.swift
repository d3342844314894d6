import FEEL
import Policy

/// A policy compiled for running: names are slots, expressions are closures, rules are listed by whom they apply to.
///
/// Immutable; any number of threads decide with one plan, each in a ``Workspace`` of its own.
package final class Plan: @unchecked Sendable {
    // Sendable: everything is constant once made; tables stand in memory that only the initializer writes.
    package let typed: TypedPolicy
    package var policy: ResolvedPolicy { typed.policy }

    package let unit: CompilationUnit
    private let memory: PlanMemory
    let kinds: UnsafeBufferPointer<KindPlan>
    package let rules: UnsafeBufferPointer<RulePlan>
    let definitions: UnsafeBufferPointer<DefinitionPlan>
    /// By event type: slots of the definitions that depend on it.
    let definitionsByEvent: UnsafeBufferPointer<UnsafeBufferPointer<Int32>>
    /// Slots of the frame, all kinds of variable together.
    package let slotCount: Int
    package let factSlotCount: Int
    /// Transitions of states by event type.
    let transitions: UnsafeBufferPointer<UnsafeBufferPointer<Transition>>
    /// Days on which a layer comes into or goes out of force.
    let boundaries: UnsafeBufferPointer<Int32>
    /// The days in force of each layer, and then of each rule that has days of its own.
    let daysInForce: [DaysInForce]
    /// Slots and events' facts in their initial, unknown state.
    let template: FrameTemplate
    /// The discretion event and the fact of it that names the choice.
    let discretion: (event: Int, choice: Int)?
    /// Symbols of the choices, in order.
    let choices: [ChoicePlan]
    let measures: UnsafeBufferPointer<MeasurePlan>
    /// What expressions look at of the subject's other records; nil where they don't.
    let history: HistoryPlan?
    /// Slots of the definitions that look at other records.
    let historyDefinitions: UnsafeBufferPointer<Int32>
    /// The programs that make the lists of records.
    let historyLists: [(list: HistoryList, program: ProgramRef)]
    /// By slot of a definition that is a decision table: the rules that read it, directly or through other definitions.
    let tableReaders: [Int: [Int32]]
    /// As in ``ResolvedPolicy/assessments``.
    let assessments: [AssessmentPlan]
    /// By raw value of ``Status``: its word; empty where nothing is assessed.
    let statuses: [Value]
    /// By type of event: what it answers.
    let answers: UnsafeBufferPointer<UnsafeBufferPointer<AnswerPlan>>
    /// Whether a rule acts for each event that others may answer.
    let usesAnswers: Bool
    /// Whether a rule acts for each event.
    let usesEvents: Bool
    let combinations: UnsafeBufferPointer<CombinationPlan>
    /// Slots of the definitions that look at the case's own measures.
    let measureDefinitions: UnsafeBufferPointer<Int32>
    /// The facts of the discretion event that give a new term and the measures in question; -1 for none.
    let discretionTerm: Int
    /// The bit of the discretion event; none where there is no such event.
    let discretionMask: UInt64
    let discretionMeasures: Int
    /// The measures' names as symbols.
    let measureSymbols: [Value]
    /// By bit of ``MeasureState/adjusted``: the word it stands for.
    let adjustedWords: [String?]
    /// What is compiled only when somebody asks why.
    let parts = PartPrograms()

    /// Whether decisions look at the subject's other records.
    package var readsHistory: Bool { history != nil }

    /// Names of everything that can be unknown, by number.
    package var factNames: [String] { typed.factNames }

    /// Compiles a typed policy. The policy must be free of errors: what couldn't be typed comes to null.
    package init(_ typed: TypedPolicy) {
        let builder = PlanBuilder(typed)
        self.typed = typed
        unit = builder.unit
        memory = builder.memory
        let history = builder.history()
        self.history = history
        slotCount = HistoryList.firstSlot(in: typed.policy) + (history == nil ? 0 : HistoryList.allCases.count)
        historyDefinitions = builder.memory.table(builder.historySlots.sorted().map { Int32($0) })
        historyLists = history == nil ? [] : builder.historyLists()
        factSlotCount = typed.policy.vocabulary.factSlotCount
        let definitions = builder.definitions()
        self.definitions = builder.memory.table(definitions)
        definitionsByEvent = builder.memory.table(
            typed.policy.vocabulary.events.indices.map { event in
                builder.memory.table(definitions.filter { $0.reads & PlanBuilder.mask(event) != 0 }.map { Int32($0.slot) })
            })
        measureDefinitions = builder.memory.table(definitions.filter { builder.measureReaders.contains($0.slot) }.map { Int32($0.slot) })
        let rules = builder.rules()
        self.rules = builder.memory.table(rules)
        let tablesByRule = typed.tablesByRule()
        kinds = builder.memory.table(builder.kinds(rules, tables: tablesByRule))
        transitions = builder.memory.table(builder.transitions())
        let dated = typed.policy.rules.compactMap { rule in rule.inForce.map { DaysInForce(typed.policy.layers[rule.layer].inForce, $0) } }
        daysInForce = typed.policy.layers.map { DaysInForce($0.inForce, InForce()) } + dated
        boundaries = builder.memory.table(
            Set(
                daysInForce.flatMap { [$0.pack, $0.rule] }.flatMap { days in
                    [days.from, days.until.flatMap { $0 == .max ? nil : $0 + 1 }].compactMap { $0 }
                }
            ).sorted())
        template = FrameTemplate(typed, slotCount: slotCount, readsHistory: history != nil, unit: builder.unit, memory: builder.memory)
        var readers: [Int: [Int32]] = [:]
        for (rule, tables) in tablesByRule.enumerated() {
            for table in tables { readers[typed.policy.definitions[table].slot, default: []].append(Int32(rule)) }
        }
        tableReaders = readers
        discretion = typed.policy.vocabulary.discretion.map { ($0.event, $0.choice) }
        choices = typed.policy.vocabulary.choices.map { ChoicePlan(symbol: builder.unit.symbol($0.name), effect: $0.effect) }
        measures = builder.memory.table(builder.measures())
        let assessed = AssessmentPlanBuilder(typed, unit: builder.unit, memory: builder.memory)
        assessments = assessed.plans()
        statuses = assessed.statuses()
        answers = builder.memory.table(builder.answers())
        usesAnswers = rules.contains { $0.scope.map { !$0.sources.isEmpty } ?? false }
        usesEvents = rules.contains { $0.isForEach }
        combinations = builder.memory.table(builder.combinations())
        discretionTerm = typed.policy.vocabulary.discretion?.term ?? -1
        discretionMask = typed.policy.vocabulary.discretion.map { PlanBuilder.mask($0.event) } ?? 0
        discretionMeasures = typed.policy.vocabulary.discretion?.measures ?? -1
        measureSymbols = typed.policy.vocabulary.measures.map { builder.unit.symbol($0.name) }
        adjustedWords = builder.adjustedWords
    }
}

/// The days on which a rule can fire: those of its pack, and of them its own.
struct DaysInForce: Sendable {
    var pack: InForce
    var rule: InForce

    init(_ pack: InForce, _ rule: InForce) {
        self.pack = pack
        self.rule = rule
    }
}

/// A kind of record: the slots the engine itself looks at, and the rules in question for each value of the `applies to` fact.
struct KindPlan: BitwiseCopyable {
    /// -1 for none.
    var daySlot: Int32
    var subjectSlot: Int32
    var appliesSlot: Int32
    /// By symbol of the `applies to` value; empty where a symbol isn't one of its values.
    var candidates: UnsafeBufferPointer<RuleList>
    /// Where the value is unknown or there is no such fact: every rule of the kind.
    var all: UnsafePointer<RuleList>
    /// Rules that apply to whatever value.
    var general: UnsafePointer<RuleList>
}

/// Numbers of rules that may concern a record, in order.
struct RuleList: BitwiseCopyable {
    /// Those that the first moment asks.
    var first: RuleIndex
    /// Those of them that it asks where nothing has happened yet: the others wait for an event.
    var atRest: RuleIndex
    var rules: UnsafeBufferPointer<Int32>
    /// Those of them that suspend or withhold.
    var holders: UnsafeBufferPointer<Int32>
    /// By event type: those of them whose condition depends on it.
    var byEvent: UnsafeBufferPointer<UnsafeBufferPointer<Int32>>
    /// Whether one of them looks at the case's own measures.
    var readsMeasures: Bool
}

/// A definition, evaluated at most once per moment.
struct DefinitionPlan: BitwiseCopyable {
    var slot: Int
    var program: ProgramRef
    /// Events it depends on, by number modulo 64; a superset is safe.
    var reads: UInt64
}

/// An event of some type turns a state on or off.
struct Transition: BitwiseCopyable {
    var state: Int
    var turnsOn: Bool
    /// Over the event's own facts.
    var condition: ProgramRef?
}

struct ChoicePlan {
    var symbol: Value
    var effect: Choice.Effect
}

struct MeasurePlan: BitwiseCopyable {
    var kind: MeasureNature
    /// Who bears it where the action doesn't say.
    var addressee: AddresseePlan
    var fulfilledBy: UnsafeBufferPointer<Int>
    var earlierCounts: Bool
    /// Bits of the events that fulfil it, by number modulo 64.
    var fulfilMask: UInt64
}

enum AddresseePlan: BitwiseCopyable {
    case subject
    case authority
    case expression(ProgramRef)
}

/// A rule, compiled. Its name and clauses are those of ``ResolvedPolicy/rules`` at its number.
package struct RulePlan: BitwiseCopyable {
    /// Its number: superior packs first, then the order of the files.
    package var number: Int
    var layer: Int
    /// Which of ``Plan/daysInForce`` are its.
    var window: Int
    var trigger: RuleTrigger
    /// Whether it has an `applies to`.
    var isSelective: Bool
    /// Bits of the phases in which it acts.
    var phases: UInt8
    /// Whether what it does outlasts its condition: anything but suspending and withholding as long as it holds with a clock that isn't stopped.
    var outlasts: Bool
    /// All conditions together; nil where there are none.
    package var condition: ProgramRef?
    /// Events its condition depends on, by number modulo 64.
    var reads: UInt64
    /// Its condition reads the calendar, itself or through a definition.
    var asksCalendar: Bool
    /// For a rule with `for each`.
    var scope: ScopePlan?
    var isForEach: Bool
    /// The bit of that type of event; none where there is no such rule.
    var eventMask: UInt64
    /// Over the event.
    var admission: ProgramRef?
    /// Whether its condition looks at the case's own measures, so that time alone may change it.
    var readsMeasures: Bool
    /// When time alone may.
    var thresholds: UnsafeBufferPointer<ThresholdPlan>
    var isDaily: Bool
    /// Whether its condition looks at the subject's other records.
    var readsHistory: Bool
    var actions: UnsafeBufferPointer<ActionPlan>

    @inline(__always)
    func acts(in phase: Phase) -> Bool { phases & (1 << UInt8(phase.rawValue)) != 0 }
}

/// ``ResolvedRule/Trigger`` as a plain value.
enum RuleTrigger: UInt8, BitwiseCopyable {
    case always, when, during

    init(_ trigger: ResolvedRule.Trigger) {
        switch trigger {
        case .always: self = .always
        case .when: self = .when
        case .during: self = .during
        }
    }
}

/// The steps of a moment, in the order of the language.
enum Phase: Int, CaseIterable, BitwiseCopyable {
    case impose, revoke, lift, reinstate, change, hold, may

    init(_ verb: ActionVerb) {
        switch verb {
        case .impose: self = .impose
        case .revoke: self = .revoke
        case .lift: self = .lift
        case .reinstate: self = .reinstate
        case .shorten, .extend: self = .change
        case .suspend, .withhold: self = .hold
        case .may: self = .may
        }
    }
}

/// One action of a rule, compiled.
package struct ActionPlan: BitwiseCopyable {
    /// Its number within the rule.
    var number: Int
    var phase: Phase
    /// Of the two that hold: whether it suspends, else it withholds.
    var suspends: Bool
    var stopsClock: Bool
    /// Suspends so that nothing expires meanwhile.
    var holdsEnd: Bool
    /// The pack that wrote it.
    var layer: Int
    var measures: UnsafeBufferPointer<UInt16>
    /// The same as it imposes them; none where it doesn't.
    var imposed: UnsafeBufferPointer<MeasureState>
    var from: ProgramRef?
    var due: ProgramRef?
    var duration: ProgramRef?
    var until: ProgramRef?
    /// Whether there is one of these.
    var isDated: Bool
    /// Overrides the measures' own.
    var addressee: AddresseePlan?
    /// The responsible units as one text, for a measure that the authority bears.
    var authority: Value
    var choices: UnsafeBufferPointer<Int>
    var decidingEvents: UnsafeBufferPointer<Int>
    /// One of its dates reads the calendar, or its addressee does.
    var asksCalendar: Bool
    var only: ProgramRef?
    var isOfEvent: Bool
    var amount: ProgramRef?
    var extends: Bool
    /// The bit of the word that a change of the term leaves.
    var word: UInt64
    var atLeast: ProgramRef?
    var atMost: ProgramRef?
}
