import Diagnostics
import Policy

/// What a rule says, in names and written expressions, so that rules of two policies can be laid side by side.
package struct RuleContent: Sendable, Hashable {
    package var name: String
    /// The kind of record.
    package var kind: String
    /// Values of the `applies to` fact; nil for all.
    package var appliesTo: [String]?
    package var trigger: ResolvedRule.Trigger
    /// All must be true.
    package var conditions: [String]
    package var actions: [Action]
    /// As decisions cite them.
    package var clauses: [String]
    /// The event of `for each`, and what it has to be like.
    package var each: String?
    package var admission: String?

    /// An action on one measure.
    package struct Action: Sendable, Hashable {
        package var verb: ActionVerb
        package var measure: String
        package var choices: [String]
        package var from: String?
        package var due: String?
        package var duration: String?
        package var until: String?
        package var addressee: String?
        package var modality: Modality
        package var clock: SuspensionClock?
        package var decidedBy: [String]
        package var only: String?
        package var isOfEvent = false
        package var amount: String?
        package var word: String?
        package var atLeast: String?
        package var atMost: String?
    }

    package init(_ rule: ResolvedRule, of policy: ResolvedPolicy) {
        let vocabulary = policy.vocabulary
        name = rule.name
        kind = vocabulary.records.indices.contains(rule.kind) ? vocabulary.records[rule.kind].name : ""
        var names: [String] = []
        if vocabulary.records.indices.contains(rule.kind), let slot = vocabulary.records[rule.kind].appliesTo,
            case .enumeration(let index)? = vocabulary.records[rule.kind].fact(inSlot: slot)?.type, vocabulary.enumerations.indices.contains(index)
        {
            names = vocabulary.enumerations[index].values.map(\.name)
        }
        appliesTo = rule.appliesTo.map { values in values.map { names.indices.contains($0) ? names[$0] : "?" } }
        trigger = rule.trigger
        conditions = rule.conditions.map { RuleContent.text($0.expression) }
        actions = rule.actions.flatMap { action in action.measures.map { Action(action, measure: $0, vocabulary) } }
        each = rule.each.map { vocabulary.events[$0].name }
        admission = rule.admission.map { RuleContent.text($0.expression) }
        var seen: Set<String> = []
        clauses = rule.clauses.map { policy.cite($0) }.filter { seen.insert($0).inserted }
    }

    /// An expression with its line breaks and indents folded.
    static func text(_ expression: WrittenExpression) -> String {
        expression.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

extension RuleContent.Action {
    init(_ action: ResolvedAction, measure: Int, _ vocabulary: Vocabulary) {
        verb = action.verb
        self.measure = vocabulary.measures[measure].name
        choices = action.choices.map { vocabulary.choices[$0].name }
        from = action.from.map { RuleContent.text($0) }
        due = action.due.map { RuleContent.text($0) }
        duration = action.duration.map { RuleContent.text($0) }
        until = action.until.map { RuleContent.text($0) }
        switch action.addressee {
        case .expression(let expression)?: addressee = RuleContent.text(expression)
        case .subject?: addressee = "subject"
        case .authority?: addressee = "authority"
        case nil: addressee = nil
        }
        modality = action.modality
        clock = action.clock
        decidedBy = action.decidedBy.map { vocabulary.events[$0].name }
        only = action.only.map { RuleContent.text($0) }
        isOfEvent = action.isOfEvent
        amount = action.amount.map { RuleContent.text($0) }
        word = action.word
        atLeast = action.atLeast.map { RuleContent.text($0) }
        atMost = action.atMost.map { RuleContent.text($0) }
    }

    /// Its terms, by the keys they are written under.
    var terms: [(key: Term, text: String?)] {
        [
            (.from, from), (.due, due), (.duration, duration), (.until, until), (.addressee, addressee), (.only, only), (.amount, amount),
            (.atLeast, atLeast), (.atMost, atMost),
        ]
    }

    enum Term: CaseIterable {
        case from, due, duration, until, addressee, only, amount, atLeast, atMost

        var phrase: Phrase {
            switch self {
            case .from: Phrase(zh: "起始日", en: "start")
            case .due: Phrase(zh: "截止日", en: "due day")
            case .duration: Phrase(zh: "期限", en: "term")
            case .until: Phrase(zh: "终止日", en: "end")
            case .addressee: Phrase(zh: "对象", en: "addressee")
            case .only: Phrase(zh: "仅限", en: "limit")
            case .amount: Phrase(zh: "幅度", en: "amount")
            case .atLeast: Phrase(zh: "下限", en: "least")
            case .atMost: Phrase(zh: "上限", en: "most")
            }
        }
    }
}
