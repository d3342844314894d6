import Diagnostics
import FEEL

extension Typing {
    /// Holds the values that packs give to parameters of packs above against what those leave to them.
    mutating func checkCompetence() {
        for parameter in policy.parameters where parameter.sharper != nil || parameter.settings.contains(where: { $0.competence != nil }) {
            let values = parameter.settings.map { $0.value.constantValue(constants) }
            checkSharper(parameter, values.first ?? nil)
            for (index, setting) in parameter.settings.enumerated() {
                guard let competence = setting.competence else { continue }
                let tests = checkedTests(competence, of: values[index])
                checkDirection(competence, parameter, values[index], isDeclared: index == 0)
                for lower in parameter.settings.indices.dropFirst(index + 1) {
                    guard let value = values[lower], let above = values[lower - 1] else { continue }
                    let given = Grant(parameter: parameter, above: setting, set: parameter.settings[lower])
                    hold(given, competence, value, tests)
                    hold(given, competence, from: above, to: value)
                }
            }
        }
    }

    // MARK: What a pack leaves to those below

    /// The tests that a value set below must meet, typed by the value that the pack itself gives.
    private mutating func checkedTests(_ competence: Competence, of value: Datum?) -> CheckedExpression? {
        guard case .meeting(let tests)? = competence.values, let value else { return nil }
        var own = Environment()
        own.forbiddenBuiltins = environment.forbiddenBuiltins
        own.declare(Environment.Variable(name: "?", slot: 0, type: value.type))
        let checked = CheckedExpression(unaryTests: SourceText(name: "<expression>", text: tests.text), environment: own)
        for diagnostic in checked.diagnostics { found(diagnostic.relocated { tests.location(of: $0) }) }
        return checked.hasErrors ? nil : checked
    }

    private mutating func checkSharper(_ parameter: ResolvedParameter, _ value: Datum?) {
        guard let sharper = parameter.sharper, let value else { return }
        let fitting: [Sharper]
        switch value {
        case .daysTimeDuration, .yearsMonthsDuration: fitting = [.longer, .shorter]
        case .number, .date: fitting = [.higher, .lower]
        case .boolean: fitting = [.true, .false]
        default: fitting = []
        }
        guard !fitting.contains(sharper) else { return }
        found(
            .fault(
                "competence-kind", at: parameter.location, zh: "`\(parameter.name)` 的值是 \(value.type.name)，不能以\(sharper.chinese)为严",
                en: "the value of `\(parameter.name)` is a \(value.type.name), of which none is sharper for being \(sharper.rawValue)",
                mend: fitting.isEmpty
                    ? Phrase(zh: "删掉 `加严方向:`", en: "delete `sharper:`")
                    : Phrase(zh: Phrase.oneOf(fitting.map(\.chinese)).zh, en: Phrase.oneOf(fitting.map(\.rawValue)).en)))
    }

    private mutating func checkDirection(_ competence: Competence, _ parameter: ResolvedParameter, _ value: Datum?, isDeclared: Bool) {
        guard let direction = competence.direction, let value else { return }
        if direction.value == .add {
            if case .list = value { return }
            found(
                .fault(
                    "competence-kind", at: direction.location, zh: "`\(parameter.name)` 的值是 \(value.type.name)，只有列表才能增加",
                    en: "the value of `\(parameter.name)` is a \(value.type.name): only a list can be added to",
                    mend: Phrase(zh: "写 `加严` 或 `放宽`，或用 `下级可设:`", en: "write `tighten` or `loosen`, or `localities may set:`")))
        } else if parameter.sharper == nil, !isDeclared {
            found(
                .fault(
                    "needs-sharper", at: direction.location, zh: "声明 `\(parameter.name)` 的政策没有写 `加严方向`，不知道什么算\(direction.value.chinese)",
                    en: "the pack that declares `\(parameter.name)` has no `sharper`, so it can't be told what it is to \(direction.value.rawValue)",
                    mend: Phrase(zh: "改用 `下级可设:`", en: "write `localities may set:` instead")))
        }
    }

    // MARK: What a pack makes of it

    /// A value that a pack gives, and the pack above that left it something to do.
    private struct Grant {
        var parameter: ResolvedParameter
        var above: ResolvedParameter.Setting
        var set: ResolvedParameter.Setting
    }

    private mutating func hold(_ given: Grant, _ competence: Competence, _ value: Datum, _ tests: CheckedExpression?) {
        switch competence.values {
        case .none(let place)?:
            report(
                given, leaves: Phrase(zh: "不许下级另设", en: "leaves it to no pack below"),
                mend: Phrase(zh: "删掉这一项设定", en: "don't set it"), place)
        case .meeting(let written)?:
            guard let tests else { return }
            guard constants.evaluate(tests, input: value).value != .boolean(true) else { return }
            report(
                given, leaves: Phrase(zh: "只许设 `\(written.text)`", en: "leaves `\(written.text)` to packs below"),
                mend: Phrase(zh: "设一个许可范围内的值", en: "set a value among those"), written.location)
        case nil: break
        }
    }

    private mutating func hold(_ given: Grant, _ competence: Competence, from old: Datum, to new: Datum) {
        guard let direction = competence.direction else { return }
        let leaves: Phrase
        switch direction.value {
        case .tighten, .loosen:
            guard let sharper = given.parameter.sharper else { return }
            let wanted: ValueStep = sharper.isUpwards == (direction.value == .tighten) ? .grows : .shrinks
            let step = ValueStep(from: old, to: new)
            if step == .same || step == wanted { return }
            leaves =
                direction.value == .tighten
                ? Phrase(zh: "只许加严（\(sharper.chinese)为严）", en: "lets packs below only tighten it (\(sharper.rawValue) is sharper)")
                : Phrase(zh: "只许放宽（\(sharper.chinese)为严）", en: "lets packs below only loosen it (\(sharper.rawValue) is sharper)")
        case .add:
            guard case .list(let before) = old else { return }
            if case .list(let after) = new, before.allSatisfy(after.contains) { return }
            leaves = Phrase(zh: "只许增加，`\(old)` 里的都要保留", en: "lets packs below only add to it, and keep what stands in `\(old)`")
        }
        report(
            given, leaves: leaves,
            mend: Phrase(zh: "上位的值是 `\(old)`：改设一个许可的值，或不设", en: "the value above is `\(old)`: set one that is left to it, or none"),
            direction.location)
    }

    private mutating func report(_ given: Grant, leaves: Phrase, mend: Phrase, _ place: Location) {
        let (lower, upper) = (source(given.set), source(given.above))
        found(
            .fault(
                "beyond-competence", at: given.set.value.location,
                zh: "\(lower.zh)把 `\(given.parameter.name)` 设为 `\(given.set.value.text)`，而 \(upper.zh)\(leaves.zh)",
                en: "\(lower.en) sets `\(given.parameter.name)` to `\(given.set.value.text)`, and \(upper.en) \(leaves.en)", mend: mend,
                notes: [Diagnostic.Note(message: Phrase(zh: "许可写在这里", en: "what is left to it stands here"), location: place)]))
    }

    /// A pack, and the clauses that its value rests on.
    private func source(_ setting: ResolvedParameter.Setting) -> Phrase {
        let id = policy.layers[setting.layer].id
        let cites = setting.clauses.map { policy.cite($0) }.withoutRepeats()
        if cites.isEmpty { return Phrase(zh: "\(id)（未注明条款）", en: "\(id) (by no clause)") }
        return Phrase(zh: "\(id)（\(cites.joined(separator: "、"))）", en: "\(id) (\(cites.joined(separator: ", ")))")
    }
}
