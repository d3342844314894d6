import FEEL
import Policy

/// A policy with its expressions parsed: nothing resolved, nothing compiled.
final class ReferencePolicy {
    let policy: ResolvedPolicy
    private let names: NameTable
    private var members = NameTable()
    private var parsed: [String: ReferenceExpression] = [:]
    private var parsedConditions: [String: ReferenceExpression] = [:]

    var vocabulary: Vocabulary { policy.vocabulary }

    init(_ policy: ResolvedPolicy) {
        self.policy = policy
        var names = Environment().names
        for name in ["date of", "latest date of", "has", "number of", "is known"] { names.insert(name) }
        for name in ["history", "later records", "number of standing", "records within", "records in cycle"] { names.insert(name) }
        for variable in policy.variables.variables {
            names.insert(variable.name)
            names.insert("this record." + variable.name)
            members.insert(variable.name)
        }
        self.names = names
    }

    /// Whether any expression looks at the subject's other records.
    private(set) lazy var looksAtOthers = ["history", "later records", "records within", "records in cycle", "number of standing"].contains {
        mentions($0)
    }

    func mentions(_ word: String) -> Bool { texts.contains { $0.contains(word) } }

    private lazy var texts: [String] = {
        let definitions = policy.definitions.compactMap { definition -> String? in
            if case .expression(let written) = definition.body { return written.text }
            return nil
        }
        let actions = policy.rules.flatMap(\.actions).flatMap { [$0.from, $0.due, $0.until, $0.duration] }.compactMap { $0?.text }
        return definitions + actions + policy.rules.flatMap(\.conditions).map(\.expression.text)
    }()

    func expression(_ written: WrittenExpression) -> ReferenceExpression {
        if let known = parsed[written.text] { return known }
        let expression = ReferenceExpression(written.text, names: names, members: members)
        parsed[written.text] = expression
        return expression
    }

    /// A `where`, which sees the facts of one type of event.
    func condition(_ written: WrittenExpression, event: Int) -> ReferenceExpression {
        let key = "\(event) \(written.text)"
        if let known = parsedConditions[key] { return known }
        var names = Environment().names
        names.insert("is known")
        for fact in vocabulary.events[event].facts { names.insert(fact.name) }
        let expression = ReferenceExpression(written.text, names: names)
        parsedConditions[key] = expression
        return expression
    }
}
