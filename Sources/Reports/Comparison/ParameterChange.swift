import FEEL
import Policy

/// A parameter of the pack above that the pack gives another value.
package struct ParameterChange: Sendable, Hashable {
    /// Its index in the pack's policy.
    package var parameter: Int
    /// Its index in the policy above.
    package var superior: Int
    package var step: Step

    package typealias Step = ValueStep

    /// Where it leads by what the parameter's pack says is sharper; nil where it doesn't say, or neither value is more.
    func declaredDirection(_ parameter: ResolvedParameter) -> RuleChange.Direction? {
        guard let sharper = parameter.sharper else { return nil }
        switch step {
        case .grows: return sharper.isUpwards ? .sharper : .weaker
        case .shrinks: return sharper.isUpwards ? .weaker : .sharper
        case .same: return .neutral
        case .unordered: return nil
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
