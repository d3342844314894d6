import FEEL
import Policy

/// By how much a term is changed, or how long it is.
enum TermAmount: BitwiseCopyable, Equatable {
    /// A share of a term, in billionths.
    case share(Int64)
    case months(Int64)
    case days(Int64)

    static let unit: Int64 = 1_000_000_000

    /// Nil where a value is no such thing: negative, or a share of more than a thousand.
    init?(_ value: Value) {
        switch value.tag {
        case .yearsMonthsDuration: self = .months(value.bits)
        case .daysTimeDuration: self = .days(value.bits / 86_400)
        case .number, .bigNumber:
            guard let number = value.decimal.rounded(scale: 9, mode: .halfEven)?.small else { return nil }
            var share = number.coefficient
            guard number.exponent >= -9, number.exponent <= 3 else { return nil }
            for _ in 0..<(Int(number.exponent) + 9) {
                let (product, overflow) = share.multipliedReportingOverflow(by: 10)
                if overflow { return nil }
                share = product
            }
            guard share <= 1000 * TermAmount.unit else { return nil }
            self = .share(share)
        default: return nil
        }
        switch self {
        case .share(let count), .months(let count), .days(let count): if count < 0 { return nil }
        }
    }
}

/// A change of a measure's term. The last new term undoes the changes before it.
struct TermChange: BitwiseCopyable {
    enum Kind: UInt8, BitwiseCopyable { case shorten, extend, set }

    var measure: Int32
    var kind: Kind
    var amount: TermAmount
    var rule: Int32
}

/// Days from a start to an end, counted in whole months where it is a whole number of them.
struct Term {
    var start: Int64
    var end: Int64

    /// The months it is made of; nil where it isn't.
    var months: Int64? {
        let (a, b) = (CivilDate.components(ofDay: start), CivilDate.components(ofDay: end))
        let count = Int64((b.year - a.year) * 12 + b.month - a.month)
        return count > 0 && CivilDate.adding(months: count, to: start) == end ? count : nil
    }

    /// An amount as a whole number of months or else of days; a fraction of a day is dropped.
    func resolved(_ amount: TermAmount) -> TermAmount {
        guard case .share(let share) = amount else { return amount }
        // A third has no end in decimals: a share counts as exact to half a billionth of each day.
        if let months {
            let product = months * share
            let whole = (product + TermAmount.unit / 2) / TermAmount.unit
            if abs(product - whole * TermAmount.unit) <= months { return .months(whole) }
        }
        let days = max(0, end - start)
        let (high, low) = days.multipliedFullWidth(by: share)
        let (sum, carry) = low.addingReportingOverflow(UInt64(days))
        let (quotient, _) = TermAmount.unit.dividingFullWidth((high + (carry ? 1 : 0), sum))
        return .days(quotient)
    }

    /// The day that lies an amount behind the start.
    func day(_ amount: TermAmount) -> Int64 {
        switch resolved(amount) {
        case .months(let count): CivilDate.adding(months: count, to: start) ?? end
        case .days(let count), .share(let count): start + count
        }
    }

    /// The end moved by an amount, one way or the other; a share is one of another term, or of this.
    mutating func move(by amount: TermAmount, of base: Term, later: Bool) {
        switch base.resolved(amount) {
        case .months(let count):
            let step = later ? count : -count
            let moved = months.map { CivilDate.adding(months: $0 + step, to: start) } ?? CivilDate.adding(months: step, to: end)
            end = moved ?? end
        case .days(let count), .share(let count): end += later ? count : -count
        }
        end = max(start, end)
    }
}

/// Shortening and extending.
extension Workspace {
    /// `shorten` and `extend`.
    func change(_ action: UnsafePointer<ActionPlan>, _ rule: Int, _ today: Int32) {
        guard let amount = amount(action.pointee.amount, rule, today) else { return }
        let reach = reach(action, rule, today)
        for index in 0..<measures.count where measures[index].stands && reaches(action, reach, measures.at(index)) {
            guard hasTerm(index) else { continue }
            change(
                index, TermChange(measure: Int32(index), kind: action.pointee.extends ? .extend : .shorten, amount: amount, rule: Int32(rule)), today)
            measures[index].adjusted |= action.pointee.word
            cite(index, rule)
        }
    }

    /// The value of an expression that says how much; nil and noted where it is unknown, or no such thing.
    func amount(_ program: ProgramRef?, _ rule: Int, _ today: Int32) -> TermAmount? {
        guard let program else { return nil }
        guard let value = value(program, rule, today) else { return nil }
        if value.isUnknown {
            undetermined.append(UndeterminedState(rule: Int32(rule), missing: value))
            return nil
        }
        if let amount = TermAmount(value) { return amount }
        note(.null, -1, rule, rule, today)
        return nil
    }

    /// Whether a measure has an end, or a day on which it is due, that can be moved.
    func hasTerm(_ index: Int) -> Bool {
        let measure = measures.at(index)
        if measure.pointee.kind.isEntry { return false }
        return measure.pointee.kind.isFulfillable
            ? measure.pointee.due != MeasureState.never && !measure.pointee.unknownDates.contains(.due)
            : measure.pointee.until != MeasureState.never && !measure.pointee.unknownDates.contains(.until)
    }

    func change(_ index: Int, _ change: TermChange, _ today: Int32) {
        changes.append(change)
        let measure = measures.at(index)
        if !measure.pointee.isChanged {
            measure.pointee.isChanged = true
            keepRawEnd(measure)
        }
        if change.kind == .set { measure.pointee.unknownDates.subtract(measure.pointee.kind.isFulfillable ? .due : .until) }
        reckon(index, today)
        measure.pointee.isMerged = true
        pending.pointee.isTouched = true
    }

