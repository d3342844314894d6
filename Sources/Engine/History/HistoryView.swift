import FEEL
import Policy

/// The subject's records as they are seen from the record being decided, on the day of the present moment.
final class HistoryView {
    private let plan: Plan
    private let shape: HistoryPlan
    /// The subject's records; nil where the record stands alone.
    private(set) var group: CaseHistory?
    /// The record's own number there.
    private var own = -1
    /// The day of the present moment.
    var today = Int32.min
    /// The day on which the record begins.
    private var first = Int32.min
    private var request = DecisionRequest(asOf: 0)
    /// What the whole view waits for: whom the record is about, or since when. Null when nothing is missing.
    private var missing = Value.null
    private let frame: Frame
    /// Days on which something changes that is seen here, ascending; the first day isn't one.
    private let moments = TrivialBuffer<Int32>()
    /// The place among them of the next one.
    private var turn = 0
    /// As which trial of the frame's the record stands among the others.
    private var trial = 0
    /// Values of the states of the record being looked at.
    private let states: UnsafeMutablePointer<Value>

    init(_ plan: Plan, _ shape: HistoryPlan, _ frame: Frame) {
        self.plan = plan
        self.shape = shape
        self.frame = frame
        states = .allocate(capacity: max(1, plan.slotCount))
        states.initialize(repeating: .false, count: max(1, plan.slotCount))
    }

    deinit {
        moments.free()
        states.deallocate()
    }

    static func of(_ m: MachineRef) -> HistoryView? { EventLedger.of(m)?.pointee.view?.takeUnretainedValue() }

    func stand(in group: CaseHistory?, at number: Int) {
        self.group = group
        own = number
        trial = 0
        // Nothing is seen before the record is decided.
        (today, first, missing) = (.min, .min, .null)
    }

    /// Begins the record in the frame.
    /// - Parameter day: the day on which it begins, or the unknown that stands for it.
    func begin(_ request: DecisionRequest, day: Value) {
        self.request = request
        if let group {
            // What is tried of the record is seen from earlier ones that look ahead.
            if frame.trial != trial, shape.readsMeasures, own >= 0, group.outcomes.looksAhead { group.outcomes.renew(frame, at: own) }
            trial = frame.trial
            group.decideAll(request)
        }
        moments.removeAll()
        turn = 0
        let subject = Int(plan.kinds[frame.kind].subjectSlot)
        missing = .null
        if subject >= 0, frame[subject].isUnknown { missing = frame[subject] }
        guard day.tag == .date else {
            missing = missing.isUnknown ? frame.owner.ref.pointee.unknown(missing, day) : day
            today = request.asOf
            return
        }
        first = Int32(clamping: day.bits)
        today = first
        gatherMoments()
    }

    // MARK: Moments

    private func gatherMoments() {
        for period in shape.periods where period.startSlot < 0 { note(period.day(1, after: Int64(first))) }
        for period in shape.periods where period.startSlot >= 0 { noteCycle(period, Int64(first)) }
        guard let group, group.count > 1 else { return arrange() }
        for number in 0..<group.count where number != own {
            let entry = group.entries[number]
            guard entry.day.tag == .date, entry.day.bits <= Int64(request.asOf), isKnown(entry) else { continue }
            note(entry.day.bits)
            for period in shape.periods {
                if period.startSlot < 0 { note(period.day(1, after: entry.day.bits)) } else { noteCycle(period, entry.day.bits) }
            }
            for place in 0..<Int(entry.eventCount) { note(Int64(group.events[Int(entry.firstEvent) + place].on)) }
            let (outcomes, span) = (group.outcomes, group.outcomes.span(number))
            for place in 0..<Int(span.measureCount) { note(Int64(outcomes.measures[Int(span.firstMeasure) + place].on)) }
            for place in 0..<Int(span.openCount) { note(Int64(outcomes.open[Int(span.firstOpen) + place].on)) }
        }
        arrange()
    }

