import Policy

/// A measure on its way through the days.
final class ReferenceMeasure {
    let type: Int
    let kind: MeasureKind
    let addressee: String?
    let modality: Modality
    /// The rule that imposed it first.
    let rule: Int
    /// The day on which it was imposed, as long as the start isn't known.
    var start: Int
    var due: Int?
    /// The last day of the period that ends with ``due``, before it was moved off a holiday.
    var periodEnd: Int?
    var end: Int?
    /// Dates that came to unknown or null.
    var lost: Lost
    /// Facts that a date or the addressee waits for, by rule.
    var missing: [(rule: Int, facts: Set<String>)] = []
    /// The place of the event it was imposed for.
    var event: Int?
    /// Changes of its term, and the end (or due day) that they come to; days moved are on top.
    var changes: [ReferenceChange] = []
    var reckoned: Int?
    /// The due day of a period with such changes.
    var changedDue: Int?
    /// Whether its clock stood still as the day began.
    var stoodStill = false
    /// Days by which a clock that stood still has moved the end and the due day as they are now.
    var endMoved = 0
    var dueMoved = 0
    /// Days on which it wasn't served though it had begun.
    var unserved = 0
    /// The day of a lift to come, and its rule.
    var liftDue: (day: Int, rule: Int)?
    /// The day on which it ended or was fulfilled.
    var endedOn: Int?
    var words: Set<String> = []
    /// Choices whose word it carries.
    var chosen: Set<Int> = []
    var citations: [Int] = []
    var history: [ReferenceOutcome.Entry] = []
    /// Rules that imposed it again today.
    var further: [Int] = []
    /// Every rule that ever imposed it.
    var imposers: [Int]
    var revokedBy: Int?
    var exemptedBy: Int?
    var liftedBy: Int?
    /// The rule that brought it back today.
    var reinstatedBy: Int?
    /// Set by the day's `suspend` and `withhold`.
    var suspendedBy: Int?
    var isClockStopped = false
    /// Suspended so that it can't expire.
    var isEndHeld = false
    var withheldBy: Int?
    /// All rules that suspend or withhold it today.
    var holders: [Int] = []
    /// Rules of one pack that suspend it with different clocks today.
    var contraries: [(Int, Int)] = []
    /// The rule that suspended or withheld it on the last day.
    private var holder: Int?
    /// As the last day's end left it.
    var status: MeasureStatus?

    init(
        type: Int, kind: MeasureKind, addressee: String?, modality: Modality, rule: Int, start: Int, due: Int?, end: Int?, lost: Lost
    ) {
        self.type = type
        self.kind = kind
        self.addressee = addressee
        self.modality = modality
        self.rule = rule
        self.start = start
        self.due = due
        self.end = end
        self.lost = lost
        imposers = [rule]
        citations = [rule]
    }

    /// Neither ended nor fulfilled.
    var stands: Bool {
        revokedBy == nil && exemptedBy == nil && liftedBy == nil && status != .fulfilled && status != .expired
    }

    func cite(_ rule: Int) { if !citations.contains(rule) { citations.append(rule) } }

    struct Lost {
        var start = false
        var due = false
        var end = false
    }

    /// Point 6: the earlier start, the earlier due, the later end, none being the latest. What isn't known of one isn't known of both.
    func merge(start: Int, due: Int?, periodEnd: Int?, end: Int?, lost: Lost, rule: Int) {
        self.start = min(self.start, start)
        let (oldDue, oldEnd) = (self.due, self.end)
        if let due, self.due.map({ due < $0 }) ?? true { (self.due, self.periodEnd) = (due, periodEnd) }
        // Without an end wins over any end, known or not.
        let isEndless = (self.end == nil && !self.lost.end) || (end == nil && !lost.end)
        self.lost.end = !isEndless && (self.lost.end || lost.end)
        if let own = self.end, let end { self.end = max(own, end) } else { self.end = nil }
        if self.due != oldDue { dueMoved = 0 }
        if self.end != oldEnd { endMoved = 0 }
        self.lost.start = self.lost.start || lost.start
        self.lost.due = self.lost.due || lost.due
        cite(rule)
        if !imposers.contains(rule) {
            imposers.append(rule)
            further.append(rule)
        }
    }

    // MARK: Terms

    /// What can be moved: a day on which it is due, or an end.
    var movable: Int? { kind == .entry ? nil : kind.isFulfillable ? (lost.due ? nil : shownDue) : lost.end ? nil : shownEnd }

    /// The end or due day as imposed and merged, moved by stopped clocks; of a period what its sum comes to.
    func raw(_ firstDay: Int) -> Int? { kind.isFulfillable ? periodEnd.map { $0 + firstDay } ?? due : end }
    var moved: Int { kind.isFulfillable ? dueMoved : endMoved }

    /// As changes of the term leave them.
    var shownEnd: Int? { kind.isFulfillable || changes.isEmpty ? end : reckoned.map { $0 + endMoved } }
    var shownDue: Int? { !hasChangedDue ? due : isPeriod ? changedDue : reckoned.map { $0 + dueMoved } }

    var hasChangedDue: Bool { kind.isFulfillable && !changes.isEmpty }

    /// Whether what is due is a period: it was from the start, or has been given a new term.
    var isPeriod: Bool { periodEnd != nil || changes.contains { $0.kind == .new } }

    /// Point 9, at the end of a day.
    func settle(_ day: Int, fulfilling: [Int], earlierCounts: Bool) {
        var (now, cause) = state(day, fulfilling: fulfilling, earlierCounts: earlierCounts)
        // A suspension that is over, unless something else has happened, goes back to what suspended.
        if let holder, cause == rule, [.inForce, .due, .overdue].contains(now) { cause = holder }
        if let reinstatedBy {
            if now != .suspended, now != .withheld, now != .exempted { cause = reinstatedBy }
            self.reinstatedBy = nil
        }
        if history.last?.status != now.rawValue {
            history.append(ReferenceOutcome.Entry(day: day, status: now.rawValue, rule: cause))
        }
        if [.revoked, .exempted, .lifted, .fulfilled, .expired].contains(now) {
            if endedOn == nil { endedOn = now == .expired ? shownEnd.map { min($0, day) } ?? day : day }
        } else {
            endedOn = nil
        }
        holder = now == .withheld ? withheldBy : now == .suspended ? suspendedBy : nil
        for rule in further { history.append(ReferenceOutcome.Entry(day: day, status: now.rawValue, rule: rule)) }
        further = []
        status = now
    }

    private func state(_ day: Int, fulfilling: [Int], earlierCounts: Bool) -> (MeasureStatus, Int) {
        if let revokedBy { return (.revoked, revokedBy) }
        if let exemptedBy { return (.exempted, exemptedBy) }
        if let liftedBy { return (.lifted, liftedBy) }
        if status == .fulfilled || status == .expired { return (status ?? .expired, rule) }
        if kind.isFulfillable, fulfilling.contains(where: { earlierCounts || $0 >= start }) { return (.fulfilled, rule) }
        if kind != .entry, !isClockStopped, !isEndHeld, let end = shownEnd, end <= day { return (.expired, rule) }
        if !lost.start, start > day { return (.pending, rule) }
        if let withheldBy { return (.withheld, withheldBy) }
        if let suspendedBy { return (.suspended, suspendedBy) }
        switch kind {
        case .restriction, .incentive, .entry: return (.inForce, rule)
        case .obligation, .disclosure, .referral: return (!lost.due && shownDue.map { $0 < day } ?? false ? .overdue : .due, rule)
        }
    }
}
