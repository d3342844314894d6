import Diagnostics
import Engine
import FEEL
import Policy

/// What a policy calls things, in one language. A name without a label stands for itself; where both are shown, the name is in brackets.
struct Labels {
    let policy: ResolvedPolicy
    let language: Language
    /// What people and bodies of the case at hand are called, by their ids.
    var names: [String: String] = [:]
    private var vocabulary: Vocabulary { policy.vocabulary }

    init(_ policy: ResolvedPolicy, _ language: Language) {
        self.policy = policy
        self.language = language
    }

    subscript(_ phrase: Phrase) -> String { phrase[language] }

    func say(zh: String, en: String) -> String { language == .chinese ? zh : en }

    /// A sentence with parts put in for `{1}`, `{2}` and so on.
    func say(zh: String, en: String, _ parts: [Inline]...) -> [Inline] { .filled(language == .chinese ? zh : en, parts) }

    /// A label with the name it stands for.
    func both(_ label: String, _ name: String) -> String { label == name ? label : "\(label)\(bracketed(name))" }

    func bracketed(_ text: String) -> String { say(zh: "（\(text)）", en: " [\(text)]") }

    /// Items as a sentence lists them.
    func list(_ items: [String]) -> String { items.joined(separator: say(zh: "、", en: ", ")) }

    /// Cites as a sentence lists them: what follows another of the same instrument goes without its number.
    func list(ofCites cites: [String]) -> String {
        let numbers = policy.layers.compactMap(\.instrument.number).map { $0 + " " }.sorted { $0.count > $1.count }
        var last: String?
        return list(
            cites.map { cite in
                let number = numbers.first { cite.hasPrefix($0) }
                defer { last = number }
                return number != nil && number == last ? String(cite.dropFirst(number?.count ?? 0)) : cite
            })
    }

    // MARK: Things of the vocabulary

    func measure(_ index: Int) -> String { vocabulary.measures.indices.contains(index) ? self[vocabulary.measures[index].label] : "?" }

    func measure(named name: String) -> String { vocabulary.measure(named: name).map { measure($0) } ?? name }

    func choice(named name: String) -> String { vocabulary.choice(named: name).map { self[vocabulary.choices[$0].label] } ?? name }

    func choice(_ index: Int) -> String { vocabulary.choices.indices.contains(index) ? self[vocabulary.choices[index].label] : "?" }

    func event(named name: String) -> String { vocabulary.event(named: name).map { event($0) } ?? name }

    func event(_ index: Int) -> String { vocabulary.events.indices.contains(index) ? self[vocabulary.events[index].label] : "?" }

    /// The word an adjusting choice leaves on a measure, by the label of the choice.
    func adjusted(_ word: String) -> String {
        if word == "shortened" || word == "extended" {
            return word == "shortened" ? say(zh: "缩短", en: word) : say(zh: "延长", en: word)
        }
        let choice = vocabulary.choices.first { $0.effect == .adjust(word) }
        return choice.map { self[$0.label] } ?? word
    }

    /// Who bears a measure, by name where that is known; the word for an authority that nobody names, in the language.
    func addressee(_ name: String) -> String {
        if let known = names[name] { return known }
        return name == vocabulary.authority && name == NameWord.authority.rawValue ? say(zh: NameWord.authority.chinese, en: name) : name
    }

    /// What a number is counted in, written behind it: Chinese and signs such as % without a space.
    func number(_ number: String, unit name: String?) -> String {
        guard let name else { return number }
        let declared = vocabulary.unit(named: name).map { vocabulary.units[$0] }
        let single = language == .english && number == "1" ? declared?.one : nil
        let unit = single ?? declared.map { self[$0.label] } ?? name
        let isWord = unit.unicodeScalars.first.map { $0.isASCII && $0.properties.isAlphabetic } ?? false
        return Labels.grouped(number) + (isWord ? " " : "") + unit
    }

    /// From ten thousand on, digits in threes.
    static func grouped(_ number: String) -> String {
        let digits = number.prefix { $0.isASCII && $0.isNumber }
        guard digits.count > 4, digits.count == number.count || number[digits.endIndex] == "." else { return number }
        var text = ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return text + number[digits.endIndex...]
    }

