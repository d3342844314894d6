import Policy

/// A measure on its way through the days.
final class ReferenceMeasure {
    let type: Int
    let kind: MeasureKind
    let addressee: String?
    let modality: Modality
    /// The rule that imposed it first.
    let rule: Int
    var start: Int?
    var due: Int?
    var end: Int?
    /// Facts that a date or the addressee waits for, by rule.
    var missing: [(rule: Int, facts: Set<String>)] = []
    var adjusted: [String] = []
    var citations: [Int] = []
    var history: [ReferenceOutcome.Entry] = []
    /// Rules that imposed it again today.
    var further: [Int] = []
    /// Every rule that ever imposed it.
    var imposers: [Int]
    let imposedOn: Int

    var revokedBy: Int?
    var exemptedBy: Int?
    var liftedBy: Int?
    /// Set by the day's `suspend` and `withhold`.
    var suspendedBy: Int?
    var isClockStopped = false
    var withheldBy: Int?
    /// As the last day's end left it.
    var status: MeasureStatus?

    init(
        type: Int, kind: MeasureKind, addressee: String?, modality: Modality, rule: Int, start: Int?, due: Int?, end: Int?, imposedOn: Int
    ) {
        self.type = type
        self.kind = kind
        self.addressee = addressee
        self.modality = modality
        self.rule = rule
        self.start = start
        self.due = due
        self.end = end
        self.imposedOn = imposedOn
        imposers = [rule]
        citations = [rule]
    }

    /// Neither ended nor fulfilled.
    var stands: Bool {
        revokedBy == nil && exemptedBy == nil && liftedBy == nil && status != .fulfilled && status != .expired
    }

    func cite(_ rule: Int) { if !citations.contains(rule) { citations.append(rule) } }

    /// Point 6: the earlier start, the earlier due, the later end, none being the latest.
    func merge(start: Int?, due: Int?, end: Int?, rule: Int) {
        self.start = ReferenceMeasure.earlier(self.start, start)
        self.due = ReferenceMeasure.earlier(self.due, due)
        if let own = self.end, let end { self.end = max(own, end) } else { self.end = nil }
        cite(rule)
        if !imposers.contains(rule) {
            imposers.append(rule)
            further.append(rule)
        }
    }

    private static func earlier(_ a: Int?, _ b: Int?) -> Int? {
        guard let a, let b else { return a ?? b }
        return min(a, b)
    }

    /// Point 9, at the end of a day.
    func settle(_ day: Int, fulfilling: [Int], earlierCounts: Bool) {
        let (now, cause) = state(day, fulfilling: fulfilling, earlierCounts: earlierCounts)
        var last = history.last?.status
        if history.isEmpty || (last != now.rawValue && further.isEmpty) {
            history.append(ReferenceOutcome.Entry(day: day, status: now.rawValue, rule: cause))
            last = now.rawValue
        }
        for rule in further { history.append(ReferenceOutcome.Entry(day: day, status: now.rawValue, rule: rule)) }
        further = []
        status = now
    }

    private func state(_ day: Int, fulfilling: [Int], earlierCounts: Bool) -> (MeasureStatus, Int) {
        if let revokedBy { return (.revoked, revokedBy) }
        if let exemptedBy { return (.exempted, exemptedBy) }
        if let liftedBy { return (.lifted, liftedBy) }
        if status == .fulfilled || status == .expired { return (status ?? .expired, rule) }
        let since = start ?? imposedOn
        if kind.isFulfillable, fulfilling.contains(where: { earlierCounts || $0 >= since }) { return (.fulfilled, rule) }
        if kind != .entry, !isClockStopped, let end, end <= day { return (.expired, rule) }
        if let start, start > day { return (.pending, rule) }
        if let withheldBy { return (.withheld, withheldBy) }
        if let suspendedBy { return (.suspended, suspendedBy) }
        switch kind {
        case .restriction, .incentive, .entry: return (.inForce, rule)
        case .obligation, .disclosure, .referral: return (due.map { $0 < day } ?? false ? .overdue : .due, rule)
        }
    }
}
