import FEEL
import Policy

/// What the expressions of a plan read of the subject's other records; a plan that reads nothing of them has none.
struct HistoryPlan: @unchecked Sendable {
    // Sendable: plain values over tables that only the plan's initializer writes.
    /// Whether the measures that earlier records imposed are looked at: then these are decided as well.
    var readsMeasures = false
    /// The slot of the first of the lists of records.
    var firstSlot: Int
    /// Whether records are seen that begin after the one decided: what earlier ones came to may then hang on it.
    var looksAhead = false
    /// Whether what happens to other records as time goes on is looked at: their events, or the states that follow from them.
    var readsEvents = false
    /// What is kept of each record, and under which key.
    var members: UnsafeBufferPointer<HistoryMemberPlan>
    /// Slots of the facts that are kept, ascending.
    var facts: UnsafeBufferPointer<Int32>
    /// By slot: its place in `facts`; -1 for one that isn't kept.
    var places: UnsafeBufferPointer<Int32>
    /// By kind of record: the slot of the state in which it doesn't count; -1 for none.
    var voidSlots: UnsafeBufferPointer<Int32>
    var periods: UnsafeBufferPointer<HistoryPeriod>
    /// By state: its slot, in the order of the vocabulary.
    var stateSlots: UnsafeBufferPointer<Int32>
    var words: HistoryKeys
    /// The names of kinds, events, measures and statuses, as texts.
    var kindNames: UnsafeBufferPointer<Value>
    var eventNames: UnsafeBufferPointer<Value>
    var measureNames: UnsafeBufferPointer<Value>
    var statusNames: UnsafeBufferPointer<Value>
}

/// A member of a record among the others.
struct HistoryMemberPlan: BitwiseCopyable {
    var key: Value
    var source: Source
    /// Of a fact its place among those kept, of a state its number.
    var index: Int32

    enum Source: UInt8, BitwiseCopyable { case record, kind, day, events, measures, fact, state }
}

/// The keys of what stands inside a record's events and measures.
struct HistoryKeys {
    var type: Value
    var on: Value
    var name: Value
    var status: Value
    var from: Value
    var until: Value
}

/// A stretch of time over which records are looked at.
struct HistoryPeriod: BitwiseCopyable, Hashable {
    /// Of months, or else of days.
    var isMonths: Bool
    var length: Int64
    /// The slot of the date from which cycles are counted; -1 for a period that ends with the day.
    var startSlot: Int32

    /// - Parameter argument: as ``TypedExpr/Kind/period(_:argument:reads:)`` has it.
    init?(_ argument: String) {
        let parts = argument.split(separator: " ")
        guard let first = parts.first, let datum = Datum(duration: String(first)) else { return nil }
        switch datum {
        case .yearsMonthsDuration(let months): (isMonths, length) = (true, months)
        case .daysTimeDuration(let seconds, _): (isMonths, length) = (false, seconds / 86_400)
        default: return nil
        }
        guard length > 0 else { return nil }
        startSlot = parts.count > 1 ? Int32(parts[1]) ?? -1 : -1
    }

    /// The day some periods after one.
    func day(_ count: Int64, after day: Int64) -> Int64 {
        let (total, overflow) = length.multipliedReportingOverflow(by: count)
        if overflow { return count > 0 ? .max : .min }
        if isMonths { return CivilDate.adding(months: total, to: day) ?? (total > 0 ? .max : .min) }
        let (sum, isTooFar) = day.addingReportingOverflow(total)
        return isTooFar ? (total > 0 ? .max : .min) : sum
    }

    /// The number of the cycle that a day lies in, the first being 0.
    func cycle(of day: Int64, from start: Int64) -> Int64 {
        var count: Int64
        if isMonths {
            let (a, b) = (CivilDate.components(ofDay: start), CivilDate.components(ofDay: day))
            let months = Int64(b.year - a.year) * 12 + Int64(b.month - a.month)
            count = Self.floorDivide(months, length)
        } else {
            count = Self.floorDivide(day - start, length)
        }
        // Ends of months make the estimate one too many or too few.
        while self.day(count, after: start) > day { count -= 1 }
        while self.day(count + 1, after: start) <= day { count += 1 }
        return count
    }

    private static func floorDivide(_ a: Int64, _ b: Int64) -> Int64 { a >= 0 ? a / b : -((-a + b - 1) / b) }
}

/// Finds out what a policy's expressions read of other records.
struct HistoryReading {
    private(set) var readsAnything = false
    private(set) var readsMeasures = false
    /// Whether records are seen that begin after the one decided.
    private(set) var looksAhead = false
    private(set) var periods: [HistoryPeriod] = []
    /// Names that stand after a dot or alone in a filter; nil where a record as a whole goes where its members can't be told.
    private(set) var members: Set<String>? = []

    /// The slot of the first of the lists.
    private let lists: Int

    init(_ typed: TypedPolicy) {
        lists = HistoryList.firstSlot(in: typed.policy)
        for expression in HistoryReading.expressions(typed) { look(expression) }
    }

    /// Whether an expression looks at other records itself.
    static func reads(_ expression: CheckedExpression, _ policy: ResolvedPolicy) -> Bool {
        expression.slots.contains { HistoryList(slot: $0, in: policy) != nil }
            || expression.hostCalls.contains { HistoryFunction(rawValue: $0.function.id) != nil }
    }

