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
        let functions = ["date of", "latest date of", "has", "number of", "is known", "served", "days served", "fulfilled", "stands"]
        for name in functions + ReferenceCalendar.functions + ReferencePolicy.ofOthers { names.insert(name) }
        for name in ["on", "recorded", "answered"] { names.insert("event.\(name)") }
        for name in ["on", "recorded"] { names.insert("answer.\(name)") }
        for fact in policy.vocabulary.events.flatMap(\.facts) {
            names.insert("event.\(fact.name)")
            names.insert("answer.\(fact.name)")
        }
        for variable in policy.variables.variables {
            names.insert(variable.name)
            names.insert("this record." + variable.name)
            members.insert(variable.name)
        }
        names.insert("?")
        self.names = names
    }

    /// Whether any expression looks at the subject's other records.
    private(set) lazy var looksAtOthers = ReferencePolicy.ofOthers.contains { mentions($0) }

    private static let ofOthers = ["history", "later records", "records within", "records in cycle", "number of standing"]

    func mentions(_ word: String) -> Bool { texts.contains { $0.contains(word) } }

    private lazy var texts: [String] = {
        let definitions = policy.definitions.flatMap { definition -> [String] in
            switch definition.body {
            case .expression(let written): [written.text]
            case .table(let table, _): table.inputs.map(\.text) + table.rows.flatMap(\.outputs).map(\.text)
            case .anyOf, .allOf: []
            }
        }
        let actions = policy.rules.flatMap(\.actions).flatMap { [$0.from, $0.due, $0.until, $0.duration, $0.only, $0.amount, $0.atLeast, $0.atMost] }
        let conditions = policy.rules.flatMap { $0.conditions + [$0.admission].compactMap { $0 } }
        return definitions + actions.compactMap { $0?.text } + conditions.map(\.expression.text)
    }()

    func expression(_ written: WrittenExpression) -> ReferenceExpression {
        if let known = parsed[written.text] { return known }
        let expression = ReferenceExpression(written.text, names: names, members: members)
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
