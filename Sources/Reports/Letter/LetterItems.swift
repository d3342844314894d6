import Diagnostics
import Engine
import FEEL
import Policy

/// Makes the lists that letters go through.
struct LetterItems {
    private let letter: DecisionLetter
    private let labels: Labels
    private let prose: Prose
    private var policy: ResolvedPolicy { labels.policy }
    private var evidence: CaseEvidence { letter.evidence }

    init(_ letter: DecisionLetter, _ labels: Labels) {
        self.letter = letter
        self.labels = labels
        var prose = Prose(letter.typed, labels)
        prose.namesPacks = false
        self.prose = prose
    }

    func items(_ list: LetterList) -> [LetterItem] {
        switch list {
        case .measures: measures.map { measure($0) }
        case .facts: facts
        case .clauses: clauses
        case .periods: LetterPeriods(letter, labels, prose).items(measures)
        case .options: evidence.decision.options.map { option($0) }
        case .unknown: evidence.decision.undetermined.map { unknown($0) }
        case .ways: ways
        case .coming: letter.outlook.coming.map { coming($0) }
        }
    }

    /// Those that stand first.
    private var measures: [CaseEvidence.MeasureEvidence] {
        evidence.measures.filter { !$0.isSettled } + evidence.measures.filter(\.isSettled)
    }

    private func measure(_ measure: CaseEvidence.MeasureEvidence) -> LetterItem {
        let shown = measure.shown
        func day(_ day: Day?) -> [Inline]? { day.map { [.day("\($0)")] } }
        // What ended before its time has no days left that could be told.
        let until = isCutShort(measure) ? nil : shown.until
        let ended = measure.isSettled ? shown.history.last?.on : nil
        let last = until.flatMap { until in shown.from.map { until > $0 } ?? true ? until.adding(days: -1) : nil }
        return LetterItem([
            .label: [.text(labels.measure(measure.type))], .kind: .text(labels[StatusLabels.kind(shown.kind)]),
            .status: [.strong([.text(labels[StatusLabels.status(shown.status)])])],
            .modality: .text(labels[StatusLabels.modality(shown.modality)]), .addressee: shown.addressee.map { .text(labels.addressee($0)) },
            .other: shown.addressee.flatMap { $0 == evidence.decision.subject ? nil : .text(labels.addressee($0)) },
            .responsible: .text(shown.addressee == shown.responsible.joined(separator: "、") ? "" : labels.list(shown.responsible)),
            .from: ended.flatMap { ended in shown.from.map { $0 > ended } } ?? false ? nil : day(shown.from), .until: day(until), .last: day(last),
            .due: isCutShort(measure) ? nil : day(shown.due), .ended: day(ended),
            .adjusted: .text(labels.list(shown.adjusted.map { labels.adjusted($0) })),
            .rule: .text(labels.rule(named: shown.rule)), .clauses: .text(labels.list(ofCites: shown.clauses)),
        ])
    }

    private func isCutShort(_ measure: CaseEvidence.MeasureEvidence) -> Bool { ["lifted", "exempted", "revoked"].contains(measure.shown.status) }

    // MARK: What it rests on

    /// Rules behind measures, each once, in order of citing.
    private var rules: [Int] {
        var seen: Set<Int> = []
        return measures.flatMap(\.rules).filter { seen.insert($0).inserted }
    }

    private var clauses: [LetterItem] {
        var seen: Set<ClauseReference> = []
        let options = evidence.decision.options.compactMap { option in policy.rules.firstIndex { $0.name == option.rule } }
        let references = (rules + options).flatMap { policy.rules[$0].clauses }.filter { seen.insert($0).inserted }
        // Of one place in the text several clauses may have been made: it is told once, with what each says.
        var cites: [String] = []
        let groups = Dictionary(grouping: references) { labels.cite($0) }
        for reference in references where !cites.contains(labels.cite(reference)) { cites.append(labels.cite(reference)) }
        return cites.map { cite in
            let parts = groups[cite] ?? []
            let words = parts.map { labels[policy.layers[$0.layer].clauses[$0.clause].text] }.filter { !$0.isEmpty }
            return LetterItem([
                .cite: .text(cite), .words: .text(joined(words)),
                .instrument: parts.first.map { .text(labels[policy.layers[$0.layer].title]) },
            ])
        }
    }

    /// What clauses say, one behind the other: as sentences where they begin like some.
    private func joined(_ words: [String]) -> String {
        guard labels.language == .english else { return words.joined(separator: "；") }
        return words.dropFirst().reduce(words.first ?? "") { text, next in text + (next.first?.isUppercase ?? false ? ". " : "; ") + next }
    }

    /// What the conditions of those rules read: facts with their values, events with their days.
    private var facts: [LetterItem] {
        var seen: Set<Evidence.Subject> = []
        var items: [LetterItem] = []
        func read(_ readings: [Evidence.Reading], _ depth: Int) {
            guard depth < 24 else { return }
            for reading in readings {
                switch reading.subject {
                case .fact(let slot):
                    guard !reading.value.isMissing, seen.insert(reading.subject).inserted else { continue }
                    let fact = labels.fact(inSlot: slot)
                    items.append(
                        LetterItem([
                            .label: .text(fact.map { label($0) } ?? policy.variables[slot].name), .value: labels.plain(reading.value, fact),
                        ]))
                case .event, .state, .definition:
                    for event in reading.events where seen.insert(.event(event.event)).inserted {
                        items.append(LetterItem([.label: .text(labels.event(event.event)), .value: [.day(labels.day(event.day))]]))
                    }
                    for body in reading.body { read(body.readings, depth + 1) }
                case .records(let list):
                    guard !reading.value.isMissing, seen.insert(reading.subject).inserted else { continue }
                    // That nothing has followed isn't what a decision rests on.
                    if case (.later, .list(let records)) = (list, reading.value), records.isEmpty { continue }
                    items.append(LetterItem([.label: .text(labels.recordList(list)), .value: [.text(labels.records(reading.value))]]))
                case .parameter: break
                }
            }
        }
        for rule in rules {
            guard let firing = evidence.firings.last(where: { $0.rule == rule }) else { continue }
            for condition in firing.conditions { read(condition.readings, 0) }
            // And what its days and lengths go by.
            for action in firing.actions {
                for expression in [action.from, action.due, action.duration, action.until] { read(expression?.readings ?? [], 0) }
            }
        }
        return items
    }

