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
        let tried = layers.indices.map { layer -> Tried in
            if layer == layers.count - 1 { return Tried(pack) }
            guard isWhole, let root = pack.root, let folder = PolicyPath.folder(ofPack: layers[layer].id),
                let superior = PolicyPack.load(PolicyPath.join(root, folder), with: loader).pack
            else { return Tried() }
            return Tried(superior)
        }
        return ClauseMatrix(
            pack.plan.policy, isWhole: isWhole, fired: tried.map(\.fired), reach: tried.map(\.reach), byRows: pack.plan.typed.rulesByRowClause)
    }

    /// What a pack's own tests reach.
    private struct Tried {
        /// The rules that they make fire.
        var fired: Set<String> = []
        var reach = TestReport.Reach()

        init() {}

        init(_ pack: PolicyPack) {
            let (report, coverage) = PackTests.runner(pack).run()
            fired = Set(pack.plan.policy.rules.indices.filter { coverage.hasFired[$0] }.map { pack.plan.policy.rules[$0].name })
            reach = report.reach
        }
    }

    /// The matrix as CSV (RFC 4180).
    package static func csv(_ matrix: ClauseMatrix) -> String {
        var out = OutputBuffer()
        for row in [ClauseMatrix.columns] + matrix.csvRows { DecisionCSV.write(row, to: &out) }
        return String(decoding: out.bytes, as: UTF8.self)
    }
}
