import Diagnostics

/// A suspension that says no time for which it lasts.
enum SuspendWithoutWhile {
    static let code = "suspend-without-while"

    @Sendable static func check(_ typed: TypedPolicy) -> [Diagnostic] {
        typed.policy.rules.filter { $0.trigger != .during }.flatMap { rule in
            rule.actions.filter { $0.verb == .suspend }.map { action in
                .fault(
                    code, at: action.location, zh: "没有说明暂停到什么时候", en: "nothing says how long this suspends",
                    mend: rule.trigger == .when
                        ? Phrase(zh: "把 `当` 改成 `期间`", en: "write `while` in place of `when`")
                        : Phrase(zh: "补上 `期间:`", en: "add `while:`"),
                    notes: [
                        Diagnostic.Note(message: Phrase(zh: "规则 `\(rule.name)` 在这里", en: "the rule `\(rule.name)` is here"), location: rule.location)
                    ])
            }
        }
    }
}
