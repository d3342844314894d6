import Diagnostics

/// A choice that the deciding event has no value for.
enum UndecidableChoice {
    static let code = "undecidable-choice"

    @Sendable static func check(_ typed: TypedPolicy) -> [Diagnostic] {
        let vocabulary = typed.policy.vocabulary
        guard let discretion = vocabulary.discretion, case .enumeration(let index) = vocabulary.events[discretion.event].facts[discretion.choice].type
        else { return [] }
        let event = vocabulary.events[discretion.event]
        let values = vocabulary.enumerations[index].values.map(\.name)
        let written = WrittenActions(typed.policy)
        var found: [Diagnostic] = []
        // With events of its own, an option is decided by what happens, not by a choice that is named.
        for action in typed.policy.rules.flatMap(\.actions) where action.verb == .may && action.decidedBy == [discretion.event] {
            for name in written.action(action)?.choices ?? [] {
                guard let choice = vocabulary.choice(named: name.value), !values.contains(vocabulary.choices[choice].name) else { continue }
                found.append(
                    .fault(
                        code, at: name.location, zh: "事件 `\(event.name)` 不能选择 `\(name.value)`",
                        en: "the event `\(event.name)` can't choose `\(name.value)`",
                        mend: Phrase(
                            zh: "写 `决定事件:`，或把它加进 `\(event.facts[discretion.choice].name)` 的取值",
                            en: "add `decided by:`, or add it to the values of `\(event.facts[discretion.choice].name)`"),
                        notes: [Diagnostic.Note(message: Phrase(zh: "事件声明在这里", en: "the event is declared here"), location: event.location)]))
            }
        }
        return found
    }
}
