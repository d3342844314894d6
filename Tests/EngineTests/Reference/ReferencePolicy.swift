import FEEL
import Policy

/// A policy with its expressions parsed: nothing resolved, nothing compiled.
final class ReferencePolicy {
    let policy: ResolvedPolicy
    private let names: NameTable
    private var parsed: [String: ReferenceExpression] = [:]
    private var parsedConditions: [String: ReferenceExpression] = [:]

    var vocabulary: Vocabulary { policy.vocabulary }

    init(_ policy: ResolvedPolicy) {
        self.policy = policy
        var names = Environment().names
        for name in ["date of", "latest date of", "has", "number of", "is known"] + ReferenceCalendar.functions { names.insert(name) }
        for variable in policy.variables.variables { names.insert(variable.name) }
        names.insert("?")
        self.names = names
    }

    func expression(_ written: WrittenExpression) -> ReferenceExpression {
        if let known = parsed[written.text] { return known }
        let expression = ReferenceExpression(written.text, names: names)
        parsed[written.text] = expression
        return expression
    }

    /// The unary tests of a table's cell.
    func tests(_ written: WrittenExpression) -> ReferenceExpression { ReferenceExpression(tests: written.text, names: names) }

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
