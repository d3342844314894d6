import Diagnostics

/// Finds what an author wrote behind what layering made of it.
struct WrittenActions {
    private var actions: [Location: Action] = [:]
    private let policy: ResolvedPolicy

    init(_ policy: ResolvedPolicy) {
        self.policy = policy
        for action in policy.layers.flatMap(\.rules).flatMap(\.actions) { actions[action.location] = action }
    }

    /// The action as written.
    func action(_ resolved: ResolvedAction) -> Action? { actions[resolved.location] }

    /// Each name that an action gives measures by, and the measures it stands for.
    func targets(_ resolved: ResolvedAction) -> [(name: Written<String>, measures: [Int])] {
        guard let action = actions[resolved.location] else { return [] }
        return action.targets.map { name in
            if let measure = policy.vocabulary.measure(named: name.value) { return (name, [measure]) }
            let group = policy.groups.first { [$0.name, $0.label.zh, $0.label.en].contains(name.value) }
            return (name, group?.measures ?? [])
        }
    }
}

extension ResolvedPolicy {
    /// The pack that was asked for: what a pack leaves unused is its own affair, not that of those who extend it.
    var lowest: Int { layers.count - 1 }

    /// Whether two rules can ever act on one record.
    func overlap(_ a: ResolvedRule, _ b: ResolvedRule) -> Bool {
        guard a.kind == b.kind else { return false }
        guard let left = a.appliesTo, let right = b.appliesTo else { return true }
        return left.contains { right.contains($0) }
    }
}