    func fact(inSlot slot: Int) -> Fact? {
        for kind in vocabulary.records { if let fact = kind.fact(inSlot: slot) { return fact } }
        return nil
    }

    /// A fact that is missing, by the name decisions give it: `breach.loss`, `events.objection-decided.outcome`.
    func missing(_ name: String) -> String {
        for kind in vocabulary.records { if let fact = kind.facts.first(where: { $0.name == name }) { return both(self[fact.label], name) } }
        for (index, event) in vocabulary.events.enumerated() {
            for fact in event.facts where name == "events.\(event.name).\(fact.name)" {
                return both(say(zh: "\(self.event(index))的\(self[fact.label])", en: "\(self[fact.label]) of `\(self.event(index))`"), name)
            }
        }
        return ofOtherRecord(name) ?? name
    }

    /// The same without the name in brackets.
    func missing(ofOtherRecord name: String) -> String? { ofOtherRecord(name, isNamed: false) }

    /// A fact of another record of the subject: `records.r-7.breach.loss`. Ids may have dots in them, so the fact is what the name ends with.
    private func ofOtherRecord(_ name: String, isNamed: Bool = true) -> String? {
        guard name.hasPrefix(TypedPolicy.otherRecordPrefix) else { return nil }
        let rest = name.dropFirst(TypedPolicy.otherRecordPrefix.count)
        var facts = vocabulary.records.flatMap(\.facts).map { (name: $0.name, label: self[$0.label]) }
        for (index, event) in vocabulary.events.enumerated() {
            facts += event.facts.map { ("events.\(event.name).\($0.name)", say(zh: "\(self.event(index))的\(self[$0.label])", en: self[$0.label])) }
        }
        guard let fact = facts.filter({ rest.hasSuffix("." + $0.name) }).max(by: { $0.name.utf8.count < $1.name.utf8.count }) else { return nil }
        let id = String(rest.dropLast(fact.name.count + 1))
        if !isNamed { return say(zh: "记录 \(id) 的\(fact.label.replacing(".", with: "的"))", en: "\(fact.label) of record \(id)") }
        return both(say(zh: "记录 \(id) 的\(fact.label)", en: "\(fact.label) of record \(id)"), name)
    }

    func missing(_ names: [String]) -> String { list(names.map { missing($0) }) }

    // MARK: Packs and clauses

    /// A pack with its id.
    func pack(_ layer: Int) -> String {
        guard policy.layers.indices.contains(layer) else { return "?" }
        let pack = policy.layers[layer]
        return both(say(zh: "《\(pack.title.zh)》", en: pack.title.en), pack.id)
    }

    /// `柞信办发〔2021〕6号 五（三）4第1句`.
    func cite(_ clause: ClauseReference) -> String { policy.cite(clause) }

    /// The cite of a clause and what it says in own words.
    func clause(_ reference: ClauseReference) -> String {
        guard policy.layers.indices.contains(reference.layer) else { return "" }
        let clauses = policy.layers[reference.layer].clauses
        guard clauses.indices.contains(reference.clause) else { return "" }
        let words = self[clauses[reference.clause].text]
        return words.isEmpty ? cite(reference) : cite(reference) + say(zh: "：", en: ": ") + words
    }

    /// The cites of a rule's clauses, each as a decision shows it, without repeats; empty where it has none.
    func cites(ofRule rule: Int) -> String {
        policy.rules.indices.contains(rule) ? cites(policy.rules[rule].clauses) : ""
    }

    func cites(_ clauses: [ClauseReference]) -> String {
        var seen: Set<String> = []
        return list(clauses.map { cite($0) }.filter { seen.insert($0).inserted })
    }

    /// A rule by its label alone, in quotes.
    func ruleName(_ rule: Int) -> String { policy.rules.indices.contains(rule) ? quoted(self[policy.rules[rule].label]) : "?" }

    /// The label of a rule by its name, also of one that a lower pack dropped.
    func rule(named name: String) -> String {
        let rule = policy.rules.first { $0.name == name } ?? policy.superseded.first { $0.rule.name == name }?.rule
        return rule.map { self[$0.label] } ?? name
    }

