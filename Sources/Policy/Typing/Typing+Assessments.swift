import Diagnostics
import FEEL

extension Typing {
    mutating func assessments() -> [TypedAssessment] {
        guard !policy.assessments.isEmpty else { return [] }
        let (records, parameters) = (recordEnvironment(), parameterEnvironment())
        return policy.assessments.map { assessment($0, records, parameters) }
    }

    private mutating func assessment(_ assessment: ResolvedAssessment, _ records: Environment, _ parameters: Environment) -> TypedAssessment {
        let ofIndicator = scoreEnvironment(ScoreVariable.ofIndicator, assessment)
        let ofScore = scoreEnvironment(ScoreVariable.ofScore, assessment)
        let indicators = assessment.indicators.map { indicator in
            let written = indicator.written
            return TypedAssessment.Indicator(
                condition: check(written.condition, as: .truth, .where, in: records), day: check(written.day, as: .day, .day, in: records),
                points: check(written.points, as: .number, .points, in: records),
                inAll: check(
                    written.inAll, as: .number, .inAll, in: ofIndicator,
                    reads: Phrase(zh: "`合计` 只读 `件数`、`小计` 和参数", en: "`in all` reads `count`, `sum` and parameters")),
                weight: number(written.weight, .weight, parameters) ?? TypedAssessment.TypedNumber(expression: nil, value: Decimal128(1)),
                floor: number(written.floor, .floor, parameters), cap: number(written.cap, .cap, parameters))
        }
        let table = assessment.bandTable.map { bandTable($0.table, assessment) }
        let reads = Phrase(zh: "这里只读总分、等级等和参数，不读一条记录的事实", en: "this reads totals, bands and the like, and parameters, no record's facts")
        return TypedAssessment(
            base: number(assessment.base, .base, parameters) ?? TypedAssessment.TypedNumber(expression: nil, value: .zero),
            floor: number(assessment.floor, .floor, parameters), cap: number(assessment.cap, .cap, parameters),
            except: check(assessment.except, as: .truth, .except, in: records),
            shownAs: check(assessment.shownAs, as: .text, .shownAs, in: records), indicators: indicators,
            bands: assessment.bands.map { number($0.written.from, .from, parameters) }, bandTable: table,
            bandCuts: table.flatMap { cuts(assessment, $0) },
            warnings: assessment.warnings.map { warning in
                TypedAssessment.Warning(
                    condition: check(warning.written.condition, as: .truth, .when, in: ofScore, reads: reads),
                    addressee: check(warning.written.addressee, as: .text, .addressee, in: ofScore, reads: reads))
            })
    }

    private mutating func check(
        _ written: WrittenExpression?, as expected: Expectation, _ key: PolicyKey, in own: Environment, reads: Phrase? = nil
    ) -> CheckedExpression? {
        guard let written else { return nil }
        let checked = check(written, in: own, reads: reads)
        check(checked, written, expected, key)
        return checked
    }

    /// The band is worked out before anybody is ranked.
    private mutating func bandTable(_ table: DecisionTable, _ assessment: ResolvedAssessment) -> CheckedExpression {
        check(
            table, number: 0, in: scoreEnvironment(ScoreVariable.ofBand, assessment),
            reads: Phrase(
                zh: "等次的决策表只读总分、变动、各指标的得分和计数与参数", en: "a table of bands reads totals, changes, points and counts of indicators, and parameters"))
    }

    /// The totals at which what a table of bands says may change; nil where that can't be seen.
    private func cuts(_ assessment: ResolvedAssessment, _ checked: CheckedExpression) -> [Decimal128]? {
        guard let table = assessment.bandTable?.table, let grid = checked.root.table, !checked.hasErrors else { return nil }
        let slots = [ScoreVariable.total, .change].map { policy.variables.count + $0.rawValue }
        func isTotal(_ input: TypedTable.Input) -> Bool {
            if case .variable(let variable) = input.value.kind { return variable.slot == slots[0] }
            return false
        }
        let rest =
            grid.inputs.filter { !isTotal($0) }.map(\.value) + grid.rows.flatMap { $0.tests.compactMap { $0 } + $0.outputs } + (grid.fallback ?? [])
        var isReadOtherwise = false
        for part in rest {
            part.visit { if case .variable(let variable) = $0.kind, slots.contains(variable.slot) { isReadOtherwise = true } }
        }
        guard !isReadOtherwise else { return nil }
        let inputs = grid.inputs.indices.filter { isTotal(grid.inputs[$0]) }
        guard !inputs.isEmpty else { return [] }
        guard let cells = TableGrid(assessment.name, table, checked, policy) else { return nil }
        var found: Set<Decimal128> = []
        for input in inputs {
            guard let cuts = cells.cuts(ofInput: input) else { return nil }
            found.formUnion(cuts)
        }
        return found.sorted { $0 < $1 }
    }

