import Diagnostics
import Engine
import FEEL
import Policy

extension Outlook {
    package func text(_ language: Language) -> String { OutlookWriter(Labels(policy, language)).text(self) }
}

/// Writes an outlook in one language.
struct OutlookWriter {
    let labels: Labels
    private var policy: ResolvedPolicy { labels.policy }

    init(_ labels: Labels) { self.labels = labels }

    func text(_ outlook: Outlook) -> String {
        var outline = Outline(labels.language)
        let decision = outlook.decision
        let subject = decision.subject.map { labels.say(zh: "，主体 \($0)", en: ", subject \($0)") } ?? ""
        let record = labels.record(decision.record) + subject
        let law = labels.law(outlook.request.law, asOf: outlook.request.asOf)
        outline.line(zh: "\(record)，截至 \(decision.asOf)\(law)", en: "\(record), as of \(decision.asOf)\(law)")
        outline.blank()
        write(next: outlook, &outline)
        if let turn = outlook.lawChanges {
            let day = labels.day(turn)
            outline.line(
                zh: "自 \(day) 起政策另有规定：届时须重新查看", en: "From \(day) on the pack has another law: what is said here may be otherwise then")
            outline.blank()
        }
        if !outlook.coming.isEmpty {
            outline.line(zh: "已定的日子", en: "Days that are set")
            for coming in outlook.coming { outline.item(line(coming, decision), 1) }
            outline.blank()
        }
        if !outlook.events.isEmpty {
            let day = labels.day(outlook.triedOn)
            outline.line(zh: "下列事件（假定发生在 \(day)）会改变结果", en: "Events that would change the outcome, were they to happen on \(day)")
            for trial in outlook.events {
                outline.item(head(trial), 1)
                for change in trial.changes { outline.item(line(change), 2) }
            }
            outline.blank()
        }
        if !outlook.unknown.isEmpty {
            outline.line(zh: "尚不知道、而规则需要的事实", en: "Facts that aren't known and that rules wait for")
            for trial in outlook.unknown { write(trial, &outline) }
            outline.blank()
        }
        if !outlook.isOpen { outline.line(zh: "此案已了结：没有什么会再改变结果", en: "the case is closed: nothing will change its outcome") }
        return outline.text
    }

    private func write(next outlook: Outlook, _ outline: inout Outline) {
        guard let next = outlook.next else {
            outline.line(zh: "如无其他事件，结果不再变化", en: "If nothing else happens, nothing changes any more")
            outline.blank()
            return
        }
        outline.line(zh: "下一次变化：\(labels.day(next.day))（如无其他事件）", en: "Next change: \(labels.day(next.day)), if nothing else happens")
        let writer = TimelineWriter(labels: labels)
        for line in writer.lines(next) { outline.item(line, 1) }
        outline.blank()
    }

    private func name(_ measure: Decision.Measure) -> String {
        let addressee =
            measure.addressee.map { labels.say(zh: "（\(labels.addressee($0))）", en: " (\(labels.addressee($0)))") } ?? ""
        return labels.measure(named: measure.measure) + addressee
    }

    private func line(_ coming: Outlook.Coming, _ decision: Decision) -> String {
        let measure = name(decision.measures[coming.measure])
        let day = coming.day.map { labels.day($0) } ?? ""
        switch coming.kind {
        case .starts: return labels.say(zh: "\(day)：\(measure)开始", en: "\(day): \(measure) begins")
        case .due:
            if let due = coming.day, due < decision.asOf.number {
                return labels.say(zh: "\(day)：\(measure)已过截止日", en: "\(day): \(measure) was due, and is overdue")
            }
            return labels.say(zh: "\(day)：\(measure)的截止日", en: "\(day): \(measure) is due, this being the last day")
        case .ends: return labels.say(zh: "\(day)：\(measure)期满，当日起不再执行", en: "\(day): \(measure) ends, not holding on that day")
        case .rests:
            return labels.say(zh: "\(measure)停止计时，恢复计时后才知道期限", en: "\(measure): its clock stands still, and its days move on until it runs again")
        }
    }

    private func head(_ trial: Outlook.EventTrial) -> String {
        let type = policy.vocabulary.events[trial.event]
        let name = labels.both(labels.event(trial.event), type.name)
        let sets = trial.facts.filter { !$0.isEmpty }
        if sets.isEmpty { return name }
        if trial.isWhatever { return name + labels.say(zh: "（内容不论）", en: ", whatever it says") }
        let said = sets.map { set in
            labels.list(
                set.map { item in
                    let fact = type.facts[item.fact]
                    let value: String
                    if case .string(let name) = item.value, let discretion = policy.vocabulary.discretion, discretion.event == trial.event,
                        discretion.choice == item.fact
                    {
                        value = labels.both(labels.choice(named: name), name)
                    } else {
                        value = labels.value(item.value, type: fact.type, unit: fact.unit)
                    }
                    return labels[fact.label] + labels.say(zh: "：", en: ": ") + value
                })
        }
        return name + labels.say(zh: "（\(said.joined(separator: "；或"))）", en: " (\(said.joined(separator: "; or ")))")
    }

