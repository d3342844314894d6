import FEEL
import Policy

/// A policy compiled for running: names are slots, expressions are closures, rules are listed by whom they apply to.
///
/// Immutable; any number of threads decide with one plan, each in a ``Workspace`` of its own.
package final class Plan: Sendable {
    package let typed: TypedPolicy
    package var policy: ResolvedPolicy { typed.policy }

    package let unit: CompilationUnit
    let kinds: [KindPlan]
    package let rules: [RulePlan]
    let definitions: [DefinitionPlan]
    /// Slots of the frame, all kinds of variable together.
    package let slotCount: Int
    package let factSlotCount: Int
    /// Transitions of states by event type.
    let transitions: [[Transition]]
    /// The slot of the first state; they follow each other.
    let stateSlots: Range<Int>
    /// Days on which a layer comes into or goes out of force.
    let boundaries: [Int32]
    /// Slots and events' facts in their initial, unknown state.
    let template: FrameTemplate
    /// The name shown where the text names no authority.
    let authority: Value
    /// The discretion event and the fact of it that names the choice.
    let discretion: (event: Int, choice: Int)?
    /// Symbols of the choices, in order.
    let choices: [ChoicePlan]
    let measures: [MeasurePlan]
    /// What is compiled only when somebody asks why.
    let parts = PartPrograms()

    /// Names of everything that can be unknown, by number.
    package var factNames: [String] { typed.factNames }

    /// Compiles a typed policy. The policy must be free of errors: what couldn't be typed comes to null.
    package init(_ typed: TypedPolicy) {
        let builder = PlanBuilder(typed)
        self.typed = typed
        unit = builder.unit
        slotCount = typed.policy.variables.count
        factSlotCount = typed.policy.vocabulary.factSlotCount
        definitions = builder.definitions()
        rules = builder.rules()
        kinds = builder.kinds(rules)
        transitions = builder.transitions()
        let slots = typed.policy.vocabulary.states.map(\.slot)
        stateSlots = (slots.min() ?? 0)..<((slots.max() ?? -1) + 1)
        boundaries = Set(
            typed.policy.layers.flatMap { layer in
                [layer.inForce.from, layer.inForce.until.flatMap { $0 == .max ? nil : $0 + 1 }].compactMap { $0 }
            }
        ).sorted()
        template = FrameTemplate(typed, unit: builder.unit)
        authority = builder.unit.symbol(typed.policy.vocabulary.authority ?? "authority")
        discretion = typed.policy.vocabulary.discretion.map { ($0.event, $0.choice) }
        choices = typed.policy.vocabulary.choices.map { ChoicePlan(symbol: builder.unit.symbol($0.name), effect: $0.effect) }
        measures = builder.measures()
    }
}

// Plans hold run-time values, which point into the memory of the plan's unit and live as long as the plan.
extension KindPlan: @unchecked Sendable {}
extension ActionPlan: @unchecked Sendable {}
extension ChoicePlan: @unchecked Sendable {}
extension MeasurePlan: @unchecked Sendable {}

/// A kind of record: the slots the engine itself looks at, and the rules in question for each value of the `applies to` fact.
struct KindPlan {
    var name: String
    var daySlot: Int?
    var subjectSlot: Int?
    var appliesSlot: Int?
    /// By symbol of the `applies to` value.
    var candidates: [UInt16: [Int32]]
    /// Where the value is unknown or there is no such fact: every rule of the kind.
    var all: [Int32]
}

/// A definition, evaluated at most once per moment.
struct DefinitionPlan: Sendable {
    var slot: Int
    var program: Program
    /// Events it depends on, by number modulo 64; a superset is safe.
    var reads: UInt64
}

/// An event of some type turns a state on or off.
struct Transition: Sendable {
    var state: Int
    var turnsOn: Bool
    /// Over the event's own facts.
    var condition: Program?
}

struct ChoicePlan {
    var symbol: Value
    var effect: Choice.Effect
}

struct MeasurePlan {
    var kind: MeasureKind
    /// Who bears it where the action doesn't say; nil: the authority.
    var addressee: AddresseePlan
    var fulfilledBy: [Int]
    var earlierCounts: Bool
}

enum AddresseePlan: Sendable {
    case subject
    case authority
    case expression(Program)
}

/// A rule, compiled.
package struct RulePlan: Sendable {
    /// Its number: superior packs first, then the order of the files.
    package var number: Int
    package var name: String
    var layer: Int
    var trigger: ResolvedRule.Trigger
    /// All must be true.
    package var condition: Program?
    /// Events its condition depends on, by number modulo 64.
    var reads: UInt64
    /// Values of the `applies to` fact; nil for all.
    var appliesTo: [Int]?
    var actions: [ActionPlan]
    /// Whether any action belongs to the phase.
    var phases: [Bool]
}

/// The steps of a moment, in the order of the language.
enum Phase: Int, CaseIterable {
    case impose, revoke, lift, hold, may

    init(_ verb: ActionVerb) {
        switch verb {
        case .impose: self = .impose
        case .revoke: self = .revoke
        case .lift: self = .lift
        case .suspend, .withhold: self = .hold
        case .may: self = .may
        }
    }
}

/// One action of a rule, compiled.
package struct ActionPlan {
    /// Its number within the rule.
    var number: Int
    var verb: ActionVerb
    var phase: Phase
    var measures: [UInt16]
    var from: Program?
    var due: Program?
    var duration: Program?
    var until: Program?
    /// Overrides the measures' own.
    var addressee: AddresseePlan?
    /// The responsible units as one text, for a measure that the authority bears.
    var authority: Value
    var modality: Modality
    var stopsClock: Bool
    var choices: [Int]
    var decidedBy: UInt64
    var decidingEvents: [Int]
    /// The pack that wrote it.
    var layer: Int
}
