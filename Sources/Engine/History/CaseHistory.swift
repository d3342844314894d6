import FEEL
import Policy

/// The records of one subject, as far as expressions look at them from one another: kept while each of them is decided.
///
/// Filled once with every record of the subject, in their order; each is then decided with the others in view. Reused from subject to subject.
package final class CaseHistory {
    package let plan: Plan
    let shape: HistoryPlan
    let entries = TrivialBuffer<Entry>()
    /// Facts of the entries, those that the plan keeps, one entry's after the other's.
    let facts = TrivialBuffer<Value>()
    /// Events that count, of each entry by day and then as in the record.
    let events = TrivialBuffer<CaseEvent>()
    let eventValues = TrivialBuffer<Value>()
    /// Numbers of the entries by day, on one day as they came; those whose day isn't known at the end.
    let order = TrivialBuffer<Int32>()
    private let arena: UnsafeMutablePointer<Arena>
    let outcomes: SubjectOutcomes
    /// Whether the outcomes are of this history alone, and not of histories under other laws as well.
    private let isAlone: Bool
    /// Fills a frame with the record of a number once more. Asked for where later records look at what earlier ones came to.
    package var refill: ((Int, Frame) -> Void)?
    /// What they are decided with; made when it is first needed.
    private var workspace: Workspace?

    /// A record of the subject.
    struct Entry: BitwiseCopyable {
        var id: Value
        var kind: Int32
        /// The day it begins to count: a date, or unknown, or null where its kind has none.
        var day: Value
        /// When it came to be known; `Int32.min` where that is when it begins.
        var recorded: Int32
        var firstFact: Int32
        var firstEvent: Int32
        var eventCount: Int32
    }

    /// What a measure that a record imposed is from a day on, until its next row.
    struct EarlierMeasure: BitwiseCopyable {
        var on: Int32
        /// Its number in the record's decision.
        var number: Int32
        var type: UInt16
        var status: Status
        /// Dates, null, or unknown.
        var from: Value
        var until: Value
    }

    /// From a day on, whether measures of a type stand isn't known for want of these facts; null when it is again.
    struct OpenMeasure: BitwiseCopyable {
        var on: Int32
        var type: UInt16
        var missing: Value
    }

    /// Nil where the plan looks at no other records.
    /// - Parameter outcomes: what the records came to, where histories under other laws look at that as well.
    package init?(_ plan: Plan, outcomes: SubjectOutcomes? = nil) {
        guard let shape = plan.history else { return nil }
        self.plan = plan
        self.shape = shape
        self.outcomes = outcomes ?? SubjectOutcomes()
        isAlone = outcomes == nil
        arena = .allocate(capacity: 1)
        arena.initialize(to: Arena())
    }

    deinit {
        entries.free()
        facts.free()
        events.free()
        eventValues.free()
        order.free()
        arena.pointee.free()
        arena.deinitialize(count: 1)
        arena.deallocate()
    }

    /// How many records there are.
    package var count: Int { entries.count }

    /// Forgets the last subject. Shared outcomes are for who shares them to forget.
    package func begin() {
        entries.removeAll()
        facts.removeAll()
        events.removeAll()
        eventValues.removeAll()
        order.removeAll()
        arena.pointee.reset()
        if isAlone { outcomes.begin() }
        outcomes.join(self)
    }

    /// Adds the record in a frame. What is kept of it is copied.
    package func append(_ frame: Frame) {
        entries.append(entry(frame, entries.count))
        insert(Int32(entries.count - 1))
    }

    /// Puts the record in a frame where another state of it stands. The frame may be that of a plan under another law, with the same vocabulary.
    func replace(_ frame: Frame, at number: Int) {
        entries[number] = entry(frame, number)
        order.removeAll()
        for index in 0..<entries.count { insert(Int32(index)) }
    }

    private func entry(_ frame: Frame, _ number: Int) -> Entry {
        let kind = plan.kinds[frame.kind]
        let offset = plan.factNames.count * (number + 1)
        // Symbols mean something in the plan of their own only.
        let isForeign = frame.plan !== plan
        let first = facts.count
        for slot in shape.facts { facts.append(kept(known(frame[Int(slot)], Int(slot), frame.kind), offset, isForeign: isForeign)) }
        let firstEvent = events.count
        if shape.readsEvents { copyEvents(frame, offset, isForeign: isForeign) }
        var day = Value.null
        if kind.daySlot >= 0 { day = kept(frame[Int(kind.daySlot)], offset, isForeign: isForeign) }
        return Entry(
            id: kept(frame.id, offset, isForeign: isForeign), kind: Int32(frame.kind), day: day, recorded: frame.recorded, firstFact: Int32(first),
            firstEvent: Int32(firstEvent), eventCount: Int32(events.count - firstEvent))
    }

    /// A fact that the record's kind doesn't have is null: nothing could make it known.
    private func known(_ value: Value, _ slot: Int, _ kind: Int) -> Value {
        value.isUnknown && !plan.hasFact(slot, kind: kind) ? .null : value
    }

    private func copyEvents(_ frame: Frame, _ offset: Int, isForeign: Bool) {
        let first = events.count
        for event in frame.events.elements {
            let count = plan.template.eventFacts[Int(event.type)].count
            var copy = event
            copy.facts = Int32(eventValues.count)
            for index in 0..<count { eventValues.append(kept(frame.eventValues[Int(event.facts) + index], offset, isForeign: isForeign)) }
            events.append(copy)
            var place = events.count - 1
            while place > first, events[place - 1].on > copy.on {
                events[place] = events[place - 1]
                place -= 1
            }
            events[place] = copy
        }
    }

    private func insert(_ index: Int32) {
        order.append(index)
        var place = order.count - 1
        while place > 0, precedes(index, order[place - 1]) {
            order[place] = order[place - 1]
            place -= 1
        }
        order[place] = index
    }

    private func precedes(_ a: Int32, _ b: Int32) -> Bool {
        let (x, y) = (entries[Int(a)].day, entries[Int(b)].day)
        guard x.tag == .date else { return false }
        guard y.tag == .date else { return true }
        return (x.bits, a) < (y.bits, b)
    }

    /// A value whose memory lies here, unknown facts numbered as this record's.
    private func kept(_ value: Value, _ offset: Int, isForeign: Bool) -> Value {
        switch value.tag {
        case .unknown: return arena.pointee.numbered(value, own: plan.factNames.count, offset: offset)
        case .string where (value.aux == 0 || isForeign) && value.length > 0:
            guard let memory = arena.pointee.allocate(Int(value.length)), let bytes = value.address else { return .null }
            memory.copyMemory(from: bytes, byteCount: Int(value.length))
            var copy = value
            copy.aux = 0
            copy.bits = Int64(Int(bitPattern: memory))
            return copy
        case .bigNumber:
            guard let memory = arena.pointee.allocate(MemoryLayout<Decimal128>.size) else { return .null }
            memory.storeBytes(of: value.decimal, as: Decimal128.self)
            return Value(tag: .bigNumber, bits: Int64(Int(bitPattern: memory)))
        case .list where value.length > 0:
            let elements = value.elements
            guard let memory = arena.pointee.allocate(elements.count * MemoryLayout<Value>.stride) else { return .null }
            let start = memory.bindMemory(to: Value.self, capacity: elements.count)
            for (index, element) in elements.enumerated() { start[index] = kept(element, offset, isForeign: isForeign) }
            var copy = value
            copy.bits = Int64(Int(bitPattern: memory))
            return copy
        default: return value
        }
    }

    /// The name of an unknown fact of one of the records: `records.r-7.breach.loss`.
    func factName(_ number: Int) -> String {
        let own = plan.factNames.count
        guard own > 0, number >= own, number / own - 1 < entries.count else { return plan.factName(number) }
        let id = String(decoding: entries[number / own - 1].id.utf8, as: UTF8.self)
        return "\(TypedPolicy.otherRecordPrefix)\(id).\(plan.factName(number % own))"
    }

    // MARK: What earlier records came to

    /// Decides every record, those that begin earlier first, where others look at what it came to. Done once for the days asked about.
    func decideAll(_ request: DecisionRequest) {
        guard shape.readsMeasures, entries.count > 1 else { return }
        if let decide = outcomes.decide {
            outcomes.settle(request, begun, count: entries.count, decide)
            return
        }
        guard let refill else { return }
        let workspace = self.workspace ?? Workspace(plan, request: request, keepsReasons: false)
        self.workspace = workspace
        let isDone = outcomes.settle(request, begun, count: entries.count) { number, request in
            workspace.ask(request)
            refill(number, workspace.frame)
            workspace.stand(in: self, at: number)
            outcomes.takeDown(number, workspace)
        }
        // What holds this must not be held by it; those that are decided meanwhile still look at it.
        if isDone { workspace.standAlone() }
    }

    /// Numbers of the records whose day is known, by day.
    private var begun: [Int] { order.elements.map { Int($0) }.filter { entries[$0].day.tag == .date } }
}

extension Plan {
    /// Whether a kind of record has the fact in a slot.
    func hasFact(_ slot: Int, kind: Int) -> Bool {
        policy.vocabulary.records.indices.contains(kind) && policy.vocabulary.records[kind].fact(inSlot: slot) != nil
    }
}
