import Diagnostics
import Engine
import FEEL
import Policy

/// Writes a timeline in one language.
struct TimelineWriter {
    let labels: Labels
    private var policy: ResolvedPolicy { labels.policy }

    func text(_ timeline: Timeline) -> String {
        var outline = Outline(labels.language)
        let day = labels.day(timeline.asOf)
        let subject = timeline.subject.map { labels.say(zh: "，主体 \($0)", en: ", subject \($0)") } ?? ""
        let record = labels.record(timeline.record) + subject
        let law = labels.law(timeline.law, asOf: timeline.asOf)
        outline.line(zh: "\(record)，截至 \(day)\(law)", en: "\(record), as of \(day)\(law)")
        let pack = labels.pack(policy.layers.count - 1)
        let number = policy.layers.last?.instrument.number
        outline.line(zh: "政策：\(number ?? "")\(pack)", en: "Policy: \(number.map { $0 + " " } ?? "")\(pack)")
        outline.blank()
        if let fact = timeline.missingDay {
            let name = labels.missing(fact)
            outline.line(zh: "不知道记录从哪天起算：缺\(name)", en: "the day the record counts from isn't known: \(name)")
            outline.blank()
        }
        let ahead = timeline.days.filter { $0.day > timeline.asOf }
        for section in timeline.days where section.day <= timeline.asOf { write(section, &outline) }
        if !ahead.isEmpty {
            outline.line(zh: "此后（如无其他事件）", en: "Ahead, if nothing else happens")
            outline.blank()
            for section in ahead { write(section, &outline) }
        }
        return outline.text
    }

    private func write(_ section: Timeline.Section, _ outline: inout Outline) {
        outline.line(labels.day(section.day))
        for line in lines(section) { outline.line(line, 1) }
        outline.blank()
    }

    /// What happens on one day, a line each.
    func lines(_ section: Timeline.Section) -> [String] {
        // A rule's clauses are named where it fires, not again for all it does that day.
        var named: Set<Int> = []
        return section.entries.map { entry in
            let line = line(entry, named)
            if case .fired(let rule) = entry { named.insert(rule) }
            return line
        }
    }

    private func line(_ entry: Timeline.Entry, _ named: Set<Int>) -> String {
        func source(_ rule: Int) -> String { named.contains(rule) ? labels.ruleName(rule) : labels.rule(rule) }
        switch entry {
        case .begins: return labels.say(zh: "记录开始起算", en: "the record begins to count")
        case .event(let event, let facts): return eventLine(event, facts)
        case .fired(let rule):
            return policy.rules[rule].trigger == .during
                ? labels.say(zh: "规则\(labels.rule(rule))开始适用", en: "the rule \(labels.rule(rule)) begins to hold")
                : labels.say(zh: "规则\(labels.rule(rule))触发", en: "the rule \(labels.rule(rule)) fires")
        case .ceased(let rule): return labels.say(zh: "规则\(labels.rule(rule))不再适用", en: "the rule \(labels.rule(rule)) holds no longer")
        case .changed(let measure, let addressee, let old, let new, let rule, let event, let lastDay):
            let cause = event.map {
                labels.say(zh: "（因\(labels.day($0.on))的\(labels.event($0.type))）", en: " (for \(labels.event($0.type)) on \(labels.day($0.on)))")
            }
            let name = self.measure(measure, addressee) + (cause ?? "")
            let passed = lastDay.map { labels.say(zh: "（截止日 \(labels.day($0))）", en: " (its last day was \(labels.day($0)))") } ?? ""
            let status = labels[StatusLabels.status(new)] + passed
            guard let old else {
                return labels.say(zh: "\(name)：施加，\(status)；依据\(source(rule))", en: "\(name): imposed, \(status); by \(source(rule))")
            }
            let before = labels[StatusLabels.status(old)]
            return labels.say(zh: "\(name)：\(before) → \(status)；依据\(source(rule))", en: "\(name): \(before) → \(status); by \(source(rule))")
        case .finding(let kind, let event, let rules):
            let words = labels[StatusLabels.conflict(kind)]
            let name = labels.event(event.type)
            let by = rules.isEmpty ? "" : labels.say(zh: "；依据", en: "; by ") + labels.list(rules.map { source($0) })
            return labels.say(zh: "\(name)：\(words)\(by)", en: "\(name): \(words)\(by)")
        case .option(let rule, let choices, let measures, let isOpen):
            let choices = labels.list(choices.map { labels.choice($0) })
            guard isOpen else {
                return labels.say(zh: "裁量已经作出（可选\(choices)）；依据\(source(rule))", en: "the choice among \(choices) is made; by \(source(rule))")
            }
            let names = labels.list(measures.map { labels.measure($0) })
            return labels.say(
                zh: "可裁量：\(choices)，范围为\(names)；依据\(source(rule))", en: "open to choice: \(choices), among \(names); by \(source(rule))")
        }
    }

    private func measure(_ measure: Int, _ addressee: String?) -> String {
        labels.measure(measure) + (addressee.map { labels.say(zh: "（\(labels.addressee($0))）", en: " (\(labels.addressee($0)))") } ?? "")
    }

    private func eventLine(_ event: Int, _ facts: [(fact: Int, value: Datum)]) -> String {
        let type = policy.vocabulary.events[event]
        var text = labels.say(zh: "事件：", en: "event: ") + labels.event(event)
        let details = facts.map { item in
            let fact = type.facts[item.fact]
            if case .string(let name) = item.value, let discretion = policy.vocabulary.discretion, discretion.event == event,
                discretion.choice == item.fact
            {
                return labels[fact.label] + labels.say(zh: "：", en: ": ") + labels.both(labels.choice(named: name), name)
            }
            return labels[fact.label] + labels.say(zh: "：", en: ": ") + labels.value(item.value, type: fact.type, unit: fact.unit)
        }
        if !details.isEmpty { text += labels.say(zh: "（", en: " (") + labels.list(details) + labels.say(zh: "）", en: ")") }
        return text
    }
}
