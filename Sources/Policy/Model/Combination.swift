import Diagnostics

/// How several changes of one term combine, as a pack writes it under `adjustments:`.
package struct Combination: Hashable, Sendable {
    /// A measure or a group of measures.
    package var target: Written<String>
    /// Which of the two goes first; empty where they go in the order in which they come.
    package var order: [ActionVerb]
    package var base: Base
    /// What the term is at least and at most: a share of the term as imposed, or a duration.
    package var atLeast: WrittenExpression?
    package var atMost: WrittenExpression?

    package init(
        target: Written<String>, order: [ActionVerb] = [], base: Base = .rest, atLeast: WrittenExpression? = nil, atMost: WrittenExpression? = nil
    ) {
        self.target = target
        self.order = order
        self.base = base
        self.atLeast = atLeast
        self.atMost = atMost
    }

    /// What a share is a share of.
    package enum Base: String, Hashable, Sendable, CaseIterable {
        /// What the changes before have left.
        case rest
        /// The term as imposed.
        case base
    }
}

/// A combination with its measures resolved; of several about one measure the last holds.
package struct ResolvedCombination: Hashable, Sendable {
    /// Indexes into ``Vocabulary/measures``.
    package var measures: [Int]
    package var layer: Int
    package var combination: Combination

    package init(measures: [Int], layer: Int, combination: Combination) {
        self.measures = measures
        self.layer = layer
        self.combination = combination
    }
}