    /// A record is no longer seen when the next cycle begins.
    private func noteCycle(_ period: HistoryPeriod, _ day: Int64) {
        let start = frame[Int(period.startSlot)]
        guard start.tag == .date else { return }
        note(period.day(period.cycle(of: day, from: start.bits) + 1, after: start.bits))
    }

    private func note(_ day: Int64) {
        if day > Int64(first), day <= Int64(request.asOf) { moments.append(Int32(clamping: day)) }
    }

    private func arrange() {
        guard moments.count > 1 else { return }
        var days = UnsafeMutableBufferPointer(start: moments.start, count: moments.count)
        days.sort()
    }

    /// The next day on which something changes that is seen here; `Int32.max` for none.
    func nextMoment(after today: Int32) -> Int32 {
        // Several of them may fall on one day.
        while turn < moments.count, moments[turn] <= today { turn += 1 }
        return turn < moments.count ? moments[turn] : .max
    }

    // MARK: Which records

    private func isKnown(_ entry: CaseHistory.Entry) -> Bool {
        entry.recorded == .min ? entry.day.bits <= Int64(request.known) : entry.recorded <= request.known
    }

    /// Whether another record has begun and counts today: true, false or unknown. Leaves its states as they are today.
    private func counts(_ number: Int, _ group: CaseHistory) -> Value {
        let entry = group.entries[number]
        guard number != own, !entry.day.isNull else { return .false }
        if entry.day.isUnknown {
            // One that came to be known too late isn't seen, whatever its day.
            return entry.recorded != .min && entry.recorded > request.known ? .false : entry.day
        }
        guard entry.day.bits <= Int64(today), isKnown(entry) else { return .false }
        if shape.readsEvents { workOutStates(entry, group) }
        let void = Int(shape.voidSlots[Int(entry.kind)])
        if void < 0 { return .true }
        return states[void].isUnknown ? states[void] : .boolean(!states[void].isTrue)
    }

    /// Whether the record being decided counts itself.
    private var countsItself: Value {
        let void = Int(shape.voidSlots[frame.kind])
        if void < 0 { return .true }
        let value = frame.owner.ref.pointee.slots[void]
        return value.isUnknown ? value : .boolean(!value.isTrue)
    }

    /// The day on which a record begins that isn't unknown.
    private func begin(_ number: Int) -> Int64 {
        guard number != own, let group else { return Int64(first) }
        return group.entries[number].day.bits
    }

    private func isEarlier(_ number: Int) -> Bool { (begin(number), number) < (Int64(first), own) }

    private func workOutStates(_ entry: CaseHistory.Entry, _ group: CaseHistory) {
        for slot in shape.stateSlots { states[Int(slot)] = .false }
        for place in 0..<Int(entry.eventCount) {
            let event = group.events[Int(entry.firstEvent) + place]
            guard event.on <= today else { return }
            guard event.on <= request.asOf, event.recorded <= request.known else { continue }
            for transition in plan.transitions[Int(event.type)] {
                transition.apply(to: states, facts: group.eventValues.start + Int(event.facts), frame.owner.ref)
            }
        }
    }

    // MARK: Lists

    /// The records that began before this one, or since.
    func list(_ which: HistoryList) -> Value {
        if missing.isUnknown { return missing }
        return collect(showsMeasures: which == .earlier, withOwn: false) { isEarlier($0) == (which == .earlier) }
    }

    /// The records of a period that ends today, this one among them.
    func list(_ period: HistoryPeriod) -> Value {
        if missing.isUnknown { return missing }
        if period.startSlot < 0 {
            let today = Int64(today)
            return collect(showsMeasures: false, withOwn: true) { today < period.day(1, after: begin($0)) }
        }
        let counted = frame[Int(period.startSlot)]
        if counted.isUnknown { return counted }
        guard counted.tag == .date else { return .null }
        let start = period.day(period.cycle(of: Int64(today), from: counted.bits), after: counted.bits)
        return collect(showsMeasures: false, withOwn: true) { start <= begin($0) }
    }

