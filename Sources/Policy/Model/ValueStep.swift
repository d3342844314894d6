import FEEL

/// From one value of a parameter to another.
package enum ValueStep: Sendable, Hashable {
    case grows
    case shrinks
    /// The same value, written or stated anew.
    case same
    /// Two values of which neither is more.
    case unordered

    package init(from old: Datum, to new: Datum) {
        if old == new {
            self = .same
            return
        }
        switch (old, new) {
        case (.number(let a), .number(let b)): self = a < b ? .grows : .shrinks
        case (.daysTimeDuration(let a, let m), .daysTimeDuration(let b, let n)): self = (a, m) < (b, n) ? .grows : .shrinks
        case (.yearsMonthsDuration(let a), .yearsMonthsDuration(let b)): self = a < b ? .grows : .shrinks
        case (.date(let a), .date(let b)): self = a < b ? .grows : .shrinks
        case (.boolean(let a), .boolean): self = a ? .shrinks : .grows
        // Of two lists the one with everything of the other and more is more.
        case (.list(let a), .list(let b)):
            let (gains, loses) = (!b.allSatisfy(a.contains), !a.allSatisfy(b.contains))
            self = gains && !loses ? .grows : loses && !gains ? .shrinks : gains ? .unordered : .same
        default: self = .unordered
        }
    }
}