    func quoted(_ text: String) -> String { say(zh: "「\(text)」", en: "`\(text)`") }

    /// A rule by its name, with its clauses.
    func rule(_ rule: Int) -> String {
        let cites = cites(ofRule: rule)
        return cites.isEmpty ? ruleName(rule) : ruleName(rule) + say(zh: "（\(cites)）", en: " (\(cites))")
    }

    /// A record by its id, where it has one.
    func record(_ id: String) -> String { id.isEmpty ? say(zh: "记录（无编号）", en: "Record without id") : say(zh: "记录 \(id)", en: "Record \(id)") }

    /// What a pack leaves to packs below to do with a parameter.
    static func words(_ competence: Competence) -> Phrase {
        var parts: [Phrase] = []
        switch competence.values {
        case .none?: parts.append(Phrase(zh: "不许下级另设", en: "packs below may not set it"))
        case .meeting(let tests)?: parts.append(Phrase(zh: "许下级设 `\(tests.text)`", en: "packs below may set `\(tests.text)`"))
        case nil: break
        }
        switch competence.direction?.value {
        case .tighten?: parts.append(Phrase(zh: "只许下级加严", en: "packs below may only tighten it"))
        case .loosen?: parts.append(Phrase(zh: "只许下级放宽", en: "packs below may only loosen it"))
        case .add?: parts.append(Phrase(zh: "只许下级增加", en: "packs below may only add to it"))
        case nil: break
        }
        return Phrase(zh: parts.map(\.zh).joined(separator: "，"), en: parts.map(\.en).joined(separator: ", "))
    }

    // MARK: Values

    /// A value as people read it; enumerations by their labels.
    func value(_ datum: Datum, type: FactType? = nil, unit: String? = nil) -> String {
        switch datum {
        case .null: return say(zh: "空值", en: "null")
        case .unknown(let names): return names.isEmpty ? say(zh: "未知", en: "unknown") : say(zh: "未知", en: "not known")
        case .boolean(let truth): return say(zh: truth ? "是" : "否", en: truth ? "true" : "false")
        case .string(let text):
            guard case .enumeration(let index)? = type, vocabulary.enumerations.indices.contains(index) else { return "\"\(text)\"" }
            let values = vocabulary.enumerations[index].values
            return values.first { $0.name == text }.map { both(self[$0.label], text) } ?? text
        case .date(let days): return day(Int32(clamping: days))
        case .daysTimeDuration, .yearsMonthsDuration: return duration(datum)
        case .list(let elements):
            var element: FactType?
            if case .list(let type)? = type { element = type }
            return "[" + list(elements.map { value($0, type: element) }) + "]"
        case .number(let value): return number("\(value)", unit: unit)
        case .time, .dateTime: return datum.isoText
        case .context, .range, .point, .function: return datum.description
        }
    }

    func day(_ day: Int32) -> String { CivilDay.text(day) }

    /// By which day's law a case goes, to follow the day it is asked about; nothing where they are one.
    func law(_ law: Int32, asOf: Int32) -> String {
        law == asOf ? "" : say(zh: "，适用 \(day(law)) 的规定", en: ", under the law of \(day(law))")
    }

    /// A duration in words where it is made of whole years, months or days; else as ISO 8601 writes it.
    func duration(_ datum: Datum) -> String {
        func count(_ number: Int64, zh: String, en: String) -> String { say(zh: "\(number)\(zh)", en: number == 1 ? "1 \(en)" : "\(number) \(en)s") }
        switch datum {
        case .yearsMonthsDuration(let months) where months > 0:
            var parts: [String] = []
            if months >= 12 { parts.append(count(months / 12, zh: "年", en: "year")) }
            if months % 12 > 0 { parts.append(count(months % 12, zh: "个月", en: "month")) }
            return parts.joined(separator: say(zh: "零", en: " and "))
        case .daysTimeDuration(let seconds, 0) where seconds > 0 && seconds % 86_400 == 0:
            return count(seconds / 86_400, zh: "天", en: "day")
        case .daysTimeDuration(0, 0): return count(0, zh: "天", en: "day")
        case .yearsMonthsDuration(0): return count(0, zh: "个月", en: "month")
        default: return datum.isoText
        }
    }
}
