import Policy

/// The three days of a decision, as days since 1970-01-01.
package struct DecisionRequest: Sendable, Hashable {
    /// The day the outcome is asked for.
    package var asOf: Int32
    /// The day whose policies apply.
    package var law: Int32
    /// Only what had been recorded by then counts.
    package var known: Int32

    /// - Parameters:
    ///   - asOf: the day the outcome is asked for.
    ///   - law: default as-of.
    ///   - known: default as-of.
    package init(asOf: Int32, law: Int32? = nil, known: Int32? = nil) {
        self.asOf = asOf
        self.law = law ?? asOf
        self.known = known ?? asOf
    }

    /// The days on which rules can fire; nil where their pack, or they themselves, aren't in force on the law day.
    func window(_ days: DaysInForce) -> ClosedRange<Int32>? {
        guard days.pack.contains(law), days.rule.contains(law) else { return nil }
        // A trial of a plan to come: as if it had always been in force.
        let from = law > asOf ? .min : max(days.pack.from ?? .min, days.rule.from ?? .min)
        let until = min(days.pack.until ?? .max, days.rule.until ?? .max)
        return from <= until ? from...until : nil
    }
}
