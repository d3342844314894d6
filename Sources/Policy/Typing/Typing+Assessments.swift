import Diagnostics
import FEEL

extension Typing {
    mutating func assessments() -> [TypedAssessment] {
        guard !policy.assessments.isEmpty else { return [] }
        let records = recordEnvironment()
        return policy.assessments.map { assessment($0, records) }
    }

    private mutating func assessment(_ assessment: ResolvedAssessment, _ records: Environment) -> TypedAssessment {
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
                weight: number(written.weight, .weight) ?? TypedAssessment.TypedNumber(expression: nil, value: Decimal128(1)),
                floor: number(written.floor, .floor), cap: number(written.cap, .cap))
        }
        let reads = Phrase(zh: "这里只读总分、等级等和参数，不读一条记录的事实", en: "this reads totals, bands and the like, and parameters, no record's facts")
        return TypedAssessment(
            base: number(assessment.base, .base) ?? TypedAssessment.TypedNumber(expression: nil, value: .zero),
            floor: number(assessment.floor, .floor), cap: number(assessment.cap, .cap),
            except: check(assessment.except, as: .truth, .except, in: records),
            shownAs: check(assessment.shownAs, as: .text, .shownAs, in: records), indicators: indicators,
            bands: assessment.bands.map { number($0.written.from, .from) },
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

    // MARK: Numbers

    /// A number made of constants and parameters.
    private mutating func number(_ written: WrittenExpression?, _ key: PolicyKey) -> TypedAssessment.TypedNumber? {
        guard let written else { return nil }
        let checked = check(
            written, as: .number, key, in: parameterEnvironment(),
            reads: Phrase(zh: "这里只读参数", en: "this reads parameters only"))
        guard let checked, !checked.hasErrors else { return nil }
        let machine = MachineOwner(slots: 0)
        let program = Compiler(unit: CompilationUnit()).program(checked)
        let (value, reasons) = machine.collectingReasons { program.evaluate($0) }
        if case .number(let number) = machine.ref.datum(of: value) {
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
        for function in MeasureFunction.allCases {
            let result: FEELType =
                switch function {
                case .stands, .imposed: .boolean
                case .statusOf: .enumeration(statuses)
                case .periodStart, .periodEnd: .date
                }
            own.declare(
                Environment.HostFunction(
                    name: function.name, argument: function.takesMeasure ? measures : nil, result: result, id: function.rawValue),
                aliases: [function.chineseName])
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
