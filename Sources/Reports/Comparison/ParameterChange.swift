import FEEL
import Policy

/// A parameter of the pack above that the pack gives another value.
package struct ParameterChange: Sendable, Hashable {
    /// Its index in the pack's policy.
    package var parameter: Int
    /// Its index in the policy above.
    package var superior: Int
    package var step: Step

    package enum Step: Sendable, Hashable {
        case grows
        case shrinks
        /// The same value, written or stated anew.
        case same
        /// Two values of which neither is more.
        case unordered

        init(from old: Datum, to new: Datum) {
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
            default: self = .unordered
            }
        }
    }

    /// What the pack sets, in order of the parameters.
    static func all(_ pack: TypedPolicy, _ superior: TypedPolicy) -> [ParameterChange] {
        let lowest = pack.policy.layers.count - 1
        return pack.policy.parameters.indices.compactMap { index in
            let parameter = pack.policy.parameters[index]
            guard parameter.setBy == lowest, parameter.declaredBy < lowest,
                let above = superior.policy.parameters.firstIndex(where: { $0.name == parameter.name })
            else { return nil }
            let step = Step(from: superior.parameters[above].value, to: pack.parameters[index].value)
            return ParameterChange(parameter: index, superior: above, step: step)
        }
    }
}
