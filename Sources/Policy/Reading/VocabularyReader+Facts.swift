import Diagnostics
import YAMLDocument

extension VocabularyReader {
    static let pathLimit = 4

    mutating func record(_ name: Written<String>, _ node: YAMLNode) {
        let keys: [PolicyKey] = [.label, .day, .subject, .appliesTo, .notBefore, .voidWhile, .facts]
        guard let fields = reader.fields(node, keys: keys, at: name.location) else { return }
        var facts: [Fact] = []
        var names = NameRegister()
        let declared = fields.required(.facts).map { reader.named($0) } ?? []
        for (factName, node) in declared where names.claim(factName, findings: reader.findings) {
            checkPath(factName)
            guard var fact = fact(factName, node) else { continue }
            if let earlier = slots[fact.name] {
                fact.slot = earlier.slot
                if fact.type != earlier.type { reportConflict(factName, earlier) }
            } else {
                fact.slot = slots.count
                slots[fact.name] = fact
            }
            facts.append(fact)
        }
        resolveNames(&facts)
        var kind = RecordKind(name: name.value, label: reader.label(fields), facts: facts, location: name.location)
        kind.day = role(.day, fields, facts, Phrase(zh: "日期", en: "a date")) { $0 == .date }
        kind.subject = role(.subject, fields, facts, Phrase(zh: "文本", en: "a string")) { $0 == .string }
        kind.appliesTo = role(.appliesTo, fields, facts, Phrase(zh: "枚举", en: "an enumeration")) { if case .enumeration = $0 { true } else { false } }
        kind.notBefore = role(.notBefore, fields, facts, Phrase(zh: "日期", en: "a date")) { $0 == .date }
        if !fields.has(.day) {
            reader.report(
                .fault(
                    "missing-day", .warning, at: name.location, zh: "`\(name.value)` 没有 `day`（起算日），任何规则都不会起作用",
                    en: "`\(name.value)` has no `day`, so that no rule ever acts on it",
                    mend: Phrase(zh: "写明哪个日期事实是起算日", en: "say which date fact its records begin to count on")))
        }
        if let state = fields[.voidWhile].flatMap(reader.written) { voidStates.append((vocabulary.records.count, state)) }
        vocabulary.records.append(kind)
    }

    /// States are declared after the kinds of record that name them.
    mutating func resolveVoidStates() {
        for (kind, name) in voidStates {
            let states = vocabulary.states
            let index =
                states.firstIndex { $0.name == name.value } ?? states.firstIndex { $0.label.zh == name.value || $0.label.en == name.value }
            if let index {
                vocabulary.records[kind].voidWhile = index
            } else {
                reader.report(.unknownName("unknown-state", name, zh: "情形", en: "state", known: states.spellings(\.name, \.label)))
            }
        }
    }

    /// The slot of the fact that plays a part for the engine.
    func role(
        _ key: PolicyKey, _ fields: Fields, _ facts: [Fact], _ expected: Phrase, _ accepts: (FactType) -> Bool
    ) -> Int? {
        guard let node = fields[key], let name = reader.written(node) else { return nil }
        return fact(name, among: facts, expected, accepts)
    }

    /// The slot of a fact that is named, reported where there is none or it is of another type.
    private func fact(_ name: Written<String>, among facts: [Fact], _ expected: Phrase, _ accepts: (FactType) -> Bool) -> Int? {
        guard
            let fact = facts.first(where: { $0.name == name.value }) ?? facts.first(where: { $0.label.zh == name.value || $0.label.en == name.value })
        else {
            reader.report(.unknownName("unknown-fact", name, zh: "事实", en: "fact", known: facts.spellings(\.name, \.label)))
            return nil
        }
        guard accepts(fact.type) else {
            reader.report(
                .fault(
                    "fact-type", at: name.location, zh: "`\(name.value)` 的类型应为\(expected.zh)", en: "`\(name.value)` has to be \(expected.en)",
                    notes: [Diagnostic.Note(message: Phrase(zh: "它在这里声明", en: "it is declared here"), location: fact.location)]))
            return nil
        }
        return fact.slot
    }

    private func reportConflict(_ name: Written<String>, _ earlier: Fact) {
        reader.report(
            .fault(
                "fact-conflict", at: name.location, zh: "`\(name.value)` 在另一类记录里是另一种类型",
                en: "`\(name.value)` has another type in another kind of record",
                mend: Phrase(zh: "用同一类型，或改一个名字", en: "give it one type, or rename one"),
                notes: [Diagnostic.Note(message: Phrase(zh: "另一处在这里", en: "the other is here"), location: earlier.location)]))
    }

