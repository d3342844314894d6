import Diagnostics
import Engine
import FEEL
import Policy

/// How the days of measures were reckoned, in sentences.
struct LetterPeriods {
    private let letter: DecisionLetter
    private let labels: Labels
    private var prose: Prose
    private var policy: ResolvedPolicy { labels.policy }

    init(_ letter: DecisionLetter, _ labels: Labels, _ prose: Prose) {
        self.letter = letter
        self.labels = labels
        self.prose = prose
        let facts = letter.facts
        self.prose.told = { slot in
            guard case .date(let days)? = facts[slot] else { return nil }
            return labels.day(Int32(clamping: days))
        }
    }

    func items(_ measures: [CaseEvidence.MeasureEvidence]) -> [LetterItem] {
        measures.filter { !["lifted", "exempted", "revoked"].contains($0.shown.status) }.compactMap { measure in
            let sentences = term(measure) + due(measure)
            guard !sentences.isEmpty else { return nil }
            let all = sentences + stopped(measure)
            return LetterItem([.measure: .text(labels.measure(measure.type)), .reckoning: .joined(all, by: labels.say(zh: "；", en: "; "))])
        }
    }

    /// An action behind a measure, and what its expressions came to when its rule fired.
    private struct Source {
        var rule: Int
        var typed: TypedPolicy.TypedAction
        var evidence: CaseEvidence.ActionEvidence?
    }

    /// The action that imposed the measure first, then those of the other rules that did.
    private func sources(_ measure: CaseEvidence.MeasureEvidence) -> [Source] {
        let firings = letter.evidence.firings
        var found: [Source] = []
        for rule in [measure.rule] + measure.rules.filter({ $0 != measure.rule }) {
            let firing = firings.last { $0.rule == rule && (rule != measure.rule || $0.on <= measure.imposedOn) }
            let actions = policy.rules[rule].actions
            // Of the rule that imposed it first, the action that did so goes first.
            let own = rule == measure.rule ? [measure.action] : []
            for number in own + actions.indices.filter({ !own.contains($0) })
            where actions.indices.contains(number) && actions[number].verb == .impose && actions[number].measures.contains(measure.type) {
                let evidence = firing.flatMap { $0.actions.indices.contains(number) ? $0.actions[number] : nil }
                found.append(Source(rule: rule, typed: letter.typed.rules[rule].actions[number], evidence: evidence))
            }
        }
        return found
    }

    /// A value as a noun; where it names definitions, what those come to and the parameters behind them.
    private func noun(_ whole: CheckedExpression, _ evidence: Evidence?, ofRule rule: Int, tellsMissing: Bool = true) -> [Inline] {
        var prose = prose
        prose.eventName = policy.rules[rule].each.map { prose.event($0) }
        var said = prose.noun(whole)
        // What is nothing but a definition goes by what that comes to.
        if case .variable(let variable) = whole.root.kind, variable.slot < policy.variables.count,
            case .definition = policy.variables[variable.slot].origin,
            let reading = evidence?.readings.first, !reading.value.isMissing
        {
            said = []
        }
        for reading in evidence?.readings ?? [] {
            guard case .definition(let index) = reading.subject else { continue }
            if reading.value.isMissing {
                if tellsMissing { said += labels.say(zh: "（{1}尚不知道）", en: " ({1} isn't known yet)", prose.definition(index)) }
                continue
            }
            var parameters: [[Inline]] = []
            for case .parameter(let parameter) in reading.body.flatMap(\.readings).map(\.subject)
            where letter.typed.parameters[parameter].value == reading.value {
                parameters.append(prose.parameter(parameter))
            }
            let value: [Inline] = parameters.first ?? [.text(labels.value(reading.value))]
            said += said.isEmpty ? value : labels.say(zh: "，其中{1}为{2}", en: ", where {1} is {2}", prose.definition(index), value)
        }
        return said
    }

    private func day(_ day: Day) -> [Inline] { [.day("\(day)")] }

    private func term(_ measure: CaseEvidence.MeasureEvidence) -> [[Inline]] {
        let sources = sources(measure)
        let from = measure.shown.from.map { day($0) } ?? .text(labels.say(zh: "未知之日", en: "a day not known"))
        // A term is told by its last day, as in the outcome.
        let last = measure.shown.until?.adding(days: -1)
        let until = last.map { day($0) }
        if let source = sources.first(where: { $0.typed.duration != nil }), let duration = source.typed.duration {
            let length = noun(duration, source.evidence?.duration, ofRule: source.rule)
            guard let until else {
                guard source.evidence?.duration?.value.isMissing ?? false else {
                    return [labels.say(zh: "自 {1} 起，期限为{2}", en: "from {1}, for {2}", from, length)]
                }
                let unknown = noun(duration, source.evidence?.duration, ofRule: source.rule, tellsMissing: false)
                return [labels.say(zh: "自 {1} 起，期限为{2}，尚不知道有多长", en: "from {1}, for {2}; how long that is isn't known yet", from, unknown)]
            }
            let sentence = labels.say(
                zh: "自 {1} 起，期限为{2}，至 {3} 止（含当日）", en: "from {1}, for {2}, to the end of {3}", from, length, until)
            return [sentence] + moved(measure, measure.writtenUntil.map { $0 - 1 }, last)
        }
        if let source = sources.first(where: { $0.typed.until != nil }), let written = source.typed.until, let until {
            let sentence = labels.say(
                zh: "至 {1} 止（含当日），即{2}的前一日", en: "to the end of {1}, the day before {2}", until,
                noun(written, source.evidence?.until, ofRule: source.rule))
            return [sentence] + moved(measure, date(source.evidence?.until).map { $0 - 1 }, last)
        }
        return []
    }

