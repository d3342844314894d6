import Diagnostics
import Engine
import FEEL
import Policy

/// Writes an explanation in one language.
struct ExplanationWriter {
    let evidence: CaseEvidence
    let labels: Labels
    let readings: EvidenceWriter
    var policy: ResolvedPolicy { labels.policy }

    init(_ evidence: CaseEvidence, _ labels: Labels) {
        self.evidence = evidence
        self.labels = labels
        readings = EvidenceWriter(labels: labels)
    }

    func everything() -> String {
        var outline = heading()
        if evidence.measures.isEmpty { outline.line(zh: "没有措施", en: "no measures") }
        for measure in evidence.measures {
            write(measure, &outline)
            outline.blank()
        }
        closing(&outline, nil)
        return outline.text
    }

    func measure(_ type: Int) -> String {
        var outline = heading()
        for measure in evidence.measures where measure.type == type {
            write(measure, &outline)
            outline.blank()
        }
        closing(&outline, type)
        return outline.text
    }

    func noSuchMeasure(_ name: String) -> String {
        var outline = Outline(labels.language)
        outline.line(zh: "词汇表中没有措施 `\(name)`", en: "the vocabulary has no measure `\(name)`")
        return outline.text
    }

    /// Record, subject, day and pack.
    func heading() -> Outline {
        let decision = evidence.decision
        var outline = Outline(labels.language)
        let record = labels.record(decision.record)
        var (zh, en) = (record, record)
        if let subject = decision.subject { (zh, en) = (zh + "，主体 \(subject)", en + ", subject \(subject)") }
        (zh, en) = (zh + "，截至 \(decision.asOf)", en + ", as of \(decision.asOf)")
        let request = evidence.request
        let law = labels.law(request.law, asOf: request.asOf)
        (zh, en) = (zh + law, en + law)
        if request.known != request.asOf {
            (zh, en) = (zh + "，以 \(labels.day(request.known)) 前所知为准", en + ", as known by \(labels.day(request.known))")
        }
        outline.line(zh: zh, en: en)
        let layer = policy.layers.count - 1
        let number = policy.layers.last?.instrument.number
        outline.line(zh: "政策：\(number ?? "")\(labels.pack(layer))", en: "Policy: \(number.map { $0 + " " } ?? "")\(labels.pack(layer))")
        outline.blank()
        return outline
    }

    // MARK: A measure

    private func write(_ measure: CaseEvidence.MeasureEvidence, _ outline: inout Outline) {
        let shown = measure.shown
        var status = labels[StatusLabels.status(shown.status)]
        if !shown.adjusted.isEmpty { status += labels.say(zh: "，", en: ", ") + labels.list(shown.adjusted.map { labels.adjusted($0) }) }
        outline.line(labels.both(labels.measure(measure.type), shown.measure) + labels.say(zh: "：", en: ": ") + status)
        let kind = labels[StatusLabels.kind(shown.kind)]
        let modality = labels[StatusLabels.modality(shown.modality)]
        let addressee = shown.addressee.map { labels.addressee($0) } ?? labels.say(zh: "未知", en: "not known")
        let article = kind.first.map { "aeiou".contains($0) } ?? false ? "an" : "a"
        outline.line(zh: "种类：\(kind)（\(modality)）；对象：\(addressee)", en: "\(article) \(kind) (\(modality)); borne by \(addressee)", 1)
        if let event = shown.event {
            let name = labels.event(named: event.type)
            outline.line(zh: "所对应的事件：\(event.on) \(name)", en: "for this event: \(name) on \(event.on)", 1)
        }
        if !shown.responsible.isEmpty {
            let units = labels.list(shown.responsible)
            outline.line(zh: "责任单位：\(units)", en: "responsible: \(units)", 1)
        }
        writeDates(measure, &outline)
        if !measure.missing.isEmpty, !measure.isSettled {
            let facts = labels.missing(measure.missing)
            outline.line(zh: "未定：知道\(facts)才能确定", en: "undetermined until it is known: \(facts)", 1)
        }
        for change in shown.history.dropFirst() {
            let word = labels[StatusLabels.status(change.status)]
            outline.line(zh: "\(change.on) 起：\(word)", en: "from \(change.on): \(word)", 1)
        }
        for (index, rule) in measure.rules.enumerated() { write(rule, number: index + 1, of: measure, &outline) }
        let layers = Set(measure.rules.flatMap { policy.rules[$0].clauses.map(\.layer) }).sorted()
        for layer in layers {
            let number = policy.layers[layer].instrument.number ?? ""
            let title = labels.pack(layer)
            outline.line(zh: "文件：\(number)\(title)", en: "instrument: \(number.isEmpty ? "" : number + " ")\(title)", 1)
        }
    }