    // MARK: What is open

    private func option(_ option: Decision.Option) -> LetterItem {
        LetterItem([
            .rule: .text(labels.rule(named: option.rule)), .choices: .text(labels.list(option.choices.map { labels.choice(named: $0) })),
            .measures: .text(labels.list(option.measures.map { labels.measure(named: $0) })), .clauses: .text(labels.list(ofCites: option.clauses)),
        ])
    }

    private func unknown(_ row: Decision.Undetermined) -> LetterItem {
        LetterItem([.rule: .text(labels.rule(named: row.rule)), .facts: .text(labels.list(row.missing.map { fact(named: $0) }))])
    }

    /// A fact by its label alone, one of an event with the event's.
    private func fact(named name: String) -> String {
        for kind in policy.vocabulary.records {
            if let fact = kind.facts.first(where: { $0.name == name }) {
                // Of a fact that is so or not so, it is asked whether it is.
                if fact.type == .boolean { return labels.say(zh: "是否“\(label(fact))”", en: "whether “\(label(fact))”") }
                return label(fact)
            }
        }
        for (index, event) in policy.vocabulary.events.enumerated() {
            for fact in event.facts where name == "events.\(event.name).\(fact.name)" {
                return labels.say(zh: "“\(labels.event(index))”的\(labels[fact.label])", en: "\(labels[fact.label]), of “\(labels.event(index))”")
            }
        }
        return labels.missing(ofOtherRecord: name) ?? name
    }

    /// A fact as a heading before its value; Chinese labels are paths, such as `借阅.册数`.
    private func label(_ fact: Fact) -> String {
        labels[fact.label].replacing(".", with: labels.say(zh: fact.type == .boolean ? "" : "的", en: "."))
    }

    private var ways: [LetterItem] {
        // The letter speaks to the subject: what others bear is told with their names.
        let writer = LetterChanges(labels, speakingTo: evidence.decision.subject)
        return letter.outlook.events.map { trial in
            var clauses: [String] = []
            for clause in trial.changes.flatMap({ $0.source?.clauses ?? [] }) where !clauses.contains(clause) { clauses.append(clause) }
            var item = LetterItem(
                [
                    .label: .text(label(trial)),
                    .effects: .withDays(writer.text(trial.changes)),
                    .clauses: .text(labels.list(ofCites: clauses)),
                ], event: trial.event)
            item.relieves = item.fields[.effects] != nil && trial.changes.contains { $0.relieves }
            return item
        }
    }

    private func label(_ trial: Outlook.EventTrial) -> String {
        let type = policy.vocabulary.events[trial.event]
        let sets = trial.facts.filter { !$0.isEmpty }
        if sets.isEmpty || trial.isWhatever { return labels.event(trial.event) }
        let said = sets.map { set in
            labels.list(
                set.map { item in labels[type.facts[item.fact].label] + labels.say(zh: "为", en: ": ") + text(item, of: trial.event) })
        }
        let list = said.joined(separator: labels.say(zh: "，或", en: ", or "))
        return labels.say(zh: "\(labels.event(trial.event))（\(list)）", en: "\(labels.event(trial.event)) (\(list))")
    }

    private func text(_ item: Outlook.FactValue, of event: Int) -> String {
        let fact = policy.vocabulary.events[event].facts[item.fact]
        if case .string(let name) = item.value, case .enumeration(let index) = fact.type {
            if let discretion = policy.vocabulary.discretion, discretion.event == event, discretion.choice == item.fact {
                return labels.choice(named: name)
            }
            return policy.vocabulary.enumerations[index].values.first { $0.name == name }.map { labels[$0.label] } ?? name
        }
        return labels.value(item.value, type: fact.type, unit: fact.unit)
    }

    private func coming(_ coming: Outlook.Coming) -> LetterItem {
        let measure = labels.measure(named: evidence.decision.measures[coming.measure].measure)
        let what: String
        switch coming.kind {
        case .starts: what = labels.say(zh: "\(measure)开始", en: "\(measure) begins")
        case .due where coming.day.map { $0 < evidence.request.asOf } ?? false:
            what = labels.say(zh: "\(measure)的最后一日，已过", en: "\(measure) was due, and is overdue")
        case .due: what = labels.say(zh: "\(measure)的最后一日", en: "the last day for \(measure)")
        case .ends: what = labels.say(zh: "\(measure)期满，当日起不再执行", en: "\(measure) is over")
        case .rests: what = labels.say(zh: "\(measure)停止计时，恢复后期限顺延", en: "\(measure) rests; its days move on until its clock runs again")
        }
        return LetterItem([.on: [coming.day.map { .day(labels.day($0)) } ?? .text(labels.say(zh: "待定", en: "open"))], .what: .text(what)])
    }
}
