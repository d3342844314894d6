import Diagnostics

/// One way in which a rule differs from the one of the pack above.
package struct RuleChange: Sendable, Hashable {
    package var direction: Direction
    package var words: Phrase

    /// Where a change leads, seen from who must act or bear it.
    package enum Direction: String, Sendable, Hashable, CaseIterable {
        /// More is demanded, sooner, longer, or of more; less is forgiven.
        case sharper
        case weaker
        /// It can't be told.
        case unclear
        /// Nothing follows from it.
        case neutral

        var reversed: Direction {
            switch self {
            case .sharper: .weaker
            case .weaker: .sharper
            case .unclear, .neutral: self
            }
        }
    }

    init(_ direction: Direction, zh: String, en: String) {
        self.direction = direction
        words = Phrase(zh: zh, en: en)
    }
}

extension [RuleChange] {
    /// What the changes come to: one that weakens counts more than any that sharpen.
    package var direction: RuleChange.Direction {
        for direction in [RuleChange.Direction.weaker, .unclear, .sharper] where contains(where: { $0.direction == direction }) { return direction }
        return .neutral
    }
}
