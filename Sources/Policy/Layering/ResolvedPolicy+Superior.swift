extension ResolvedPolicy {
    /// What the pack extends, resolved by itself, without what the pack changes: its indexes of layers, clauses and measures are those of this policy.
    /// Nil where the pack extends nothing. It has no files and no digest.
    package var superior: ResolvedPolicy? {
        guard layers.count > 1 else { return nil }
        return Layering(vocabulary: vocabulary, layers: Array(layers.dropLast())).resolve()
    }
}

extension [Pack] {
    /// The clauses that an id or a cite means in one of these packs, the most superior of which stands first: its own, else those of the nearest pack
    /// above that has any.
    package func clauses(_ name: String, from layer: Int) -> [ClauseReference] {
        for index in stride(from: Swift.min(layer, count - 1), through: 0, by: -1) {
            let all = self[index].clauses
            if let clause = all.firstIndex(where: { $0.id == name }) { return [ClauseReference(layer: index, clause: clause)] }
            let cited = all.indices.filter { all[$0].cite == name }
            if !cited.isEmpty { return cited.map { ClauseReference(layer: index, clause: $0) } }
        }
        return []
    }
}
