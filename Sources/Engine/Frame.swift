import FEEL
import Policy

/// The initial state of a frame: every fact unknown.
struct FrameTemplate: @unchecked Sendable {
    // Sendable: values of constants and numbers only.
    var slots: UnsafeBufferPointer<Value>
    /// Facts of each event type, unknown.
    var eventFacts: UnsafeBufferPointer<UnsafeBufferPointer<Value>>

    init(_ typed: TypedPolicy, slotCount: Int, readsHistory: Bool, unit: CompilationUnit, memory: PlanMemory) {
        let policy = typed.policy
        let initial: [Value] = policy.variables.variables.enumerated().map { slot, variable in
            switch variable.origin {
            case .fact: .unknown(fact: slot)
            case .state: .false
            case .definition: Value(tag: .deferred)
            case .parameter(let index): unit.constant(typed.parameters[index].value)
            }
        }
        var all = initial + [Value](repeating: .null, count: slotCount - initial.count)
        // Lists of records are made when they are first read.
        if readsHistory { for list in HistoryList.allCases { all[list.slot(in: policy)] = Value(tag: .deferred) } }
        slots = memory.table(all)
        eventFacts = memory.table(
            policy.vocabulary.events.enumerated().map { event, type in
                memory.table(type.facts.indices.map { Value.unknown(fact: typed.eventFact(event, $0)) })
            })
    }
}

/// An event of a case, as read.
package struct CaseEvent: BitwiseCopyable {
    /// Its type's number.
    package var type: UInt16
    /// Days since 1970-01-01.
    package var on: Int32
    /// When it came to be known; `on` where the record doesn't say.
    package var recorded: Int32
    /// Where its facts begin among the frame's values of events.
    package var facts: Int32

    package init(type: UInt16, on: Int32, recorded: Int32, facts: Int32) {
        self.type = type
        self.on = on
        self.recorded = recorded
        self.facts = facts
    }
}

/// A case as the engine sees it: typed slots and a list of events, filled by a reader, without dictionaries. Reused from record to record.
package final class Frame {
    package let plan: Plan
    package let owner: MachineOwner
    /// The events in the order of the record.
    package let events = TrivialBuffer<CaseEvent>()
    package let eventValues = TrivialBuffer<Value>()
    private let head: UnsafeMutablePointer<Head>

    private struct Head: BitwiseCopyable {
        var kind = 0
        var id = Value.null
        var recorded = Int32.min
        var trial = 0
    }

    /// How often the case has been changed by way of trial, and changed back.
    var trial: Int { head.pointee.trial }

    /// The case is another from now on than it was.
    func markTrial() { head.pointee.trial += 1 }

    /// Number of the kind of record.
    package var kind: Int {
        get { head.pointee.kind }
        set { head.pointee.kind = newValue }
    }

    /// The record's id; null while there is none.
    package var id: Value {
        get { head.pointee.id }
        set { head.pointee.id = newValue }
    }

    /// When the record came to be known; `Int32.min` where it doesn't say.
    package var recorded: Int32 {
        get { head.pointee.recorded }
        set { head.pointee.recorded = newValue }
    }

    package init(_ plan: Plan) {
        self.plan = plan
        owner = MachineOwner(slots: plan.slotCount)
        head = .allocate(capacity: 1)
        head.initialize(to: Head())
        if let start = plan.template.slots.baseAddress { owner.ref.pointee.slots.update(from: start, count: plan.template.slots.count) }
    }

    deinit {
        head.deallocate()
        events.free()
        eventValues.free()
    }

    /// Forgets the last case: every fact is unknown again. States and definitions begin anew with each replay.
    package func begin() {
        owner.reset()
        if let start = plan.template.slots.baseAddress { owner.ref.pointee.slots.update(from: start, count: plan.factSlotCount) }
        head.pointee = Head()
        events.removeAll()
        eventValues.removeAll()
    }

    /// Sets a fact. The value's memory must live until the next ``begin()``.
    @inline(__always)
    package func set(_ slot: Int, _ value: Value) {
        guard slot >= 0, slot < plan.factSlotCount else { return }
        owner.ref.pointee.slots[slot] = value
    }

    /// Whether a fact has been set.
    @inline(__always)
    package func isSet(_ slot: Int) -> Bool {
        slot >= 0 && slot < plan.factSlotCount && !owner.ref.pointee.slots[slot].isUnknown
    }

    /// A fact's value.
    package subscript(slot: Int) -> Value { slot >= 0 && slot < plan.slotCount ? owner.ref.pointee.slots[slot] : .null }

    /// Adds an event with its facts unknown; they are set with ``setEventFact(_:_:)`` until the next one is added.
    package func appendEvent(type: Int, on: Int32, recorded: Int32?) {
        guard type >= 0, type < plan.template.eventFacts.count else { return }
        events.append(CaseEvent(type: UInt16(type), on: on, recorded: recorded ?? on, facts: Int32(eventValues.count)))
        for value in plan.template.eventFacts[type] { eventValues.append(value) }
    }

    /// Sets a fact of the event added last.
    package func setEventFact(_ fact: Int, _ value: Value) {
        guard events.count > 0 else { return }
        let event = events[events.count - 1]
        guard fact >= 0, fact < plan.template.eventFacts[Int(event.type)].count else { return }
        eventValues[Int(event.facts) + fact] = value
    }
}
