import FEEL
import Policy

/// How much a term is changed by, or how long it is.
enum ReferenceAmount: Hashable {
    case thousandths(Int)
    case months(Int)
    case days(Int)

    init?(_ value: ReferenceValue) {
        switch value {
        case .number(let number) where number >= 0 && number <= 1000: self = .thousandths(number * 1000)
        case .thousandths(let share) where share >= 0 && share <= 1_000_000: self = .thousandths(share)
        case .months(let count) where count >= 0: self = .months(count)
        case .days(let count) where count >= 0: self = .days(count)
        default: return nil
        }
    }
}

/// One change of a measure's term.
struct ReferenceChange {
    enum Kind { case shorter, longer, new }
    var kind: Kind
    var amount: ReferenceAmount
    var rule: Int
}

/// A stretch of days from a start on. Whole months by the calendar count as months, everything else as days.
struct ReferenceTerm {
    let start: Int
    var end: Int

    func after(_ months: Int, from day: Int) -> Int { CivilDate.adding(months: Int64(months), to: Int64(day)).map { Int($0) } ?? day }

    var months: Int? { (1...2400).first { after($0, from: start) >= end }.flatMap { after($0, from: start) == end ? $0 : nil } }

    /// A share as months or days.
    func plain(_ amount: ReferenceAmount) -> ReferenceAmount {
        guard case .thousandths(let share) = amount else { return amount }
        if let months, months * share % 1000 == 0 { return .months(months * share / 1000) }
        return .days(max(0, end - start) * share / 1000)
    }

    func day(_ amount: ReferenceAmount) -> Int {
        switch plain(amount) {
        case .months(let count): after(count, from: start)
        case .days(let count), .thousandths(let count): start + count
        }
    }

    mutating func move(_ amount: ReferenceAmount, of base: ReferenceTerm, _ sign: Int) {
        switch base.plain(amount) {
        case .months(let count):
            if let own = months { end = after(own + sign * count, from: start) } else { end = after(sign * count, from: end) }
        case .days(let count), .thousandths(let count): end += sign * count
        }
        end = max(end, start)
    }
}

extension ReferenceReplay {
    func change(_ action: ResolvedAction, _ firing: ReferenceFiring, _ day: Int, _ facts: ReferenceDay) {
        guard let written = action.amount, let amount = amount(written, firing, day, facts) else { return }
        let types = types(action, firing, day, facts)
        for measure in reached(action, firing, types) where measure.stands && measure.movable != nil {
            measure.changes.append(ReferenceChange(kind: action.verb == .extend ? .longer : .shorter, amount: amount, rule: firing.rule))
            reckon(measure, day, facts)
            if let word = action.word { measure.words.insert(word) }
            measure.cite(firing.rule)
        }
    }

    func amount(_ written: WrittenExpression, _ firing: ReferenceFiring, _ day: Int, _ facts: ReferenceDay) -> ReferenceAmount? {
        facts.calendar.lacks = false
        let value = facts.evaluate(written, event: firing.event)
        if facts.calendar.lacks {
            note(ReferenceOutcome.Conflict(kind: "calendar", rules: [firing.rule], measure: nil, day: day))
            return nil
        }
        if let missing = value.missing {
            undecided[firing.rule, default: []].formUnion(missing)
            return nil
        }
        if let amount = ReferenceAmount(value) { return amount }
        note(ReferenceOutcome.Conflict(kind: "null", rules: [firing.rule], measure: nil, day: day))
        return nil
    }

    /// The term anew from what was imposed, every change in its order.
    func reckon(_ measure: ReferenceMeasure, _ day: Int, _ facts: ReferenceDay) {
        var base = measure.raw(firstDay).map { ReferenceTerm(start: measure.start, end: max(measure.start, $0 - measure.moved)) }
        var changes = measure.changes
        if let last = changes.lastIndex(where: { $0.kind == .new }) {
            base = ReferenceTerm(start: measure.start, end: ReferenceTerm(start: measure.start, end: measure.start).day(changes[last].amount))
            changes.removeFirst(last + 1)
        }
        guard let base else {
            (measure.reckoned, measure.changedDue) = (nil, nil)
            return
        }
        let combination = plan.policy.combinations.last {
            $0.measures.contains(measure.type)
                && plan.policy.layers[$0.layer].inForce.contains(Int32(record.law ?? record.asOf))
        }
        if let first = combination?.combination.order.first {
            let kind: ReferenceChange.Kind = first == .extend ? .longer : .shorter
            changes = changes.filter { $0.kind == kind } + changes.filter { $0.kind != kind }
        }
        var term = base
        for change in changes { term.move(change.amount, of: combination?.combination.base == .base ? base : term, change.kind == .longer ? 1 : -1) }
        let rule = ReferenceFiring(rule: measure.changes.last?.rule ?? 0)
        if let most = combination?.combination.atMost, let amount = amount(most, rule, day, facts) { term.end = min(term.end, base.day(amount)) }
        if let least = combination?.combination.atLeast, let amount = amount(least, rule, day, facts) { term.end = max(term.end, base.day(amount)) }
        measure.reckoned = term.end
        guard measure.hasChangedDue else { return }
        // While its clock stands still it isn't known where it will end.
        measure.changedDue = term.end
        if !measure.stoodStill { endPeriod(measure, day) }
    }
}