    private func writeDates(_ measure: CaseEvidence.MeasureEvidence, _ outline: inout Outline) {
        let shown = measure.shown
        let firing = evidence.firings.last { $0.rule == measure.rule && $0.event == measure.event && $0.on <= measure.imposedOn }
        let action = firing.flatMap { $0.actions.indices.contains(measure.action) ? $0.actions[measure.action] : nil }
        let unknown = labels.say(zh: "未知", en: "not known")
        let from = shown.from.map { "\($0)" } ?? unknown
        if let written = action?.from {
            write(written, &outline, zh: "自 \(from)", en: "from \(from)", shown.from)
        } else {
            outline.line(zh: "自 \(from)：规则触发之日", en: "from \(from): the day the rule fired", 1)
        }
        let until =
            shown.until.map { labels.say(zh: "至 \($0)（当日不计）", en: "until \($0), that day not counted") }
            ?? labels.say(zh: "届满日未知", en: "end not known")
        if let written = action?.duration {
            let value = labels.value(written.value)
            outline.line(
                zh: "\(until)：自起始日起 `\(written.text)`，即\(value)", en: "\(until): from its start, `\(written.text)`, that is \(value)", 1)
            readings.write(written.readings, &outline, 2)
            writeMoved(measure.writtenUntil, shown.until, &outline)
        } else if let written = action?.until {
            write(written, &outline, zh: until, en: until, shown.until)
        } else if shown.until != nil {
            outline.line(until, 1)
        }
        if measure.isStopped, !measure.isSettled {
            outline.line(zh: "暂停期间停止计时，期限届时顺延", en: "its clock stands still; end and due move by the days suspended", 1)
        }
        if let written = action?.due {
            let due = shown.due.map { "\($0)" } ?? unknown
            write(written, &outline, zh: "截止 \(due)", en: "due \(due)", shown.due)
        } else if let due = shown.due {
            outline.line(zh: "截止 \(due)", en: "due \(due)", 1)
        }
    }

    /// A date and how its expression gave it; where rules or suspensions moved it, that too.
    private func write(_ written: Evidence, _ outline: inout Outline, zh: String, en: String, _ shown: Day?) {
        let filled = readings.filledIn(written)
        outline.line(zh: "\(zh)：`\(written.text)`，即 \(filled)", en: "\(en): `\(written.text)`, that is \(filled)", 1)
        readings.write(written.readings, &outline, 2)
        if case .date(let days) = written.value { writeMoved(Int32(clamping: days), shown, &outline) }
    }

    private func writeMoved(_ computed: Int32?, _ shown: Day?, _ outline: inout Outline) {
        guard let computed, let shown, shown.number != computed else { return }
        let day = labels.day(computed)
        outline.line(
            zh: "算得 \(day)，因另一规则或暂停改为 \(shown)", en: "comes to \(day), moved to \(shown) by another rule or a suspension", 2)
    }

