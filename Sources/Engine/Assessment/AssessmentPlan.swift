import FEEL
import Policy

/// An assessment, compiled. Its names, labels and numbers are those of ``ResolvedPolicy/assessments`` and ``TypedPolicy/assessments`` at its number.
package struct AssessmentPlan: Sendable {
    /// By kind of record: the indicators that count it, and whom it may be about.
    let kinds: [Kind]
    let except: ProgramRef?
    let shownAs: ProgramRef?
    /// By indicator; nil where the points of all records are those of each together.
    let inAll: [ProgramRef?]
    let warnings: [Warning]
    let bands: [Value]
    let bandTable: ProgramRef?
    let bandRows: TableRows?

    struct Kind: Sendable {
        var indicators: [Indicator]
        /// Symbols of the values of `applies to`; nil for whoever it is.
        var symbols: Set<UInt16>?
        /// Whether anyone it is about can be scored.
        var isScored: Bool
    }

    struct Indicator: Sendable {
        var number: Int
        var condition: ProgramRef?
        var day: ProgramRef?
        var points: ProgramRef?
    }

    struct Warning: Sendable {
        var condition: ProgramRef?
        var addressee: ProgramRef?
    }
}

/// Compiles the assessments of a plan.
struct AssessmentPlanBuilder {
    private let typed: TypedPolicy
    private let unit: CompilationUnit
    private let memory: PlanMemory

    init(_ typed: TypedPolicy, unit: CompilationUnit, memory: PlanMemory) {
        self.typed = typed
        self.unit = unit
        self.memory = memory
    }

    /// By raw value of ``Status``: the word as a value.
    func statuses() -> [Value] {
        guard !typed.policy.assessments.isEmpty else { return [] }
        return (0...Status.revoked.rawValue).map { Status(rawValue: $0).map { unit.symbol($0.word) } ?? .null }
    }

    func plans() -> [AssessmentPlan] {
        zip(typed.policy.assessments, typed.assessments).map { assessment, checked in plan(assessment, checked) }
    }

    private func plan(_ assessment: ResolvedAssessment, _ checked: TypedAssessment) -> AssessmentPlan {
        let compiler = recordCompiler()
        func compiled(_ expression: CheckedExpression?) -> ProgramRef? { expression.map { memory.keep(compiler.program($0)) } }
        let scores = scoreCompiler(assessment)
        func judged(_ expression: CheckedExpression?) -> ProgramRef? { expression.map { memory.keep(scores.program($0)) } }
        let kinds = typed.policy.vocabulary.records.enumerated().map { index, kind in
            AssessmentPlan.Kind(
                indicators: zip(assessment.indicators, checked.indicators).enumerated().compactMap { number, pair in
                    guard pair.0.kind == index else { return nil }
                    return AssessmentPlan.Indicator(
                        number: number, condition: compiled(pair.1.condition), day: compiled(pair.1.day), points: compiled(pair.1.points))
                },
                symbols: symbols(assessment, kind),
                isScored: kind.subject != nil && (assessment.appliesTo == nil || kind.appliesTo != nil))
        }
        return AssessmentPlan(
            kinds: kinds, except: compiled(checked.except), shownAs: compiled(checked.shownAs), inAll: checked.indicators.map { judged($0.inAll) },
            warnings: checked.warnings.map { AssessmentPlan.Warning(condition: judged($0.condition), addressee: judged($0.addressee)) },
            bands: assessment.bands.map { unit.symbol($0.name) }, bandTable: judged(checked.bandTable),
            bandRows: checked.bandTable.flatMap { scores.rows(of: $0) })
    }

    private func symbols(_ assessment: ResolvedAssessment, _ kind: RecordKind) -> Set<UInt16>? {
        guard let members = assessment.appliesTo else { return nil }
        guard let slot = kind.appliesTo, case .enumeration(let number)? = kind.fact(inSlot: slot)?.type else { return [] }
        let values = typed.policy.vocabulary.enumerations[number].values
        return Set(members.filter { $0.enumeration == number }.map { unit.symbol(values[$0.value].name).aux })
    }

    /// For expressions over a record: what rules may call, and how measures stand.
    private func recordCompiler() -> Compiler {
        let policy = typed.policy
        return Compiler(unit: unit) { function, argument in
            if let function = HistoryFunction(rawValue: function.id) { return function.code(argument, policy) }
            if let function = EventFunction(rawValue: function.id) {
                return policy.vocabulary.events.firstIndex { $0.name == argument }.map { function.code(event: $0) }
            }
            if let function = MeasureFunction(rawValue: function.id) {
                return policy.vocabulary.measures.firstIndex { $0.name == argument }.map { function.code(measure: $0) }
            }
            guard let function = StandingFunction(rawValue: function.id) else { return nil }
            guard let argument else { return function.code(measures: []) }
            let measures =
                policy.vocabulary.measures.firstIndex { $0.name == argument }.map { [$0] }
                ?? policy.groups.first { $0.name == argument }?.measures ?? []
            return function.code(measures: measures)
        }
    }

    /// For expressions over a score.
    private func scoreCompiler(_ assessment: ResolvedAssessment) -> Compiler {
        Compiler(unit: unit) { function, argument in
            guard let function = IndicatorFunction(rawValue: function.id),
                let indicator = assessment.indicators.firstIndex(where: { $0.name == argument })
            else { return nil }
            return function.code(indicator: indicator)
        }
    }
}