    private func checkPath(_ name: Written<String>) {
        let parts = name.value.split(separator: ".", omittingEmptySubsequences: false)
        if parts.count > Self.pathLimit || parts.contains(where: { part in part.allSatisfy(\.isWhitespace) }) {
            reader.report(
                .fault(
                    "fact-path", at: name.location, zh: "`\(name.value)` 不是合格的事实路径", en: "`\(name.value)` is no path of a fact",
                    mend: Phrase(
                        zh: "写 1 到 \(Self.pathLimit) 段，以点相隔，各段不能为空", en: "write 1 to \(Self.pathLimit) parts with dots between, none of them empty")))
        }
    }

    /// One declared fact, its slot still 0.
    mutating func fact(_ name: Written<String>, _ node: YAMLNode, ofEvent: Bool = false) -> Fact? {
        guard let fields = reader.fields(node, keys: [.type, .label, .unit, .range] + (ofEvent ? [] : [.shownAs]), at: name.location) else {
            return nil
        }
        guard let typeNode = fields.required(.type), let type = factType(typeNode) else { return nil }
        var fact = Fact(name: name.value, type: type, label: reader.label(fields), slot: 0, location: name.location)
        if let unit = fields[.unit].flatMap(reader.written) {
            let (name, fault) = vocabulary.unit(meant: unit)
            fact.unit = name
            if let fault { reader.report(fault) }
        }
        if let node = fields[.range] { fact.range = range(node, of: type) }
        if let node = fields[.shownAs], let other = reader.written(node) { shownNames.append((name.value, other)) }
        return fact
    }

    /// Which fact says what is called by an id, once all facts of the kind are read.
    mutating func resolveNames(_ facts: inout [Fact]) {
        for (name, other) in shownNames {
            guard let place = facts.firstIndex(where: { $0.name == name }) else { continue }
            guard let named = fact(other, among: facts, Phrase(zh: "文本", en: "a string"), { $0 == .string }) else { continue }
            facts[place].shownAs = named
        }
        shownNames = []
    }

    /// The measures as values of a fact: which they are is known when they have been read.
    private mutating func measureEnumeration() -> Int {
        if let measureNames { return measureNames }
        vocabulary.enumerations.append(Enumeration(name: nil, values: []))
        measureNames = vocabulary.enumerations.count - 1
        return vocabulary.enumerations.count - 1
    }

    mutating func nameMeasures() {
        guard let measureNames else { return }
        vocabulary.enumerations[measureNames].values = vocabulary.measures.map {
            EnumerationValue(name: $0.name, label: $0.label, location: $0.location)
        }
    }

    private mutating func factType(_ node: YAMLNode) -> FactType? {
        if let items = node.items {
            var values: [EnumerationValue] = []
            var names = NameRegister()
            for value in items.compactMap(reader.written) where names.claim(value, findings: reader.findings) {
                values.append(EnumerationValue(name: value.value, location: value.location))
            }
            vocabulary.enumerations.append(Enumeration(name: nil, values: values, location: reader.location(of: node)))
            return .enumeration(vocabulary.enumerations.count - 1)
        }
        guard let text = reader.written(node) else { return nil }
        return factType(named: text)
    }

    private mutating func factType(named text: Written<String>) -> FactType? {
        // `list of list of T` is cut off one word at a time; the depth is bounded by the text.
        var rest = text.value[...]
        var lists = 0
        while let inner = element(of: rest) {
            rest = inner
            lists += 1
        }
        let known = vocabulary.enumerations.compactMap(\.name)
        var type: FactType
        if let word = FactWord.reading(String(rest)) {
            type = word.type
        } else if let index = vocabulary.enumerations.firstIndex(where: { $0.name == String(rest) }) {
            type = .enumeration(index)
        } else if ["measure", "措施"].contains(String(rest)) {
            type = .enumeration(measureEnumeration())
        } else {
            let mend =
                Phrase.didYouMean(nearestName(to: String(rest), among: known + FactWord.spellings))
                ?? Phrase(
                    zh: "可写 " + (FactWord.allCases.map(\.chinese) + known).map { "`\($0)`" }.joined(separator: "、"),
                    en: "write one of " + (FactWord.allCases.map(\.rawValue) + known).map { "`\($0)`" }.joined(separator: ", "))
            reader.report(
                .fault("unknown-type", at: text.location, zh: "没有类型 `\(rest)`", en: "no type is called `\(rest)`", mend: mend))
            return nil
        }
        guard lists <= 4 else {
            reader.report(.fault("unknown-type", at: text.location, zh: "列表嵌套过深", en: "lists are nested too deep"))
            return nil
        }
        for _ in 0..<lists { type = .list(type) }
        return type
    }

    /// What a list holds: the `T` of `list of T`, in Chinese `T列表`.
    private func element(of text: Substring) -> Substring? {
        if text.hasPrefix("list of ") { return trimmed(text.dropFirst(8)) }
        if text.hasSuffix("列表"), text.count > 2 { return trimmed(text.dropLast(2)) }
        return nil
    }

    func trimmed(_ text: Substring) -> Substring {
        var text = text
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
