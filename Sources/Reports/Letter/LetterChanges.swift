import Diagnostics
import Engine
import Policy

/// What would come of an event, in sentences for the person concerned.
struct LetterChanges {
    private let labels: Labels
    /// Whom the letter is to: their own measures are told without their name.
    private let reader: String?

    init(_ labels: Labels, speakingTo reader: String?) {
        self.labels = labels
        self.reader = reader
    }

    /// Empty where nothing of it concerns anybody but those who apply the rules.
    func text(_ changes: [Outlook.Change]) -> String {
        var sentences: [(names: [String], rest: String)] = []
        for change in changes {
            switch change {
            case .altered(let old, let new, _):
                let (name, rest) = (name(new), altered(old, new))
                // What becomes of several alike is told once.
                if let place = sentences.firstIndex(where: { !$0.names.isEmpty && $0.rest == rest }) {
                    sentences[place].names.append(name)
                } else {
                    sentences.append(([name], rest))
                }
            case .closed(let option) where changes.contains { isSameChoice($0, option) }: break
            default: if let said = sentence(change) { sentences.append(([], said)) }
            }
        }
        return sentences.map { labels.list($0.names) + $0.rest }.joined(separator: labels.say(zh: "；", en: "; "))
    }

    /// Whether a choice is open again that closes elsewhere: only what it is about has changed.
    private func isSameChoice(_ change: Outlook.Change, _ option: Decision.Option) -> Bool {
        if case .opened(let other) = change { return other.choices == option.choices }
        return false
    }

    private func sentence(_ change: Outlook.Change) -> String? {
        switch change {
        case .imposed(let measure, _): return imposed(measure)
        case .gone(let measure): return labels.say(zh: "不再有\(name(measure))", en: "\(name(measure)) is no longer there")
        case .opened(let option):
            let measures = labels.list(option.measures.map { labels.measure(named: $0) })
            return labels.say(zh: "机关可以选择\(choices(option))（涉及\(measures)）", en: "the authority may choose \(choices(option)), for \(measures)")
        case .closed(let option):
            return labels.say(zh: "机关不能再选择\(choices(option))", en: "the authority may no longer choose \(choices(option))")
        case .undetermined(let rule, let missing):
            let rule = labels.rule(named: rule)
            let facts = labels.missing(missing)
            return labels.say(zh: "“\(rule)”尚不能确定，缺\(facts)", en: "“\(rule)” can't be settled for want of \(facts)")
        case .settled, .altered: return nil
        }
    }

    private func choices(_ option: Decision.Option) -> String {
        option.choices.map { labels.say(zh: "“\(labels.choice(named: $0))”", en: "“\(labels.choice(named: $0))”") }.joined(
            separator: labels.say(zh: "或", en: " or "))
    }

    private func bearer(_ measure: Decision.Measure) -> String? {
        measure.addressee.flatMap { $0 == reader ? nil : labels.addressee($0) }
    }

    private func name(_ measure: Decision.Measure) -> String {
        labels.measure(named: measure.measure) + (bearer(measure).map { labels.say(zh: "（\($0)）", en: " (\($0))") } ?? "")
    }

    private func imposed(_ measure: Decision.Measure) -> String {
        let label = labels.measure(named: measure.measure)
        var parts = [labels.say(zh: "新增\(label)", en: "\(label) is imposed")]
        if let bearer = bearer(measure) { parts.append(labels.say(zh: "由\(bearer)承担", en: "borne by \(bearer)")) }
        if let due = measure.due { parts.append(labels.say(zh: "应于 \(due) 前（含当日）完成", en: "due by the end of \(due)")) }
        if let last = last(measure) { parts.append(labels.say(zh: "至 \(last) 止（含当日）", en: "to the end of \(last)")) }
        return parts.joined(separator: labels.say(zh: "，", en: ", "))
    }

    /// The last day on which it holds.
    private func last(_ measure: Decision.Measure) -> Day? { measure.until?.adding(days: -1) }

    /// What follows the name of a measure that is otherwise from then on.
    private func altered(_ old: Decision.Measure, _ new: Decision.Measure) -> String {
        var parts: [String] = []
        func word(_ status: String) -> String { labels[StatusLabels.status(status)] }
        func change(zh: String, en: String, _ before: Day?, _ after: Day?) {
            let was = before.map { "\($0)" }
            guard let after else {
                // While a clock stands still its days aren't known yet.
                let now = new.status == "suspended" ? labels.say(zh: "待定", en: "not known yet") : labels.say(zh: "不再有", en: "none any more")
                parts.append(
                    labels.say(zh: zh + now + (was.map { "（原为 \($0)）" } ?? ""), en: "\(en) \(now)" + (was.map { " (\($0) at first)" } ?? "")))
                return
            }
            parts.append(
                was.map { labels.say(zh: "\(zh)由 \($0) 改为 \(after)", en: "\(en) \(after) instead of \($0)") }
                    ?? labels.say(zh: "\(zh)为 \(after)", en: "\(en) \(after)"))
        }
        let isOver = StatusLabels.isFinal(new.status)
        if old.from != new.from { change(zh: "开始日", en: "begins:", old.from, new.from) }
        if old.until != new.until, !isOver { change(zh: "末日", en: "last day:", last(old), last(new)) }
        if old.due != new.due, !isOver { change(zh: "完成期限", en: "due:", old.due, new.due) }
        let words = new.adjusted.filter { !old.adjusted.contains($0) }
        if !words.isEmpty { parts.append(labels.list(words.map { labels.adjusted($0) })) }
        if old.addressee != new.addressee { parts.append(labels.say(zh: "对象改变", en: "borne by another")) }
        if old.status != new.status {
            parts.insert(
                labels.say(zh: "由“\(word(old.status))”变为“\(word(new.status))”", en: "will be \(word(new.status)) (now \(word(old.status)))"), at: 0)
            return labels.say(zh: "", en: " ") + parts.joined(separator: labels.say(zh: "，", en: ", "))
        }
        if parts.isEmpty { parts.append(labels.say(zh: "另有依据", en: "rests on another ground too")) }
        return labels.say(zh: "：", en: ": ") + parts.joined(separator: labels.say(zh: "，", en: ", "))
    }
}