    /// A measure's end, or due day, as it stands, without the days that its clock stood still. Of a period it is the day that its sum comes to.
    private func rawEnd(_ measure: UnsafeMutablePointer<MeasureState>) -> Int32 {
        guard measure.pointee.kind.isFulfillable else {
            return measure.pointee.until == MeasureState.never ? MeasureState.never : measure.pointee.until - measure.pointee.untilMoved
        }
        if measure.pointee.periodEnd != MeasureState.never { return measure.pointee.periodEnd + firstDayCounted - measure.pointee.dueMoved }
        return measure.pointee.due == MeasureState.never ? MeasureState.never : measure.pointee.due - measure.pointee.dueMoved
    }

    private func keepRawEnd(_ measure: UnsafeMutablePointer<MeasureState>) {
        measure.pointee.rawEnd = rawEnd(measure)
        measure.pointee.rawIsPeriod = measure.pointee.kind.isFulfillable && measure.pointee.periodEnd != MeasureState.never
    }

    /// The days by which a period ends before its sum.
    private var firstDayCounted: Int32 { plan.typed.deadlines.countsFirstDay ? 1 : 0 }

    /// Takes the changes off a measure's term, so that it can be merged.
    func unchange(_ measure: UnsafeMutablePointer<MeasureState>) {
        guard measure.pointee.isChanged else { return }
        let raw = measure.pointee.rawEnd
        guard measure.pointee.kind.isFulfillable else {
            measure.pointee.until = raw == MeasureState.never ? raw : raw + measure.pointee.untilMoved
            return
        }
        measure.pointee.periodEnd = MeasureState.never
        measure.pointee.due = raw == MeasureState.never ? raw : raw + measure.pointee.dueMoved
        guard measure.pointee.rawIsPeriod else { return }
        measure.pointee.periodEnd = measure.pointee.due - firstDayCounted
        // It is only compared: what the calendar lacks is said of the term that counts.
        measure.pointee.due = measure.pointee.periodEnd
        if case .value(let day) = plan.typed.deadlines.moved(Int64(measure.pointee.due)) { measure.pointee.due = Int32(clamping: day) }
    }

    /// Puts them on again.
    func rechange(_ index: Int, _ today: Int32) {
        let measure = measures.at(index)
        guard measure.pointee.isChanged else { return }
        keepRawEnd(measure)
        reckon(index, today)
    }

    /// A measure's term as all changes together leave it. What is due ends as a period does where it was one, or is by now.
    private func reckon(_ index: Int, _ today: Int32) {
        let measure = measures.at(index)
        let isDue = measure.pointee.kind.isFulfillable
        let moved = Int64(isDue ? measure.pointee.dueMoved : measure.pointee.untilMoved)
        let raw = measure.pointee.rawEnd
        let end = reckoned(index, raw == MeasureState.never ? nil : Int64(raw), today)
        let day = end.map { Int32(clamping: min($0 + moved, Int64(MeasureState.never) - 1)) } ?? MeasureState.never
        guard isDue else {
            measure.pointee.until = day
            if end != nil { measure.pointee.unknownDates.remove(.until) }
            return
        }
        measure.pointee.due = day
        measure.pointee.periodEnd = MeasureState.never
        guard end != nil, measure.pointee.rawIsPeriod || hasNewTerm(index) else { return }
        measure.pointee.periodEnd = day - firstDayCounted
        measure.pointee.due = measure.pointee.periodEnd
        // While its clock stands still it isn't known where it will end.
        if !measure.pointee.isStopped { endPeriod(measure, today) }
    }

    private func hasNewTerm(_ index: Int) -> Bool { changes.elements.contains { $0.measure == Int32(index) && $0.kind == .set } }

    private func reckoned(_ index: Int, _ raw: Int64?, _ today: Int32) -> Int64? {
        let start = Int64(measures[index].from)
        let own = changes.elements.filter { $0.measure == Int32(index) }
        var base = raw.map { Term(start: start, end: max(start, $0)) }
        var later = own[...]
        if let last = own.lastIndex(where: { $0.kind == .set }) {
            base = Term(start: start, end: Term(start: start, end: start).day(own[last].amount))
            later = own[(last + 1)...]
        }
        guard let base else { return nil }
        var term = base
        let combination = combination(of: measures[index].type)
        let first = combination?.first
        let ordered = first.map { kind in later.filter { $0.kind == kind } + later.filter { $0.kind != kind } } ?? Array(later)
        for change in ordered { term.move(by: change.amount, of: combination?.isOfBase == true ? base : term, later: change.kind == .extend) }
        guard let combination, let rule = own.last?.rule else { return term.end }
        if let most = amount(combination.atMost, Int(rule), today) { term.end = min(term.end, base.day(most)) }
        if let least = amount(combination.atLeast, Int(rule), today) { term.end = max(term.end, base.day(least)) }
        return term.end
    }

    /// The combination of the pack furthest down that applies.
    private func combination(of type: UInt16) -> CombinationPlan? {
        plan.combinations.last { binds($0.layer) && $0.measures.contains(type) }
    }

    /// Whether a new term of a measure lies within what an option permits.
    func permits(_ option: OptionState, _ term: TermAmount, _ index: Int) -> Bool {
        let measure = measures.at(index)
        let start = Int64(measure.pointee.from)
        let raw = measure.pointee.isChanged ? measure.pointee.rawEnd : rawEnd(measure)
        let base = Term(start: start, end: raw == MeasureState.never ? start : max(start, Int64(raw)))
        let day = base.day(term)
        if let least = option.atLeast, day < base.day(least) { return false }
        if let most = option.atMost, day > base.day(most) { return false }
        return true
    }
}