    /// Records in order for which `isWanted`, asked of those whose day is known.
    private func collect(showsMeasures: Bool, withOwn: Bool, _ isWanted: (Int) -> Bool) -> Value {
        let machine = frame.owner.ref
        var unknown = Value.null
        var items: [Value] = []
        if let group {
            for place in 0..<group.order.count {
                let number = Int(group.order[place])
                if number == own {
                    if withOwn, isWanted(number) { addOwn(&items, &unknown) }
                    continue
                }
                let counts = counts(number, group)
                if counts.isFalse { continue }
                if counts.isUnknown {
                    // With its day unknown it might be any of them.
                    if group.entries[number].day.isUnknown || isWanted(number) { unknown = join(unknown, counts) }
                    continue
                }
                if isWanted(number) { items.append(item(number, group, showsMeasures: showsMeasures)) }
            }
        } else if withOwn, isWanted(own) {
            addOwn(&items, &unknown)
        }
        if unknown.isUnknown { return unknown }
        if items.isEmpty { return Value(tag: .list) }
        guard machine.pointee.step(items.count), let memory = machine.pointee.arena.allocate(items.count * MemoryLayout<Value>.stride) else {
            return machine.pointee.fail(.memory, Self.site)
        }
        let start = memory.bindMemory(to: Value.self, capacity: items.count)
        for (index, item) in items.enumerated() { start[index] = item }
        return Value(tag: .list, exponent: 4, length: UInt32(items.count), bits: Int64(Int(bitPattern: start)))
    }

    private func join(_ a: Value, _ b: Value) -> Value { a.isUnknown ? frame.owner.ref.pointee.unknown(a, b) : b }

    private func addOwn(_ items: inout [Value], _ unknown: inout Value) {
        let counts = countsItself
        if counts.isUnknown { unknown = join(unknown, counts) } else if counts.isTrue { items.append(ownItem()) }
    }

    private static let site = Site(span: .at(0), subject: "history")

    // MARK: A record

    private func item(_ number: Int, _ group: CaseHistory, showsMeasures: Bool) -> Value {
        let entry = group.entries[number]
        return context { member in
            switch member.source {
            case .record: entry.id
            case .kind: shape.kindNames[Int(entry.kind)]
            case .day: entry.day
            case .events: events(entry, group)
            case .measures: showsMeasures ? measures(number, group) : .null
            case .fact: member.index >= 0 ? group.facts[Int(entry.firstFact) + Int(member.index)] : .null
            case .state: states[Int(shape.stateSlots[Int(member.index)])]
            }
        }
    }

    private func ownItem() -> Value {
        let slots = frame.owner.ref.pointee.slots
        return context { member in
            switch member.source {
            case .record: frame.id
            case .kind: shape.kindNames[frame.kind]
            case .day: .date(days: Int64(first))
            case .events: ownEvents()
            case .measures: .null
            case .fact: member.index >= 0 ? ownFact(Int(shape.facts[Int(member.index)])) : .null
            case .state: slots[Int(shape.stateSlots[Int(member.index)])]
            }
        }
    }

    /// A fact that the record's kind doesn't have is null.
    private func ownFact(_ slot: Int) -> Value {
        let value = frame[slot]
        return value.isUnknown && !plan.hasFact(slot, kind: frame.kind) ? .null : value
    }

    private func context(_ value: (HistoryMemberPlan) -> Value) -> Value {
        let machine = frame.owner.ref
        let count = shape.members.count
        guard machine.pointee.step(count), let memory = machine.pointee.arena.allocate(max(1, 2 * count) * MemoryLayout<Value>.stride) else {
            return machine.pointee.fail(.memory, Self.site)
        }
        let start = memory.bindMemory(to: Value.self, capacity: max(1, 2 * count))
        for (index, member) in shape.members.enumerated() {
            start[2 * index] = member.key
            start[2 * index + 1] = value(member)
        }
        return Value(tag: .context, exponent: 3, length: UInt32(count), bits: Int64(Int(bitPattern: start)))
    }

