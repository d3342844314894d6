import Policy
import Records
import Reports

/// The clauses of a pack beside what carries them, with what the packs' own tests reach.
package enum PackClauses {
    /// - Parameter isWhole: with the clauses of all packs above.
    package static func matrix(_ pack: PolicyPack, isWhole: Bool = false) -> ClauseMatrix {
        let loader = PolicyLoader(files: DiskFiles())
        let layers = pack.plan.policy.layers
        // Only what is shown is tried: the pack's own tests, or those of every pack.
        let fired = layers.indices.map { layer -> Set<String> in
            if layer == layers.count - 1 { return rulesFired(pack) }
            guard isWhole, let root = pack.root, let folder = PolicyPath.folder(ofPack: layers[layer].id),
                let superior = PolicyPack.load(PolicyPath.join(root, folder), with: loader).pack
            else { return [] }
            return rulesFired(superior)
        }
        return ClauseMatrix(pack.plan.policy, isWhole: isWhole, fired: fired, byRows: pack.plan.typed.rulesByRowClause)
    }

    /// The rules that the pack's own tests make fire.
    private static func rulesFired(_ pack: PolicyPack) -> Set<String> {
        let (_, coverage) = PackTests.runner(pack).run()
        return Set(pack.plan.policy.rules.indices.filter { coverage.hasFired[$0] }.map { pack.plan.policy.rules[$0].name })
    }

    /// The matrix as CSV (RFC 4180).
    package static func csv(_ matrix: ClauseMatrix) -> String {
        var out = OutputBuffer()
        for row in [ClauseMatrix.columns] + matrix.csvRows { DecisionCSV.write(row, to: &out) }
        return String(decoding: out.bytes, as: UTF8.self)
    }
}