    static func expressions(_ typed: TypedPolicy) -> [CheckedExpression] {
        let rules = typed.rules.flatMap { rule in [rule.admission].compactMap { $0 } + rule.conditions + rule.actions.flatMap(\.all) }
        let terms = typed.combinations.flatMap { [$0.atLeast, $0.atMost] } + typed.addressees + typed.definitions
        let assessed = typed.assessments.flatMap { assessment in
            [assessment.except, assessment.shownAs] + assessment.indicators.flatMap { [$0.condition, $0.day, $0.points] }
        }
        return rules + (terms + assessed).compactMap { $0 }
    }

    private mutating func look(_ expression: CheckedExpression) {
        var found: [TypedExpr] = []
        expression.root.visit { found.append($0) }
        for expr in found {
            switch expr.kind {
            case .variable(let variable) where variable.slot >= lists:
                readsAnything = true
                if HistoryList(rawValue: variable.slot - lists) == .later { looksAhead = true }
            case .host(let function, _) where function.id == HistoryFunction.standing.rawValue:
                readsAnything = true
                readsMeasures = true
            case .period(_, let argument, _):
                readsAnything = true
                looksAhead = true
                if let period = HistoryPeriod(argument), !periods.contains(period) { periods.append(period) }
            case .member(_, let name), .itemMember(_, let name, _): members?.insert(name)
            case .comparison(_, let a, let b) where Self.holdsRecords(a.type) || Self.holdsRecords(b.type): members = nil
            case .within(let value, _, _, _) where Self.holdsRecords(value.type): members = nil
            case .builtin(let builtin, let arguments, _)
            where !Self.plain.contains(builtin.name) && arguments.contains { Self.holdsRecords($0.type) }:
                members = nil
            default: break
            }
        }
        if members?.contains(HistoryWord.measures.rawValue) ?? true { readsMeasures = readsMeasures || readsAnything }
    }

    /// Builtins that move records about or count them, without looking inside.
    private static let plain: Set<String> = [
        "count", "reverse", "sublist", "append", "concatenate", "insert before", "remove", "flatten", "sort", "list replace",
    ]

    private static func holdsRecords(_ type: FEELType) -> Bool {
        switch type {
        case .context: true
        case .list(let element): holdsRecords(element)
        default: false
        }
    }
}

extension PlanBuilder {
    func history() -> HistoryPlan? {
        let reading = HistoryReading(typed)
        guard reading.readsAnything else { return nil }
        let vocabulary = typed.policy.vocabulary
        // Explanations name the records, whatever else is read of them.
        let always = [HistoryWord.record, .day].map(\.rawValue)
        let all = HistoryMember.all(vocabulary).filter { always.contains($0.key) || reading.members?.contains($0.key) ?? true }
        var facts: [Int] = []
        for case .fact(let slot) in all.map(\.source) { facts.append(slot) }
        // The day is always looked at.
        facts = Set(facts + vocabulary.records.compactMap(\.day)).sorted()
        var places = [Int32](repeating: -1, count: vocabulary.factSlotCount)
        for (place, slot) in facts.enumerated() where places.indices.contains(slot) { places[slot] = Int32(place) }
        let members = all.compactMap { member -> HistoryMemberPlan? in
            let key = unit.symbol(member.key)
            switch member.source {
            case .fact(let slot): return HistoryMemberPlan(key: key, source: .fact, index: places.indices.contains(slot) ? places[slot] : -1)
            case .state(let index): return HistoryMemberPlan(key: key, source: .state, index: Int32(index))
            case .word(.record): return HistoryMemberPlan(key: key, source: .record, index: 0)
            case .word(.kind): return HistoryMemberPlan(key: key, source: .kind, index: 0)
            case .word(.day): return HistoryMemberPlan(key: key, source: .day, index: 0)
            case .word(.events): return HistoryMemberPlan(key: key, source: .events, index: 0)
            case .word(.measures): return HistoryMemberPlan(key: key, source: .measures, index: 0)
            case .word: return nil
            }
        }
        func texts(_ names: [String]) -> UnsafeBufferPointer<Value> { memory.table(names.map { unit.symbol($0) }) }
        func key(_ word: HistoryWord) -> Value { unit.symbol(word.rawValue) }
        let voids = vocabulary.records.map { kind in kind.voidWhile.map { Int32(vocabulary.states[$0].slot) } ?? -1 }
        return HistoryPlan(
            readsMeasures: reading.readsMeasures, firstSlot: HistoryList.firstSlot(in: typed.policy), looksAhead: reading.looksAhead,
            readsEvents: members.contains { $0.source == .events || $0.source == .state } || voids.contains { $0 >= 0 },
            members: memory.table(members), facts: memory.table(facts.map { Int32($0) }), places: memory.table(places),
            voidSlots: memory.table(voids), periods: memory.table(reading.periods),
            stateSlots: memory.table(vocabulary.states.map { Int32($0.slot) }),
            words: HistoryKeys(type: key(.type), on: key(.on), name: key(.name), status: key(.status), from: key(.from), until: key(.until)),
            kindNames: texts(vocabulary.records.map(\.name)), eventNames: texts(vocabulary.events.map(\.name)),
            measureNames: texts(vocabulary.measures.map(\.name)), statusNames: texts(Status.allCases.map(\.word)))
    }
}
