import FEEL
import Policy

/// What an expression asks about the subject's other records.
enum ReferenceQuery {
    case earlier, later
    case within(ReferenceValue)
    case cycle(ReferenceValue, ReferenceValue)
    /// How many measures of this name stand that earlier records imposed.
    case standing(String)
}

/// All records of one subject, gone through together day by day: on each day first those that began earlier.
final class ReferenceSubject {
    private let plan: ReferencePolicy
    private let own: Int
    private var replays: [ReferenceReplay] = []

    init(_ plan: ReferencePolicy, _ record: ReferenceCase) {
        self.plan = plan
        // Where nobody looks, only the record itself is gone through.
        let all = plan.looksAtOthers ? record.before + [record] + record.after : [record]
        own = plan.looksAtOthers ? record.before.count : 0
        for number in all.indices {
            // Everyone is asked about the same days.
            var one = all[number]
            (one.asOf, one.law, one.known) = (record.asOf, record.law ?? record.asOf, record.known ?? record.asOf)
            // Each goes by the law of the day on which it began, where the policy says so and that is before the law day.
            if plan.policy.runningCases == .oldLaw, let slot = plan.vocabulary.records[one.kind].day, case .date(let first)? = one.facts[slot] {
                one.law = min(first, record.law ?? record.asOf)
            }
            let replay = ReferenceReplay(plan, one)
            replays.append(replay)
            replay.records = { [unowned self] query, day in self.answer(query, number, day) }
        }
    }

    func decide() -> ReferenceOutcome {
        let order = replays.indices.filter { replays[$0].first != nil }.sorted { (replays[$0].first ?? 0, $0) < (replays[$1].first ?? 0, $1) }
        if let begin = order.first.flatMap({ replays[$0].first }) {
            for day in begin...replays[own].record.asOf { for number in order { replays[number].pass(day) } }
        }
        return replays[own].outcome()
    }

    // MARK: What one record sees of the others

    private func answer(_ query: ReferenceQuery, _ number: Int, _ day: Int) -> ReferenceValue {
        let replay = replays[number]
        var missing: Set<String> = []
        if let slot = plan.vocabulary.records[replay.record.kind].subject { missing.formUnion(replay.facts(on: day).fact(slot).missing ?? []) }
        missing.formUnion(replay.start?.missing ?? [])
        if !missing.isEmpty { return .unknown(missing) }
        guard case .date(let first)? = replay.start else { return .list([]) }
        switch query {
        case .earlier: return records(number, day, showsMeasures: true) { $0 != number && self.isEarlier($0, than: number) }
        case .later: return records(number, day, showsMeasures: false) { $0 != number && !self.isEarlier($0, than: number) }
        case .within(let length):
            return records(number, day, showsMeasures: false) { day < self.day(self.begin($0) ?? first, plus: length, times: 1) }
        case .cycle(let length, let start):
            if let facts = start.missing { return .unknown(facts) }
            guard case .date(let start) = start else { return .null }
            // The beginning of the last cycle that has begun.
            var count = 0
            while self.day(start, plus: length, times: count) > day { count -= 1 }
            while self.day(start, plus: length, times: count + 1) <= day { count += 1 }
            let begin = self.day(start, plus: length, times: count)
            return records(number, day, showsMeasures: false) { begin <= self.begin($0) ?? first }
        case .standing(let name): return standing(name, number, day)
        }
    }

    private func begin(_ number: Int) -> Int? {
        if case .date(let day)? = replays[number].start { return day }
        return nil
    }

    private func day(_ day: Int, plus length: ReferenceValue, times count: Int) -> Int {
        switch length {
        case .days(let days): day + days * count
        case .months(let months): Int(CivilDate.adding(months: Int64(months * count), to: Int64(day)) ?? 0)
        default: day
        }
    }

    private func isEarlier(_ a: Int, than b: Int) -> Bool { (begin(a) ?? .max, a) < (begin(b) ?? .max, b) }

    /// Whether a record has begun, was known and counts on a day.
    private func counts(_ other: Int, for number: Int, _ day: Int) -> ReferenceValue {
        let replay = replays[other]
        let known = replay.record.known ?? replay.record.asOf
        if other != number {
            if let recorded = replay.record.recorded, recorded > known { return .boolean(false) }
            if let missing = replay.start?.missing { return .unknown(renamed(missing, other, for: number)) }
            guard let begin = begin(other), begin <= day, replay.record.recorded != nil || begin <= known else { return .boolean(false) }
        }
        guard let void = plan.vocabulary.records[replay.record.kind].voidWhile else { return .boolean(true) }
        let state = replay.facts(on: day).state(plan.vocabulary.states[void].name)
        return named(.not(state), other, for: number)
    }

    private func records(_ number: Int, _ day: Int, showsMeasures: Bool, _ isWanted: (Int) -> Bool) -> ReferenceValue {
        var items: [ReferenceValue] = []
        var missing: Set<String> = []
        for other in replays.indices.sorted(by: { isEarlier($0, than: $1) }) where !showsMeasures || other != number {
            let counts = counts(other, for: number, day)
            if counts.isFalse || (begin(other) != nil && !isWanted(other)) { continue }
            if let facts = counts.missing { missing.formUnion(facts) } else { items.append(item(other, number, day, showsMeasures: showsMeasures)) }
        }
        return missing.isEmpty ? .list(items) : .unknown(missing)
    }

    private struct Seen: Hashable {
        var other: Int
        var day: Int
        var showsMeasures: Bool
        var isOwn: Bool
    }

    private var items: [Seen: ReferenceValue] = [:]

