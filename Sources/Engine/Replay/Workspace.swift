import FEEL
import Policy

/// What one thread needs to decide cases with a plan: the frame and the state of a replay, kept from record to record.
package final class Workspace {
    package let plan: Plan
    package let frame: Frame
    package private(set) var request: DecisionRequest
    /// By layer: the days on which its rules can fire.
    private(set) var windows: [ClosedRange<Int32>?]

    var ledger: UnsafeMutablePointer<EventLedger>
    /// Events that count, by their number in the frame, ordered by day and then as in the record.
    var order = TrivialBuffer<Int32>()
    package var measures = TrivialBuffer<MeasureState>()
    package var history = TrivialBuffer<HistoryEntry>()
    package var citations = TrivialBuffer<Citation>()
    package var options = TrivialBuffer<OptionState>()
    package var undetermined = TrivialBuffer<UndeterminedState>()
    package var conflicts = TrivialBuffer<ConflictState>()
    /// Rules that fired or ceased at the present moment.
    var fired = TrivialBuffer<Int32>()
    var ceased = TrivialBuffer<Int32>()
    /// Measures that a further rule imposed at the present moment.
    var further = TrivialBuffer<Citation>()
    /// The order in which measures are shown.
    var showing = TrivialBuffer<Int32>()
    var rules: UnsafeMutablePointer<RuleState>
    var holds: UnsafeMutablePointer<Hold>
    private let eventCount: Int

    /// What a rule has come to in this case.
    struct RuleState {
        var progress = Progress.waiting
        /// The unknown its condition last came to.
        var missing = Value.null

        enum Progress: UInt8 {
            case waiting, unknown, holding, fired
        }
    }

    /// Which rules suspend or withhold a measure now; -1 for none.
    struct Hold {
        var suspender: Int32 = -1
        var stopsClock = false
        var withholder: Int32 = -1
    }

    package init(_ plan: Plan, request: DecisionRequest) {
        self.plan = plan
        self.request = request
        frame = Frame(plan)
        windows = plan.policy.layers.map { request.window($0.inForce) }
        eventCount = max(1, plan.policy.vocabulary.events.count)
        let days = UnsafeMutablePointer<Int32>.allocate(capacity: 3 * eventCount)
        days.initialize(repeating: 0, count: 3 * eventCount)
        ledger = .allocate(capacity: 1)
        ledger.initialize(to: EventLedger(first: days, latest: days + eventCount, count: days + 2 * eventCount))
        rules = .allocate(capacity: max(1, plan.rules.count))
        rules.initialize(repeating: RuleState(), count: max(1, plan.rules.count))
        holds = .allocate(capacity: max(1, plan.measures.count))
        holds.initialize(repeating: Hold(), count: max(1, plan.measures.count))
        let machine = frame.owner.ref
        machine.pointee.host = UnsafeMutableRawPointer(ledger)
        var programs = [Program?](repeating: nil, count: plan.slotCount)
        for definition in plan.definitions { programs[definition.slot] = definition.program }
        let bySlot = programs
        machine.pointee.force = { m, slot in
            // While it is being evaluated it reads as null; a definition that reads itself was refused long before.
            m.pointee.slots[slot] = .null
            let value = slot < bySlot.count ? bySlot[slot]?.evaluate(m) ?? .null : .null
            m.pointee.slots[slot] = value
            return value
        }
    }

    deinit {
        ledger.pointee.first.deallocate()
        ledger.deallocate()
        rules.deallocate()
        holds.deallocate()
    }

    /// Asks about other days from now on.
    package func ask(_ request: DecisionRequest) {
        guard request != self.request else { return }
        self.request = request
        windows = plan.policy.layers.map { request.window($0.inForce) }
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
        rules.update(repeating: RuleState(), count: plan.rules.count)
        holds.update(repeating: Hold(), count: plan.measures.count)
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