    private func write(_ trial: Outlook.FactTrial, _ outline: inout Outline) {
        let rules = labels.list(trial.rules.map { labels.quoted(labels.rule(named: $0)) })
        let name = labels.missing(trial.name)
        outline.item(labels.say(zh: "\(name)，规则\(rules)需要", en: "\(name), which \(rules) waits for"), 1)
        for outcome in trial.outcomes {
            let value = labels.value(outcome.value, type: trial.type, unit: trial.unit)
            guard !outcome.changes.isEmpty else {
                outline.item(labels.say(zh: "\(value)：结果不变", en: "\(value): nothing changes"), 2)
                continue
            }
            outline.item(labels.say(zh: "\(value)：", en: "\(value):"), 2)
            for change in outcome.changes { outline.item(line(change), 3) }
        }
    }

    /// What a change is, by which rule and clause.
    func line(_ change: Outlook.Change) -> String { what(change) + (change.source.map { by($0) } ?? "") }

    /// What a change is.
    func what(_ change: Outlook.Change) -> String {
        switch change {
        case .imposed(let measure, _):
            return labels.say(zh: "\(name(measure))：施加，", en: "\(name(measure)): imposed, ") + state(measure)
        case .gone(let measure): return labels.say(zh: "\(name(measure))：不再有", en: "\(name(measure)): not there")
        case .altered(let old, let new, _): return name(new) + labels.say(zh: "：", en: ": ") + altered(old, new)
        case .opened(let option):
            let choices = labels.list(option.choices.map { labels.choice(named: $0) })
            let measures = labels.list(option.measures.map { labels.measure(named: $0) })
            return labels.say(zh: "可裁量：\(choices)，范围为\(measures)", en: "open to choice: \(choices), among \(measures)")
        case .closed(let option):
            let choices = labels.list(option.choices.map { labels.choice(named: $0) })
            return labels.say(zh: "不再可裁量：\(choices)", en: "no longer open to choice: \(choices)")
        case .undetermined(let rule, let missing):
            let rule = labels.quoted(labels.rule(named: rule))
            let facts = labels.missing(missing)
            return labels.say(zh: "规则\(rule)未定：缺\(facts)", en: "the rule \(rule) is undetermined for want of \(facts)")
        case .settled(let rule):
            let rule = labels.quoted(labels.rule(named: rule))
            return labels.say(zh: "规则\(rule)可以确定", en: "the rule \(rule) is settled")
        }
    }

    private func altered(_ old: Decision.Measure, _ new: Decision.Measure) -> String {
        var parts: [String] = []
        func word(_ status: String) -> String { labels[StatusLabels.status(status)] }
        // While a clock stands still its days aren't known yet.
        func day(_ day: Day?, of measure: Decision.Measure) -> String {
            if let day { return day.description }
            return measure.status == "suspended" ? labels.say(zh: "待定", en: "not known yet") : labels.say(zh: "无", en: "none")
        }
        func days(_ a: Day?, _ b: Day?) -> String { "\(day(a, of: old)) → \(day(b, of: new))" }
        let isOver = StatusLabels.isFinal(new.status)
        if old.status != new.status { parts.append("\(word(old.status)) → \(word(new.status))") }
        if old.from != new.from { parts.append(labels.say(zh: "自 ", en: "from ") + days(old.from, new.from)) }
        if old.until != new.until, !isOver { parts.append(labels.say(zh: "至 ", en: "until ") + days(old.until, new.until)) }
        if old.due != new.due, !isOver { parts.append(labels.say(zh: "截止 ", en: "due ") + days(old.due, new.due)) }
        let words = new.adjusted.filter { !old.adjusted.contains($0) }
        if !words.isEmpty { parts.append(labels.list(words.map { labels.adjusted($0) })) }
        if old.addressee != new.addressee { parts.append(labels.say(zh: "对象改变", en: "another addressee")) }
        if parts.isEmpty { parts.append(state(new)) }
        return parts.joined(separator: labels.say(zh: "，", en: ", "))
    }

    private func state(_ measure: Decision.Measure) -> String {
        var parts = measure.status == "due" && measure.due != nil ? [] : [labels[StatusLabels.status(measure.status)]]
        if let due = measure.due { parts.append(labels.say(zh: "截止 \(due)", en: "due \(due)")) }
        if let until = measure.until { parts.append(labels.say(zh: "至 \(until)", en: "until \(until)")) }
        return parts.joined(separator: labels.say(zh: "，", en: ", "))
    }

    private func by(_ source: Outlook.Source) -> String {
        let rule = labels.quoted(labels.rule(named: source.rule))
        let cites = labels.list(source.clauses)
        return labels.say(zh: "；依据\(rule)", en: "; by \(rule)") + (cites.isEmpty ? "" : labels.say(zh: "（\(cites)）", en: " (\(cites))"))
    }
}
