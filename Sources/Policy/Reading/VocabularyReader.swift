import Diagnostics
import YAMLDocument

/// Reads a vocabulary: declarations first, then what refers to them.
struct VocabularyReader {
    let reader: NodeReader
    var vocabulary: Vocabulary
    /// The slot and type of each fact's name, as one name in two kinds is one slot.
    var slots: [String: Fact] = [:]
    /// What events answer, by their number, until all of them are known.
    var answers: [(event: Int, node: YAMLNode)] = []
    /// The enumeration of the vocabulary's own measures, where a fact has that type.
    var measureNames: Int?
    /// Facts of the kind at hand, and the fact under whose value each is shown, by name.
    var shownNames: [(fact: String, shownAs: Written<String>)] = []
    /// The states in which kinds of record (by index) don't count, by name.
    var voidStates: [(kind: Int, state: Written<String>)] = []

    static let keys: [PolicyKey] = [
        .vocabulary, .language, .title, .types, .units, .records, .events, .states, .measures, .choices, .discretion, .groups, .authority,
    ]

    /// Nil when the file can't be read as a mapping or has no name.
    static func read(_ document: YAMLDocument, findings: Findings) -> Vocabulary? {
        let reader = NodeReader(document: document, findings: findings)
        guard let root = document.root else {
            reader.reportEmptyFile()
            return nil
        }
        guard let fields = reader.fields(root, keys: keys, at: Location(source: document.source, span: .at(root.span.lower))) else { return nil }
        let name = fields.required(.vocabulary).flatMap(reader.written)
        var vocabulary = VocabularyReader(
            reader: reader, vocabulary: Vocabulary(name: name?.value ?? "", location: name?.location ?? fields.place))
        vocabulary.read(fields)
        return name == nil ? nil : vocabulary.vocabulary
    }

    private mutating func read(_ fields: Fields) {
        checkLanguage(fields)
        if let title = fields[.title].flatMap(reader.phrase) { vocabulary.title = title } else { vocabulary.title = Phrase(same: vocabulary.name) }
        vocabulary.authority = fields[.authority].flatMap(reader.text)
        declare(fields[.types]) { name, node, vocabulary in vocabulary.vocabulary.enumerations.append(vocabulary.enumeration(name, node)) }
        declare(fields[.units]) { name, node, vocabulary in vocabulary.unit(name, node) }
        declare(fields.required(.records)) { name, node, vocabulary in vocabulary.record(name, node) }
        declare(fields[.events]) { name, node, vocabulary in vocabulary.event(name, node) }
        readAnswers()
        declare(fields[.states]) { name, node, vocabulary in vocabulary.state(name, node) }
        resolveVoidStates()
        declare(fields[.measures]) { name, node, vocabulary in vocabulary.measure(name, node) }
        nameMeasures()
        declare(fields[.choices]) { name, node, vocabulary in vocabulary.choice(name, node) }
        if let node = fields[.discretion] { discretion(node, at: fields.keyLocation(.discretion)) }
        if let node = fields[.groups] { vocabulary.groups = reader.groups(node) }
    }

    /// Reads each entry whose name isn't taken.
    private mutating func declare(_ node: YAMLNode?, _ read: (Written<String>, YAMLNode, inout VocabularyReader) -> Void) {
        guard let node else { return }
        var names = NameRegister()
        for (name, node) in reader.named(node) where names.claim(name, findings: reader.findings) {
            read(name, node, &self)
        }
    }

    private func checkLanguage(_ fields: Fields) {
        guard let node = fields.required(.language), let version = reader.integer(node), version != Vocabulary.languageVersion else { return }
        reader.report(
            .fault(
                "language-version", at: reader.location(of: node), zh: "本程序读第 \(Vocabulary.languageVersion) 版语言，不读第 \(version) 版",
                en: "this program reads version \(Vocabulary.languageVersion) of the language, not \(version)",
                mend: Phrase(zh: "写 `\(Vocabulary.languageVersion)`，或换用更新的程序", en: "write `\(Vocabulary.languageVersion)`, or use a newer program")))
    }

    // MARK: Names of what was read before

    /// The event of a name or label, reported when there is none.
    func eventIndex(_ name: Written<String>) -> Int? {
        if let index = vocabulary.event(named: name.value) { return index }
        reader.report(.unknownEvent(name, in: vocabulary))
        return nil
    }

    // MARK: Types and units

    private mutating func unit(_ name: Written<String>, _ node: YAMLNode) {
        var unit = NumberUnit(name: name.value, location: name.location)
        if node.scalar != nil {
            if let label = reader.phrase(node) { unit.label = label }
        } else if let fields = reader.fields(node, keys: [.zh, .en, .one], at: name.location) {
            if let label = reader.phrase(fields) { unit.label = label }
            unit.one = fields[.one].flatMap(reader.text)
        }
        vocabulary.units.append(unit)
    }

    private func enumeration(_ name: Written<String>, _ node: YAMLNode) -> Enumeration {
        if FactWord.reading(name.value) != nil {
            reader.report(
                .fault(
                    "duplicate-name", at: name.location, zh: "`\(name.value)` 是语言自带的类型", en: "`\(name.value)` is a type of the language itself",
                    mend: Phrase(zh: "改一个名字", en: "choose another name")))
        }
        var values: [EnumerationValue] = []
        var names = NameRegister()
        for (value, node) in reader.named(node) where names.claim(value, findings: reader.findings) {
            values.append(EnumerationValue(name: value.value, label: reader.phrase(node), location: value.location))
        }
        return Enumeration(name: name.value, values: values, location: name.location)
    }
}

extension Vocabulary {
    /// The name of the unit that is meant, and what is wrong with it. Where no units are declared any text is one.
    func unit(meant text: Written<String>) -> (name: String, fault: Diagnostic?) {
        if let index = unit(named: text.value) { return (units[index].name, nil) }
        if units.isEmpty { return (text.value, nil) }
        return (text.value, .unknownName("unknown-unit", text, zh: "计量单位", en: "unit", known: units.spellings(\.name, \.label)))
    }
}

extension Diagnostic {
    static func unknownEvent(_ name: Written<String>, in vocabulary: Vocabulary) -> Diagnostic {
        .unknownName("unknown-event", name, zh: "事件", en: "event", known: vocabulary.events.spellings(\.name, \.label))
    }
}

extension NodeReader {
    func reportEmptyFile() {
        report(
            .fault(
                "empty-file", at: Location(source: document.source, span: .at(0)), zh: "文件里什么也没有", en: "there is nothing in this file",
                mend: Phrase(zh: "写上内容，或删掉文件", en: "write something, or delete the file")))
    }
}
