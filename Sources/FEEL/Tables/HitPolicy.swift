/// What a decision table comes to when rows are hit (DMN 1.5, 8.2.10 and 8.2.11).
package enum HitPolicy: String, Hashable, Sendable, CaseIterable {
    /// At most one row can be hit.
    case unique
    /// Several rows may be hit, if all say the same.
    case any
    /// The hit that says what comes first among the output values.
    case priority
    /// The first hit, in the order of the rows.
    case first
    /// All hits, in the order of the rows.
    case ruleOrder = "rule order"
    /// All hits, in the order of the output values.
    case outputOrder = "output order"
    /// All hits, in no order that means anything.
    case collect
    case sum = "collect sum"
    case min = "collect min"
    case max = "collect max"
    /// How many rows are hit.
    case count = "collect count"

    /// Whether the result is a list of what the hits say.
    package var isList: Bool { self == .ruleOrder || self == .outputOrder || self == .collect }

    /// Whether the order of output values decides.
    package var isRanked: Bool { self == .priority || self == .outputOrder }

    /// Whether what the hits say is made into one value.
    package var isAggregate: Bool { self == .sum || self == .min || self == .max }

    /// Whether the result is what one of the hits says.
    package var givesOne: Bool { self == .unique || self == .any || self == .priority || self == .first }

    /// Whether a table in which no row is hit comes to null, unless it says otherwise.
    package var needsHit: Bool { !isList && self != .count }
}
