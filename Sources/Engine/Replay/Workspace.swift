import FEEL
import Policy

/// What one thread needs to decide cases with a plan: the frame and the state of a replay, kept from record to record.
package final class Workspace {
    package let plan: Plan
    package let frame: Frame
    /// The frame's.
    let machine: MachineRef
    private let asked: UnsafeMutablePointer<DecisionRequest>
    /// By layer the days on which its rules can fire, and then of the rules that have days of their own.
    let windows: UnsafeMutablePointer<Window>
    let ledger: UnsafeMutablePointer<EventLedger>
    /// Events that count, by their number in the frame, ordered by day and then as in the record.
    let order = TrivialBuffer<Int32>()
    package let measures = TrivialBuffer<MeasureState>()
    package let history = TrivialBuffer<HistoryEntry>()
    package let citations = TrivialBuffer<Citation>()
    package let options = TrivialBuffer<OptionState>()
    package let undetermined = TrivialBuffer<UndeterminedState>()
    package let conflicts = TrivialBuffer<ConflictState>()
    /// Rules that fired or ceased at the present moment.
    let fired = TrivialBuffer<Firing>()
    let ceased = TrivialBuffer<Firing>()
    /// What rules with `for each` have come to for each event.
    let instances = TrivialBuffer<InstanceState>()
    /// By event of the frame: the number of the one that answers it; -1 for none.
    let answered = TrivialBuffer<Int32>()
    /// Types of measure that ``Reach``es are limited to.
    let reached = TrivialBuffer<UInt16>()
    /// What holding actions with a limit reach, since their rules fired.
    let holdReaches = TrivialBuffer<HoldReach>()
    /// Changes of terms, in the order in which they came.
    let changes = TrivialBuffer<TermChange>()
    /// Measures that a further rule imposed at the present moment; `next` is the measure.
    let further = TrivialBuffer<Citation>()
    /// What was imposed with something unknown.
    let imprecisions = TrivialBuffer<Imprecision>()
    /// Actions that suspend or withhold now, in order of rules.
    let holdings = TrivialBuffer<Holding>()
    /// The order in which measures are shown.
    let showing = TrivialBuffer<Int32>()
    let rules: UnsafeMutablePointer<RuleState>
    /// Rules whose state isn't what a case begins with.
    let touched = TrivialBuffer<Int32>()
    /// By rule: the unknown its condition last came to, where it is unknown.
    let missing: UnsafeMutablePointer<Value>
    let holds: UnsafeMutablePointer<Hold>
    let pending: UnsafeMutablePointer<Pending>
    /// Whether histories, cites and what is undetermined are kept: what a decision shows beside the measures themselves.
    package let keepsReasons: Bool
    /// The subject's other records; nil where no expression looks at them.
    let view: HistoryView?
    /// Whether a decision says the day whose law it goes by: where a pack chooses between that of two days.
    package var tellsLaw = false
    private let eventCount: Int
    /// By slot: the program of a definition.
    private let deferred: UnsafeMutablePointer<ProgramRef?>

    /// What a rule has come to in this case.
    struct RuleState: BitwiseCopyable {
        var progress = Progress.waiting
        /// What it imposes by `while` hasn't been released: its condition was true and hasn't been false since.
        var upholds = false
        /// Its condition was unknown on a day on which it could act, and what would have come of that isn't settled: `missing` says for want of what.
        var isOpen = false

        enum Progress: UInt8, BitwiseCopyable {
            case waiting, unknown, holding, fired
        }
    }

    /// What is known of the case as a whole, so that a moment looks only at what it can change.
    struct Pending: BitwiseCopyable {
        /// No measure changes by time alone before this day.
        var wake = Int32.max
        /// A rule or a choice has touched a measure at the present moment.
        var isTouched = false
        /// Bits of the phases in which the rules act that fired at the present moment.
        var phases: UInt8 = 0
        /// Bits of the events that fulfil a measure of the case.
        var fulfilMask: UInt64 = 0
        /// Bits of the types of measure imposed so far, by number modulo 64.
        var types: UInt64 = 0
        /// The events of the present moment, as places in the order.
        var firstEvent: Int32 = 0
        var endOfEvents: Int32 = 0
        /// Bits of their types.
        var happened: UInt64 = 0
        /// The event for which the present firing acts, by its number in the frame; -1 for none.
        var event: Int32 = -1
        /// The instance that acts; -1 for none.
        var instance: Int32 = -1
        /// The least day for which a lift has been announced.
        var liftDue = Int32.max
        /// The last day on which a measure's status changed.
        var changedOn = Int32.min
        /// Whether an action that holds reaches some measures of a type and not others.
        var hasLimitedHolds = false
        /// Whom the record is about, as a subject's addressee.
        var subject = Value.null

        @inline(__always)
        func acts(in phase: Phase) -> Bool { phases & (1 << UInt8(phase.rawValue)) != 0 }
    }

    /// Which rules suspend or withhold a measure now; -1 for none.
    struct Hold: BitwiseCopyable {
        /// The first one of the pack furthest down that suspends it.
        var suspender: Int32 = -1
        /// That pack.
        var layer: Int32 = -1
        var stopsClock = false
        /// Nothing expires while it lasts.
        var holdsEnd = false
        /// A rule of the same pack with another clock.
        var contrary: Int32 = -1
        var withholder: Int32 = -1
    }

    /// Days on which a layer's rules can fire; none when it ends before it begins.
    struct Window: BitwiseCopyable {
        var first: Int32
        var last: Int32

        init(_ days: ClosedRange<Int32>?) {
            first = days?.lowerBound ?? .max
            last = days?.upperBound ?? .min
        }

        @inline(__always) var isEmpty: Bool { first > last }
        @inline(__always) func contains(_ day: Int32) -> Bool { first <= day && day <= last }
        /// Whether it begins on this day or ended on the one before.
        @inline(__always) func turns(on day: Int32) -> Bool { first == day || last &+ 1 == day }
    }

    /// The days asked about.
    package var request: DecisionRequest { asked.pointee }

    /// - Parameter keepsReasons: false where only the measures with their statuses and dates are asked for.
    package init(_ plan: Plan, request: DecisionRequest, keepsReasons: Bool = true) {
        self.plan = plan
        self.keepsReasons = keepsReasons
        asked = .allocate(capacity: 1)
        asked.initialize(to: request)
        frame = Frame(plan)
        view = plan.history.map { [frame] in HistoryView(plan, $0, frame) }
        machine = frame.owner.ref
        windows = .allocate(capacity: max(1, plan.daysInForce.count))
        for (index, days) in plan.daysInForce.enumerated() { (windows + index).initialize(to: Window(request.window(days))) }
        eventCount = max(1, plan.policy.vocabulary.events.count)
        let days = UnsafeMutablePointer<Int32>.allocate(capacity: 3 * eventCount)
        days.initialize(repeating: 0, count: 3 * eventCount)
        ledger = .allocate(capacity: 1)
        ledger.initialize(
            to: EventLedger(
                first: days, latest: days + eventCount, count: days + 2 * eventCount, measures: measures,
                view: view.map { Unmanaged.passUnretained($0) }))
        rules = .allocate(capacity: plan.rules.count + 1)
        rules.initialize(repeating: RuleState(), count: plan.rules.count + 1)
        missing = .allocate(capacity: plan.rules.count + 1)
        missing.initialize(repeating: .null, count: plan.rules.count + 1)
        pending = .allocate(capacity: 1)
        pending.initialize(to: Pending())
        holds = .allocate(capacity: max(1, plan.measures.count))
        holds.initialize(repeating: Hold(), count: max(1, plan.measures.count))
        machine.pointee.host = UnsafeMutableRawPointer(ledger)
        deferred = .allocate(capacity: max(1, plan.slotCount))
        deferred.initialize(repeating: nil, count: max(1, plan.slotCount))
        for definition in plan.definitions { deferred[definition.slot] = definition.program }
        for (list, program) in plan.historyLists { deferred[list.slot(in: plan.policy)] = program }
        machine.pointee.deferred = deferred
    }

    deinit {
        ledger.pointee.first.deallocate()
        ledger.deallocate()
        deferred.deallocate()
        rules.deallocate()
        missing.deallocate()
        touched.free()
        holds.deallocate()
        pending.deallocate()
        asked.deallocate()
        windows.deallocate()
        order.free()
        measures.free()
        history.free()
        citations.free()
        options.free()
        undetermined.free()
        conflicts.free()
        fired.free()
        ceased.free()
        further.free()
        imprecisions.free()
        holdings.free()
        showing.free()
        instances.free()
        answered.free()
        reached.free()
        holdReaches.free()
        changes.free()
    }

    /// Asks about other days from now on.
    package func ask(_ request: DecisionRequest) {
        guard request != self.request else { return }
        asked.pointee = request
        for (index, days) in plan.daysInForce.enumerated() { windows[index] = Window(request.window(days)) }
    }

    /// Forgets the outcome of the last case.
    func reset() {
        ledger.pointee.count.update(repeating: 0, count: eventCount)
        order.removeAll()
        measures.removeAll()
        history.removeAll()
        citations.removeAll()
        options.removeAll()
        undetermined.removeAll()
        conflicts.removeAll()
        imprecisions.removeAll()
        if !machine.pointee.violations.isEmpty { machine.pointee.violations.removeAll(keepingCapacity: true) }
        instances.removeAll()
        reached.removeAll()
        holdReaches.removeAll()
        changes.removeAll()
        // States and definitions of the last replay: the same frame may be asked about several days.
        let (slots, facts) = (machine.pointee.slots, plan.factSlotCount)
        if let template = plan.template.slots.baseAddress { (slots + facts).update(from: template + facts, count: plan.slotCount - facts) }
        // A pack may have thousands of rules of which a case touches ten.
        for rule in touched.elements { rules[Int(rule)] = RuleState() }
        touched.removeAll()
        if holdings.count > 0 { holds.update(repeating: Hold(), count: plan.measures.count) }
        holdings.removeAll()
        pending.pointee = Pending()
        machine.pointee.missingYear = Machine.noYear
    }

    /// Decides the case in the frame. The outcome stands in this workspace until the next case.
    package func decide() {
        var observer = Unobserved()
        decide(observer: &observer)
    }

    package func decide<Observer: ReplayObserver>(observer: inout Observer) {
        reset()
        replay(&observer)
    }
}
