import FEEL
import Policy

/// What an outcome asks of those it is about, as far as it is certain: what was imposed and not undone, until when, and by when it is due.
package struct Burden: Hashable, Sendable {
    private var items: [Item] = []

    private struct Item: Hashable {
        var measure: UInt16
        var addressee: String?
        /// An incentive is a burden to whoever loses it.
        var isIncentive: Bool
        /// The day on which it ends, or has ended. The greatest there is for none, or one that isn't known.
        var until: Int32
        var due: Int32

        func isAbout(_ other: Item) -> Bool { measure == other.measure && addressee == other.addressee }
    }

    /// That of the outcome in a workspace.
    package init(_ workspace: Workspace) {
        for measure in workspace.measureElements where measure.status != .revoked {
            let end = measure.shownUntil ?? .max
            // A day on which it was lifted, and reinstated since, isn't its end.
            let ended = measure.status.isFinal ? min(end, measure.liftedOn, measure.exemptedOn, measure.fulfilledOn) : end
            let addressee = measure.addressee.tag == .string ? String(decoding: measure.addressee.utf8, as: UTF8.self) : nil
            items.append(
                Item(
                    measure: measure.type, addressee: addressee,
                    isIncentive: workspace.plan.policy.vocabulary.measures[Int(measure.type)].kind == .incentive,
                    until: ended, due: measure.shownDue ?? .max))
        }
    }

    /// Whether it is nowhere heavier than another: each measure of it is there too, as often, ends no earlier there and is due no later there;
    /// and each incentive of the other is here, as often, and ends here no earlier.
    package func isNowhereHeavier(than other: Burden) -> Bool {
        for item in items where !item.isIncentive {
            let mine = items.filter { $0.isAbout(item) }
            let theirs = other.items.filter { $0.isAbout(item) }
            guard mine.count <= theirs.count, theirs.contains(where: { item.until <= $0.until && item.due >= $0.due }) else { return false }
        }
        for item in other.items where item.isIncentive {
            let mine = items.filter { $0.isAbout(item) }
            let theirs = other.items.filter { $0.isAbout(item) }
            guard theirs.count <= mine.count, mine.contains(where: { item.until <= $0.until }) else { return false }
        }
        return true
    }

    /// Whether it is nowhere heavier than another, and somewhere lighter.
    package func isMilder(than other: Burden) -> Bool { isNowhereHeavier(than: other) && !other.isNowhereHeavier(than: self) }
}
