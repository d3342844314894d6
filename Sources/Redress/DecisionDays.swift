import Engine

/// The three days of a decision.
public struct DecisionDays: Sendable, Hashable {
    /// The day the outcome is asked for.
    public var asOf: Day
    /// The day whose policies apply; nil: as of.
    public var law: Day?
    /// Only what had been recorded by then counts; nil: as of.
    public var known: Day?

    public init(asOf: Day, law: Day? = nil, known: Day? = nil) {
        self.asOf = asOf
        self.law = law
        self.known = known
    }

    package var request: DecisionRequest { DecisionRequest(asOf: asOf.number, law: law?.number, known: known?.number) }
}
