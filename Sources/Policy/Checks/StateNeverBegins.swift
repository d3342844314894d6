import Diagnostics
import FEEL

/// A state that no event can begin, as no `where` of it can be true.
enum StateNeverBegins {
    static let code = "state-never-begins"

    @Sendable static func check(_ typed: TypedPolicy) -> [Diagnostic] {
        let vocabulary = typed.policy.vocabulary
        return zip(vocabulary.states, typed.states).compactMap { state, checked in
            guard !state.from.isEmpty else { return nil }
            let canBegin = zip(state.from, checked.from).contains { trigger, condition in
                guard let condition else { return true }
                return ConditionAnalysis(event: vocabulary.events[trigger.event], vocabulary).cases(condition, true)?.isEmpty != true
            }
            return canBegin ? nil : finding(state)
        }
    }

    private static func finding(_ state: StateDeclaration) -> Diagnostic {
        .fault(
            code, .warning, at: state.location, zh: "没有事件能使情形 `\(state.name)` 开始", en: "no event can begin the state `\(state.name)`",
            mend: Phrase(zh: "改正 `其中`", en: "correct the `where`"),
            notes: state.from.compactMap { trigger in
                trigger.condition.map {
                    Diagnostic.Note(message: Phrase(zh: "`\($0.text)` 不可能为真", en: "`\($0.text)` is never true"), location: $0.location)
                }
            })
    }
}
