import Policy

/// The anchors of everything on a handbook's page; the same in every language.
struct Anchors {
    let rules: [String]
    let duties: [String]
    /// Those of the pack's own instrument.
    let clauses: [ClauseReference: String]
    let parameters: [String]
    let definitions: [String]
    let states: [String]
    let measures: [String]
    let groups: [String]

    init(_ policy: ResolvedPolicy) {
        var table = AnchorTable()
        let lowest = policy.layers.count - 1
        var clauses: [ClauseReference: String] = [:]
        for (index, clause) in policy.layers[lowest].clauses.enumerated() {
            clauses[ClauseReference(layer: lowest, clause: index)] = table.claim("clause", clause.id)
        }
        self.clauses = clauses
        rules = policy.rules.map { table.claim("rule", $0.name) }
        duties = policy.duties.map { table.claim("duty", $0.name) }
        parameters = policy.parameters.map { table.claim("parameter", $0.name) }
        definitions = policy.definitions.map { table.claim("definition", $0.name) }
        states = policy.vocabulary.states.map { table.claim("state", $0.name) }
        measures = policy.vocabulary.measures.map { table.claim("measure", $0.name) }
        groups = policy.groups.map { table.claim("group", $0.name) }
    }

    subscript(_ subject: Prose.Subject) -> String? {
        switch subject {
        case .definition(let index): definitions.indices.contains(index) ? definitions[index] : nil
        case .parameter(let index): parameters.indices.contains(index) ? parameters[index] : nil
        case .state(let index): states.indices.contains(index) ? states[index] : nil
        }
    }
}
