import FEEL

/// Every expression over the policy's own names, with the place where it stands.
struct PolicyExpressions {
    struct Entry {
        var checked: CheckedExpression
        var written: WrittenExpression
        /// The duration of `for:`, which is added to a date.
        var isTerm = false
        /// The slot of the definition that it is.
        var definition: Int?
    }

    private(set) var entries: [Entry] = []
    private var hasCycles = false

    init(_ typed: TypedPolicy) {
        let policy = typed.policy
        for (definition, checked) in zip(policy.definitions, typed.definitions) {
            guard let written = definition.body.written else { continue }
            guard let checked else {
                hasCycles = true
                continue
            }
            entries.append(Entry(checked: checked, written: written, definition: definition.slot))
        }
        for (measure, checked) in zip(policy.vocabulary.measures, typed.addressees) {
            guard case .expression(let written) = measure.borneBy else { continue }
            add(checked, written)
        }
        for (rule, checked) in zip(policy.rules, typed.rules) {
            for (condition, checked) in zip(rule.conditions, checked.conditions) { add(checked, condition.expression) }
            for (action, checked) in zip(rule.actions, checked.actions) {
                add(checked.from, action.from)
                add(checked.due, action.due)
                add(checked.duration, action.duration, isTerm: true)
                add(checked.until, action.until)
                if case .expression(let written)? = action.addressee { add(checked.addressee, written) }
            }
        }
        addAssessments(typed)
    }

    private mutating func addAssessments(_ typed: TypedPolicy) {
        for (assessment, checked) in zip(typed.policy.assessments, typed.assessments) {
            for (checked, written) in checked.expressions(assessment) { add(checked, written) }
        }
    }

    private mutating func add(_ checked: CheckedExpression?, _ written: WrittenExpression?, isTerm: Bool = false) {
        guard let checked, let written else { return }
        entries.append(Entry(checked: checked, written: written, isTerm: isTerm))
    }

    /// Whether every name in them could be read: a name that nothing uses may be one that is misspelt elsewhere.
    var areWhole: Bool { !hasCycles && !entries.contains { $0.checked.hasErrors } }

    /// The slots that something reads; a definition that reads itself doesn't count.
    var slotsRead: Set<Int> {
        Set(entries.flatMap { entry in entry.checked.slots.filter { $0 != entry.definition } })
    }
}
