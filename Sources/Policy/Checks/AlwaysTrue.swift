import Diagnostics
import FEEL

/// A condition that no record can make false.
enum AlwaysTrue {
    static let code = "always-true"

    @Sendable static func check(_ typed: TypedPolicy) -> [Diagnostic] {
        let analysis = ConditionAnalysis(typed)
        return zip(typed.policy.rules, typed.rules).flatMap { rule, checked in
            zip(rule.conditions, checked.conditions).compactMap { written, condition in
                guard analysis.cases(condition, false)?.isEmpty == true, analysis.cases(condition, true)?.isEmpty != true else { return nil }
                return finding(written.expression)
            }
        }
    }

    private static func finding(_ written: WrittenExpression) -> Diagnostic {
        .fault(
            code, .warning, at: written.location, zh: "条件 `\(written.text)` 总为真", en: "the condition `\(written.text)` is always true",
            mend: Phrase(zh: "改正条件；若规则不设条件，把它删掉", en: "correct it; delete it if the rule is to have none"))
    }
}
