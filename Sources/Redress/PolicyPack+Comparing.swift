import Policy
import Reports

extension PolicyPack {
    /// The pack against the pack it extends; nil where it extends none.
    package var conformity: Conformity? { Conformity(TypedPolicy(plan.policy)) }

    /// This pack and another side by side.
    package func difference(from other: PolicyPack) -> PackDifference {
        PackDifference(TypedPolicy(plan.policy), TypedPolicy(other.plan.policy))
    }
}