    /// A rule behind the measure: what it did, when, on what condition, by which clauses.
    private func write(_ rule: Int, number: Int, of measure: CaseEvidence.MeasureEvidence, _ outline: inout Outline) {
        let resolved = policy.rules[rule]
        let verbs = ActionVerb.allCases.filter { verb in resolved.actions.contains { $0.verb == verb && $0.measures.contains(measure.type) } }
        let words = labels.list(
            verbs.map { verb in labels[StatusLabels.verb(verb)] + labels.say(zh: verb == .may ? "" : "此措施", en: verb == .may ? "" : " it") })
        // Of a measure that belongs to an event, what its rules did for that event.
        let firings = evidence.firings.filter { $0.rule == rule && (measure.event < 0 || $0.event < 0 || $0.event == measure.event) }
        let name = labels.ruleName(rule)
        let days = labels.list(firings.map { labels.day($0.on) })
        outline.line(zh: "\(number). \(days)，规则\(name)\(words)", en: "\(number). on \(days) the rule \(name) \(words)", 1)
        let ends = evidence.cessations.filter { $0.rule == rule }
        if !ends.isEmpty {
            let days = labels.list(ends.map { labels.day($0.on) })
            outline.line(zh: "\(days) 条件不再成立", en: "its condition ceased to hold on \(days)", 2)
        }
        let word = resolved.trigger == .during ? labels.say(zh: "期间", en: "while") : labels.say(zh: "条件", en: "when")
        if let firing = firings.last {
            if firing.conditions.isEmpty { outline.line(zh: "不设条件", en: "on no condition", 2) }
            for condition in firing.conditions { readings.write(condition, word, &outline, 2) }
        }
        for clause in resolved.clauses { outline.line(labels.clause(clause), 2) }
    }

    // MARK: What is open

    /// What is undetermined and what the authority may choose, of one measure or of all.
    func closing(_ outline: inout Outline, _ type: Int?) {
        func concerns(_ rule: Int) -> Bool { type.map { type in policy.rules[rule].actions.contains { $0.measures.contains(type) } } ?? true }
        let rows = evidence.undetermined.filter { concerns($0.rule) }
        if !rows.isEmpty {
            outline.blank()
            outline.line(zh: "未定", en: "Undetermined")
            for row in rows {
                let name = labels.rule(row.rule)
                let missing = evidence.decision.undetermined.first { $0.rule == policy.rules[row.rule].name }?.missing ?? []
                let facts = labels.missing(missing)
                outline.item(
                    facts.isEmpty
                        ? labels.say(zh: "规则\(name)", en: "the rule \(name)")
                        : labels.say(zh: "规则\(name)：知道\(facts)即可确定", en: "the rule \(name): settled once it is known: \(facts)"), 1)
            }
        }
        writeMissingYears(&outline, concerns)
        let name = type.map { policy.vocabulary.measures[$0].name }
        let options = evidence.decision.options.filter { option in name.map { option.measures.contains($0) } ?? true }
        if !options.isEmpty {
            outline.blank()
            outline.line(zh: "可裁量", en: "Open to the authority's choice")
            for option in options {
                let choices = labels.list(option.choices.map { labels.choice(named: $0) })
                let clauses = labels.list(option.clauses)
                let rule = labels.quoted(labels.rule(named: option.rule))
                let measures = labels.list(option.measures.map { labels.measure(named: $0) })
                outline.item(
                    labels.say(
                        zh: "\(choices)：\(measures)；依据规则\(rule)（\(clauses)）", en: "\(choices): \(measures); by \(rule) (\(clauses))"
                    ), 1)
            }
        }
    }

    /// Rules that ask about a year that the calendar lacks.
    func writeMissingYears(_ outline: inout Outline, _ concerns: (Int) -> Bool) {
        let names = Set(policy.rules.indices.filter(concerns).map { policy.rules[$0].name })
        let conflicts = evidence.decision.conflicts.filter { $0.calendar != nil && !names.isDisjoint(with: $0.rules) }
        if conflicts.isEmpty { return }
        outline.blank()
        outline.line(zh: "日历缺少年份", en: "Missing from the calendar")
        for conflict in conflicts {
            guard let lack = conflict.calendar else { continue }
            let rules = labels.list(conflict.rules)
            outline.item(
                labels.say(
                    zh: "规则「\(rules)」要按 \(lack.file) 计算，而其中没有 \(lack.year) 年",
                    en: "the rule `\(rules)` is reckoned by \(lack.file), which doesn't have the year \(lack.year)"), 1)
        }
    }
}
