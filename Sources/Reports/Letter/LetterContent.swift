import Diagnostics
import Engine
import FEEL
import Policy

/// What a decision has to say to the person concerned, in one language.
struct LetterContent {
    private(set) var labels: Labels
    let letter: DecisionLetter
    private var lists: [LetterList: [LetterItem]]
    private var policy: ResolvedPolicy { labels.policy }

    init(_ letter: DecisionLetter, _ template: TypedLetter, _ language: Language) {
        self.letter = letter
        var labels = Labels(letter.typed.policy, language)
        labels.names = letter.names
        self.labels = labels
        lists = [:]
        if let name = template.shownAs.flatMap({ value($0, nil) }).map({ LetterWriter.plain($0) }), let subject = letter.evidence.decision.subject {
            labels.names[subject] = name
            self.labels = labels
        }
        let making = LetterItems(letter, labels)
        lists = Dictionary(LetterList.allCases.map { ($0, making.items($0)) }, uniquingKeysWith: { first, _ in first })
    }

    func items(_ list: LetterList) -> [LetterItem] { lists[list] ?? [] }

    /// What stands in a place; nil where it is absent.
    func value(_ piece: LetterPiece, _ item: LetterItem?) -> [Inline]? {
        switch piece {
        case .text(let text): return [.text(text)]
        case .fact(let slot):
            guard let value = letter.facts[slot], !value.isMissing else { return nil }
            return labels.plain(value, labels.fact(inSlot: slot))
        case .parameter(let index):
            let parameter = policy.parameters[index]
            let value = labels.plain(letter.typed.parameters[index].value, unit: parameter.unit)
            if parameter.stated { return value }
            return value + labels.say(zh: "（{1}）", en: " ({1})", [.flag([.text(labels.say(zh: "原文未规定", en: "not stated by the text"))])])
        case .field(let thing, let field): return general(thing, field) ?? item?.fields[field]
        }
    }

    private func general(_ thing: LetterThing, _ field: LetterField) -> [Inline]? {
        let decision = letter.evidence.decision
        let request = letter.evidence.request
        let pack = policy.layers.last
        func text(_ text: String?) -> [Inline]? { text.flatMap { $0.isEmpty ? nil : [.text($0)] } }
        func day(_ day: Int32) -> [Inline] { [.day(labels.day(day))] }
        switch (thing, field) {
        case (.record, .id): return text(decision.record)
        case (.record, .kind): return text(labels[policy.vocabulary.records[letter.evidence.kind].label])
        case (.record, .subject): return text(decision.subject.map { labels.addressee($0) })
        case (.decision, .day): return day(request.asOf)
        case (.decision, .law): return day(request.law)
        case (.decision, .known): return day(request.known)
        case (.decision, .next): return letter.outlook.next.map { day($0.day) }
        case (.pack, .title): return text(pack.map { labels[$0.title] })
        case (.pack, .id): return text(policy.id)
        case (.pack, .number): return text(pack?.instrument.number)
        case (.pack, .issuer): return text(pack?.instrument.issuer)
        case (.pack, .digest): return text(policy.digest)
        default: return nil
        }
    }

    /// Which pack and version decided.
    var closing: [Inline] {
        labels.say(zh: "依据的规则：{1}，版本：{2}", en: "Decided by the rules {1}, version {2}", [.code(policy.id)], [.code(policy.digest)])
    }
}

extension Datum {
    /// Not known, or known to have no value.
    var isMissing: Bool {
        switch self {
        case .null, .unknown: true
        default: false
        }
    }
}

extension Labels {
    /// A value as a letter says it: labels without names, texts without quotes.
    func plain(_ value: Datum, _ fact: Fact? = nil, unit: String? = nil) -> [Inline] {
        switch value {
        case .string(let text):
            if fact?.shownAs != nil, let name = names[text] { return .text(name) }
            guard case .enumeration(let index)? = fact?.type, policy.vocabulary.enumerations.indices.contains(index) else { return .text(text) }
            let member = policy.vocabulary.enumerations[index].values.first { $0.name == text }
            return .text(member.map { self[$0.label] } ?? text)
        case .date(let days): return [.day(day(Int32(clamping: days)))]
        case .boolean(let truth): return .text(say(zh: truth ? "是" : "否", en: truth ? "yes" : "no"))
        default: return .text(self.value(value, type: fact?.type, unit: fact?.unit ?? unit))
        }
    }
}
