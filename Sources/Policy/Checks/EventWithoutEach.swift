import Diagnostics

/// An action on measures of the rule's own event, in a rule that has none.
enum EventWithoutEach {
    static let code = "no-event"

    @Sendable static func check(_ typed: TypedPolicy) -> [Diagnostic] {
        typed.policy.rules.filter { $0.each == nil }.flatMap { rule in
            rule.actions.filter(\.isOfEvent).map { action in
                .fault(
                    code, at: action.location, zh: "规则 `\(rule.name)` 没有自己的事件", en: "the rule `\(rule.name)` has no event of its own",
                    mend: Phrase(zh: "补上 `逐一:`，或删掉 `所属`", en: "add `for each:`, or delete `of`"),
                    notes: [
                        Diagnostic.Note(message: Phrase(zh: "规则 `\(rule.name)` 在这里", en: "the rule `\(rule.name)` is here"), location: rule.location)
                    ])
            }
        }
    }
}