    private func inner(_ rows: [[Value]]) -> Value {
        let machine = frame.owner.ref
        return machine.list(rows.map { machine.context($0, Self.site) }, Self.site)
    }

    private func events(_ entry: CaseHistory.Entry, _ group: CaseHistory) -> Value {
        var rows: [[Value]] = []
        for place in 0..<Int(entry.eventCount) {
            let event = group.events[Int(entry.firstEvent) + place]
            guard event.on <= today, event.on <= request.asOf, event.recorded <= request.known else { continue }
            rows.append([shape.words.type, shape.eventNames[Int(event.type)], shape.words.on, .date(days: Int64(event.on))])
        }
        return inner(rows)
    }

    private func ownEvents() -> Value {
        var found: [CaseEvent] = []
        for event in frame.events.elements where event.on <= today && event.on <= request.asOf && event.recorded <= request.known {
            found.append(event)
        }
        let sorted = found.enumerated().sorted { ($0.element.on, $0.offset) < ($1.element.on, $1.offset) }.map(\.element)
        return inner(sorted.map { [shape.words.type, shape.eventNames[Int($0.type)], shape.words.on, .date(days: Int64($0.on))] })
    }

    /// The measures of a record as they stand today; what was undone from the start isn't among them.
    private func measures(_ number: Int, _ group: CaseHistory) -> Value {
        var missing = Value.null
        for type in 0..<plan.measures.count { missing = join(missing, unsettled(UInt16(type), number, group)) }
        if missing.isUnknown { return missing }
        let words = shape.words
        return inner(
            standing(number, group).filter { $0.status != .revoked }.map { row in
                [
                    words.name, shape.measureNames[Int(row.type)], words.status, shape.statusNames[Int(row.status.rawValue)], words.from, row.from,
                    words.until, row.until,
                ]
            })
    }

    /// What each measure of a record is today, in the order in which they were imposed.
    private func standing(_ number: Int, _ group: CaseHistory) -> [CaseHistory.EarlierMeasure] {
        var latest: [CaseHistory.EarlierMeasure] = []
        let span = group.outcomes.span(number)
        for place in 0..<Int(span.measureCount) {
            let row = group.outcomes.measures[Int(span.firstMeasure) + place]
            guard row.on <= today else { continue }
            if let known = latest.firstIndex(where: { $0.number == row.number }) {
                // Rows of one measure come in the order of their days.
                latest[known] = row
            } else {
                latest.append(row)
            }
        }
        return latest.sorted { $0.number < $1.number }
    }

    private func unsettled(_ type: UInt16, _ number: Int, _ group: CaseHistory) -> Value {
        var missing = Value.null
        let span = group.outcomes.span(number)
        for place in 0..<Int(span.openCount) {
            let row = group.outcomes.open[Int(span.firstOpen) + place]
            if row.type == type, row.on <= today { missing = row.missing }
        }
        return missing
    }

    /// How many measures of a type stand that earlier records imposed: begun, and neither ended nor fulfilled.
    func numberOfStanding(_ type: Int) -> Value {
        if missing.isUnknown { return missing }
        guard let group else { return .number(0) }
        var unknown = Value.null
        var count: Int64 = 0
        for place in 0..<group.order.count {
            let number = Int(group.order[place])
            let counts = counts(number, group)
            if counts.isFalse || (group.entries[number].day.tag == .date && !isEarlier(number)) { continue }
            if counts.isUnknown {
                unknown = join(unknown, counts)
                continue
            }
            unknown = join(unknown, unsettled(UInt16(type), number, group))
            for row in standing(number, group) where Int(row.type) == type && row.status != .pending && !row.status.isFinal { count += 1 }
        }
        return unknown.isUnknown ? unknown : .number(count)
    }
}