    // MARK: Numbers

    /// A number made of constants and parameters.
    private mutating func number(_ written: WrittenExpression?, _ key: PolicyKey, _ parameters: Environment) -> TypedAssessment.TypedNumber? {
        guard let written else { return nil }
        let checked = check(
            written, as: .number, key, in: parameters,
            reads: Phrase(zh: "这里只读参数", en: "this reads parameters only"))
        guard let checked, !checked.hasErrors else { return nil }
        let (value, reasons) = constants.evaluate(checked)
        if case .number(let number) = value {
            return TypedAssessment.TypedNumber(expression: checked, value: number.decimal)
        }
        // Another type has been told above.
        if Expectation.number.types.contains(where: { checked.type.kind.mayBe($0) }) {
            report(
                .fault(
                    "assessment-value", at: written.location, zh: reasons.first?.message.zh ?? "`\(key.chinese)` 没有值",
                    en: reasons.first?.message.en ?? "`\(key.english)` has no value",
                    mend: Phrase(zh: "写一个数，或用数值参数算出来的数", en: "write a number, or one made of parameters that are numbers")))
        }
        return nil
    }

    // MARK: What names mean

    /// Parameters alone.
    private func parameterEnvironment() -> Environment {
        var own = Environment()
        own.forbiddenBuiltins = environment.forbiddenBuiltins
        addParameters(to: &own)
        return own
    }

    private func addParameters(to own: inout Environment) {
        for parameter in policy.parameters {
            guard let known = environment.variables[parameter.name], known.slot == parameter.slot else { continue }
            own.declare(known, aliases: policy.variables[parameter.slot].aliases)
        }
    }

    /// What rules read, and what the plan makes of a record.
    private func recordEnvironment() -> Environment {
        var own = environment
        let vocabulary = policy.vocabulary
        let names = vocabulary.measures.map { ($0.name, $0.label) } + policy.groups.filter { !$0.measures.isEmpty }.map { ($0.name, $0.label) }
        let measures = FEELType.Enumeration(name: "measure", values: names.map(\.0), labels: labels(names))
        let statuses = FEELType.Enumeration(
            name: "status", values: MeasureStatus.allCases.map(\.rawValue),
            labels: Dictionary(MeasureStatus.allCases.map { ($0.chinese, $0.rawValue) }, uniquingKeysWith: { first, _ in first }))
        for function in StandingFunction.allCases {
            let result: FEELType =
                switch function {
                case .stands, .imposed: .boolean
                case .statusOf: .enumeration(statuses)
                case .periodStart, .periodEnd: .date
                }
            own.declare(
                Environment.HostFunction(
                    name: function.name, argument: function.takesMeasure ? measures : nil, result: result, id: function.rawValue),
                // What rules call the same sees no unknown, and whole days only.
                aliases: [function.chineseName] + (function == .stands ? [MeasureFunction.stands.chineseName] : []))
        }
        return own
    }

    private func labels(_ names: [(String, Phrase)]) -> [String: String] {
        Dictionary(names.flatMap { [($0.1.zh, $0.0), ($0.1.en, $0.0)] }, uniquingKeysWith: { first, _ in first })
    }

    /// Some of a score's variables, and parameters.
    private func scoreEnvironment(_ variables: [ScoreVariable], _ assessment: ResolvedAssessment) -> Environment {
        var own = Environment()
        own.forbiddenBuiltins = environment.forbiddenBuiltins
        own.hasUnknowns = true
        for variable in variables {
            let type: FEELType =
                switch variable {
                case .band:
                    .enumeration(
                        FEELType.Enumeration(
                            name: "band", values: assessment.bands.map(\.name), labels: labels(assessment.bands.map { ($0.name, $0.label) })))
                case .subject: .string
                default: .number
                }
            own.declare(
                Environment.Variable(
                    name: variable.name, slot: policy.variables.count + variable.rawValue, type: type, mayBeUnknown: variable != .subjects),
                aliases: [variable.chineseName])
        }
        addParameters(to: &own)
        if variables.contains(.total) {
            let indicators = FEELType.Enumeration(
                name: "indicator", values: assessment.indicators.map(\.name), labels: labels(assessment.indicators.map { ($0.name, $0.label) }))
            for function in IndicatorFunction.allCases {
                own.declare(
                    Environment.HostFunction(name: function.name, argument: indicators, result: .number, id: function.rawValue),
                    aliases: [function.chineseName])
            }
        }
        return own
    }
}
