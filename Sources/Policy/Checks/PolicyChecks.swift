import Diagnostics

/// What must be seen before a policy runs: one check a file, each with its words.
package enum PolicyChecks {
    /// A check looks at a typed policy and says what it finds.
    typealias Check = @Sendable (TypedPolicy) -> [Diagnostic]

    static let all: [Check] = [
        NeverFires.check, AlwaysTrue.check, AppliesToNothing.check, Contradiction.check, ConflictingClocks.check, UnusedParameter.check,
        UnusedDefinition.check, StateNeverBegins.check, NeverImposed.check, ClauseWithoutRule.check, RuleWithoutClause.check,
        RuleWithoutEffect.check, SuspendWithoutWhile.check, TermKind.check, MonthEndsMissing.check, UndecidableChoice.check,
        StatedWithoutClause.check,
    ]

    /// The findings of all checks.
    package static func findings(_ typed: TypedPolicy) -> [Diagnostic] { all.flatMap { $0(typed) } }
}
