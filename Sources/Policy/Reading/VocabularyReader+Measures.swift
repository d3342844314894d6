import Diagnostics
import YAMLDocument

extension VocabularyReader {
    mutating func measure(_ name: Written<String>, _ node: YAMLNode) {
        let keys: [PolicyKey] = [.kind, .fulfilledBy, .earlierCounts, .borneBy, .label]
        guard let fields = reader.fields(node, keys: keys, at: name.location) else { return }
        let label = reader.label(fields)
        let fulfilledBy = fields[.fulfilledBy].map(reader.texts)?.compactMap(eventIndex) ?? []
        let earlierCounts = fields[.earlierCounts].flatMap(reader.boolean) ?? false
        let borneBy = fields[.borneBy].flatMap(reader.addressee) ?? .subject
        guard let kind = fields.required(.kind).flatMap({ reader.word(MeasureKind.self, $0) }) else { return }
        if fields.has(.fulfilledBy), !kind.isFulfillable {
            reader.report(
                .fault(
                    "not-fulfillable", at: fields.keyLocation(.fulfilledBy), zh: "`\(kind.chinese)` 类措施无所谓履行",
                    en: "nothing fulfils a measure of kind `\(kind.rawValue)`",
                    mend: Phrase(zh: "删掉它，或把种类改为义务、公开、移送", en: "delete it, or make it an obligation, disclosure or referral")))
        }
        if fields.has(.earlierCounts), !fields.has(.fulfilledBy) {
            reader.report(
                .fault(
                    "missing-key", at: fields.keyLocation(.earlierCounts), zh: "`earlier counts` 须与 `fulfilled by` 同写",
                    en: "`earlier counts` means nothing without `fulfilled by`",
                    mend: Phrase(zh: "补上 `履行事件:` 或 `fulfilled by:`", en: "add `fulfilled by:`, or delete it")))
        }
        vocabulary.measures.append(
            MeasureType(
                name: name.value, label: label, kind: kind, fulfilledBy: fulfilledBy, earlierCounts: earlierCounts, borneBy: borneBy,
                location: name.location))
    }

    mutating func choice(_ name: Written<String>, _ node: YAMLNode) {
        guard let fields = reader.fields(node, keys: [.effect, .as, .label], at: name.location) else { return }
        let label = reader.label(fields)
        guard let word = fields.required(.effect).flatMap({ reader.word(ChoiceWord.self, $0) }) else { return }
        let adjusted = word == .adjust ? fields.required(.as).flatMap(reader.text) : nil
        if word != .adjust, fields.has(.as) {
            reader.report(
                .fault(
                    "exclusive-keys", at: fields.keyLocation(.as), zh: "`as` 只与 `adjust` 同写", en: "`as` goes with `effect: adjust` only",
                    mend: Phrase(zh: "删掉它", en: "delete it")))
        }
        let effect: Choice.Effect
        switch word {
        case .adjust: effect = .adjust(adjusted ?? name.value)
        case .exempt: effect = .exempt
        case .none: effect = .none
        }
        vocabulary.choices.append(Choice(name: name.value, label: label, effect: effect, location: name.location))
    }

    mutating func discretion(_ node: YAMLNode, at place: Location) {
        guard let fields = reader.fields(node, keys: [.event, .choice, .term, .measures], at: place) else { return }
        let event = fields.required(.event).flatMap(reader.written)
        let choice = fields.required(.choice).flatMap(reader.written)
        guard let event, let choice, let index = eventIndex(event) else { return }
        let facts = vocabulary.events[index].facts
        guard let fact = facts.firstIndex(where: { $0.name == choice.value || $0.label.zh == choice.value || $0.label.en == choice.value }) else {
            reader.report(.unknownName("unknown-fact", choice, zh: "事实", en: "fact of `\(event.value)`", known: facts.spellings(\.name, \.label)))
            return
        }
        var discretion = Discretion(event: index, choice: fact, location: event.location)
        discretion.term = role(.term, fields, facts, Phrase(zh: "时长或年月期", en: "a duration or a period")) {
            $0 == .daysTimeDuration || $0 == .yearsMonthsDuration
        }
        discretion.measures = role(.measures, fields, facts, Phrase(zh: "措施列表", en: "a list of measures")) {
            guard case .list(.enumeration(let index)) = $0 else { return false }
            return index == measureNames
        }
        vocabulary.discretion = discretion
    }
}
