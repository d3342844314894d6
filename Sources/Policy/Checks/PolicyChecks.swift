import Diagnostics

/// What must be seen before a policy runs: one check a file, each with its words.
package enum PolicyChecks {
    /// A check looks at a typed policy and says what it finds.
    typealias Check = @Sendable (TypedPolicy) -> [Diagnostic]

    static let all: [Check] = ofWhatIsThere + ofWhatIsMissing

    /// Checks of what is written. They hold whatever else is wrong.
    private static let ofWhatIsThere: [Check] = [
        NeverFires.check, AlwaysTrue.check, AppliesToNothing.check, Contradiction.check, ConflictingClocks.check, StateNeverBegins.check,
        SuspendWithoutWhile.check, TermKind.check, MonthEndsMissing.check, CalendarYear.check, UndecidableChoice.check, TestRecordNames.check,
        TableOverlap.check, TableGap.check, TableRowMasked.check, BandsOutOfOrder.check, BoundsCrossed.check, IndicatorWithoutSubject.check,
    ]

    /// Checks of what nobody wrote. Where something couldn't be read, that is the reason.
    private static let ofWhatIsMissing: [Check] = [
        UnusedParameter.check, UnusedDefinition.check, NeverImposed.check, ClauseWithoutRule.check, RuleWithoutClause.check,
        RuleWithoutEffect.check, StatedWithoutClause.check, DutyWithoutClause.check, DutyWithoutOwner.check, AssessmentWithoutClause.check,
        IndicatorWithoutClause.check,
    ]

    /// What the checks find.
    /// - Parameter found: what was found while the policy was read and layered.
    package static func findings(_ typed: TypedPolicy, besides found: [Diagnostic] = []) -> [Diagnostic] {
        let checks = found.contains { $0.severity == .error } ? ofWhatIsThere : all
        return checks.flatMap { $0(typed) }
    }
}