    private func due(_ measure: CaseEvidence.MeasureEvidence) -> [[Inline]] {
        guard let due = measure.shown.due else {
            guard !measure.missing.isEmpty, let source = sources(measure).first(where: { $0.typed.due != nil }), let written = source.typed.due else {
                return []
            }
            return [
                labels.say(
                    zh: "最后一日为{1}，尚不知道是哪一天", en: "the last day isn't known yet: {1}",
                    noun(written, source.evidence?.due, ofRule: source.rule, tellsMissing: false))
            ]
        }
        // Of several that say when, the one whose day it is.
        let sources = sources(measure).filter { $0.typed.due != nil }
        let source = sources.first { date($0.evidence?.due) == due.number } ?? sources.first
        guard let source, let written = source.typed.due else { return [labels.say(zh: "最后一日为 {1}", en: "due on {1}", day(due))] }
        let sentence = labels.say(zh: "最后一日为 {1}，即{2}", en: "due on {1}: {2}", day(due), noun(written, source.evidence?.due, ofRule: source.rule))
        // Days on which a clock stood still count from the day that the rule came to.
        guard let end = measure.periodEnd, restedDays(measure) == 0 else {
            return [sentence] + moved(measure, date(source.evidence?.due), due) + (measure.periodEnd == nil ? [] : counting)
        }
        return [sentence] + moved(measure, end, due) + counting
    }

    /// How the pack counts the days of a period, where it says so.
    private var counting: [[Inline]] {
        var sentences: [[Inline]] = []
        if policy.deadlines.firstDay == .included { sentences.append(.text(labels.say(zh: "首日计入", en: "the first day counts"))) }
        switch policy.deadlines.onHoliday {
        case .nextWorkingDay?:
            sentences.append(.text(labels.say(zh: "最后一日遇节假日的，顺延至下一工作日", en: "a last day on a holiday moves to the next working day")))
        case .previousWorkingDay?:
            sentences.append(.text(labels.say(zh: "最后一日遇节假日的，提前至上一工作日", en: "a last day on a holiday moves to the working day before")))
        case .stays?, nil: break
        }
        return sentences
    }

    private func date(_ evidence: Evidence?) -> Int32? {
        if case .date(let days)? = evidence?.value { return Int32(clamping: days) }
        return nil
    }

    /// Why a day isn't the one that the rule alone comes to.
    private func moved(_ measure: CaseEvidence.MeasureEvidence, _ computed: Int32?, _ shown: Day?) -> [[Inline]] {
        guard let computed, let shown, shown.number != computed else { return [] }
        let original: [Inline] = [.day(labels.day(computed))]
        let rested = restedDays(measure)
        if rested > 0, shown.number == computed + rested {
            return [
                labels.say(
                    zh: "原为 {1}，其间停止计时 {2} 日，相应顺延", en: "{1} at first, moved on by {2} on which the clock stood still", original,
                    .text(labels.say(zh: "\(rested)", en: rested == 1 ? "1 day" : "\(rested) days")))
            ]
        }
        if policy.deadlines.onHoliday.map({ $0 != .stays }) ?? false, isWorking(computed) == false, isWorking(shown.number) == true {
            return [labels.say(zh: "原为 {1}，逢节假日而移动", en: "{1} at first, moved off a holiday", original)]
        }
        return [labels.say(zh: "原为 {1}，因暂停或另一规则而改变", en: "{1} at first, moved by a suspension or another rule", original)]
    }

    /// Nil where the calendar doesn't have the day.
    private func isWorking(_ day: Int32) -> Bool? {
        guard let calendar = policy.calendar else { return nil }
        let place = Int(day) - Int(calendar.first)
        return calendar.isWorking.indices.contains(place) ? calendar.isWorking[place] : nil
    }

    /// Days on which a rule that stops the clock kept it suspended.
    private func restedDays(_ measure: CaseEvidence.MeasureEvidence) -> Int32 {
        var days: Int32 = 0
        let history = measure.shown.history
        for (index, change) in history.enumerated() where change.status == "suspended" {
            let stops = policy.rules.first { $0.name == change.rule }?.actions.contains { $0.verb == .suspend && $0.clock == .stops } ?? false
            guard stops, index + 1 < history.count else { continue }
            days += history[index + 1].on.number - change.on.number
        }
        return days
    }

    private func stopped(_ measure: CaseEvidence.MeasureEvidence) -> [[Inline]] {
        guard measure.isStopped, !measure.isSettled else { return [] }
        return [.text(labels.say(zh: "现停止计时，恢复后期限相应顺延", en: "the clock stands still now, and the days move on by as long as it does"))]
    }
}