    /// What is seen of a record on a day is the same for all that look at it.
    private func item(_ other: Int, _ number: Int, _ day: Int, showsMeasures: Bool) -> ReferenceValue {
        let seen = Seen(other: other, day: day, showsMeasures: showsMeasures, isOwn: other == number)
        if let known = items[seen] { return known }
        let item = look(at: other, number, day, showsMeasures: showsMeasures)
        items[seen] = item
        return item
    }

    private func look(at other: Int, _ number: Int, _ day: Int, showsMeasures: Bool) -> ReferenceValue {
        let replay = replays[other]
        let facts = replay.facts(on: day)
        let kind = plan.vocabulary.records[replay.record.kind]
        var members: [String: ReferenceValue] = [
            "record": .string(replay.record.id), "kind": .string(kind.name), "day": replay.start ?? .null,
            "events": .list(
                facts.events.map { .context(["type": .string(plan.vocabulary.events[$0.type].name), "on": .date($0.on)]) }),
        ]
        for fact in plan.vocabulary.records.flatMap(\.facts) where members[fact.name] == nil {
            members[fact.name] = kind.fact(inSlot: fact.slot) == nil ? .null : named(facts.fact(fact.slot), other, for: number)
        }
        for state in plan.vocabulary.states { members[state.name] = named(facts.state(state.name), other, for: number) }
        if showsMeasures, plan.mentions("measures") { members["measures"] = measures(other, number, day) }
        return .context(members)
    }

    private func measures(_ other: Int, _ number: Int, _ day: Int) -> ReferenceValue {
        let replay = replays[other]
        let missing = plan.vocabulary.measures.indices.reduce(into: Set<String>()) { $0.formUnion(replay.unsettled($1)) }
        if !missing.isEmpty { return .unknown(renamed(missing, other, for: number)) }
        return .list(
            replay.measures.filter { $0.status != .revoked }.map { measure in
                let facts = measure.missing.reduce(into: Set<String>()) { $0.formUnion($1.facts) }
                let lost: ReferenceValue = facts.isEmpty ? .null : .unknown(renamed(facts, other, for: number))
                let until: ReferenceValue = measure.isClockStopped ? .null : measure.shownEnd.map { .date($0) } ?? .null
                return .context([
                    "name": .string(plan.vocabulary.measures[measure.type].name), "status": .string(measure.status?.rawValue ?? ""),
                    "from": measure.lost.start ? lost : .date(measure.start), "until": measure.lost.end ? lost : until,
                ])
            })
    }

    private func standing(_ name: String, _ number: Int, _ day: Int) -> ReferenceValue {
        guard let type = plan.vocabulary.measure(named: name) else { return .null }
        var missing: Set<String> = []
        var count = 0
        for other in replays.indices where other != number {
            let counts = counts(other, for: number, day)
            if counts.isFalse || (begin(other) != nil && !isEarlier(other, than: number)) { continue }
            if let facts = counts.missing {
                missing.formUnion(facts)
                continue
            }
            missing.formUnion(renamed(replays[other].unsettled(type), other, for: number))
            for measure in replays[other].measures where measure.type == type {
                switch measure.status {
                case .inForce?, .due?, .overdue?, .suspended?, .withheld?: count += 1
                default: break
                }
            }
        }
        return missing.isEmpty ? .number(count) : .unknown(missing)
    }

    /// Another record's facts by its id; what it waits for in turn has its name already.
    private func renamed(_ facts: Set<String>, _ other: Int, for number: Int) -> Set<String> {
        other == number ? facts : Set(facts.map { $0.hasPrefix("records.") ? $0 : "records.\(replays[other].record.id).\($0)" })
    }

    private func named(_ value: ReferenceValue, _ other: Int, for number: Int) -> ReferenceValue {
        value.missing.map { .unknown(renamed($0, other, for: number)) } ?? value
    }
}

extension ReferenceExpression {
    static func member(_ name: String, of base: ReferenceValue) -> ReferenceValue {
        switch base {
        case .context(let members): return members[name] ?? .null
        case .list(let elements):
            let values = elements.map { member(name, of: $0) }
            return .unknown(among: values) ?? .list(values)
        case .unknown: return base
        default: return .null
        }
    }

    static func filter(_ list: ReferenceValue, _ condition: Expr, _ scope: Scope) -> ReferenceValue {
        if list.missing != nil { return list }
        guard case .list(let elements) = list else { return .null }
        if let index = index(condition) {
            let place = index > 0 ? index - 1 : elements.count + index
            return elements.indices.contains(place) ? elements[place] : .null
        }
        let outcomes = elements.map { value(condition, scope.inside($0)) }
        if let unknown = ReferenceValue.unknown(among: outcomes) { return unknown }
        return .list(zip(elements, outcomes).filter { $0.1.isTrue }.map(\.0))
    }

    private static func index(_ expr: Expr) -> Int? {
        switch expr.kind {
        case .number(let text): Int(text)
        case .negate(let operand): index(operand).map { -$0 }
        default: nil
        }
    }

    static func quantified(_ isSome: Bool, _ list: ReferenceValue, _ name: String, _ satisfies: Expr, _ scope: Scope) -> ReferenceValue {
        if list.missing != nil { return list }
        guard case .list(let elements) = list else { return .null }
        let outcomes = elements.map { value(satisfies, scope.binding(name, to: $0)) }
        if outcomes.contains(.boolean(isSome)) { return .boolean(isSome) }
        return .unknown(among: outcomes) ?? (outcomes.contains(.null) ? .null : .boolean(!isSome))
    }

    static func aggregate(_ name: String, _ list: ReferenceValue) -> ReferenceValue {
        if list.missing != nil { return list }
        guard case .list(let elements) = list else { return .null }
        if name == "count" { return .number(elements.count) }
        var total = 0
        for element in elements {
            guard case .number(let number) = element else { return .null }
            total += number
        }
        return elements.isEmpty ? .null : .number(total)
    }
}
