import Policy

/// Where the rules and duties of a policy are written out: each at the first clause that it rests on, the pack's own clauses before those of packs above.
struct CarrierPlaces {
    /// Indexes of rules by the clause at which they are written out.
    private(set) var rules: [ClauseReference: [Int]] = [:]
    private(set) var duties: [ClauseReference: [Int]] = [:]
    /// Rules that rest on no clause.
    private(set) var looseRules: [Int] = []
    private(set) var looseDuties: [Int] = []

    init(_ policy: ResolvedPolicy) {
        func place(_ clauses: [ClauseReference]) -> ClauseReference? {
            clauses.max { ($0.layer, -$0.clause) < ($1.layer, -$1.clause) }
        }
        for (index, rule) in policy.rules.enumerated() {
            if let place = place(rule.clauses) { rules[place, default: []].append(index) } else { looseRules.append(index) }
        }
        for (index, duty) in policy.duties.enumerated() {
            if let place = place(duty.clauses) { duties[place, default: []].append(index) } else { looseDuties.append(index) }
        }
    }
}
