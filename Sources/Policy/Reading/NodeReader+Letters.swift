import Diagnostics
import YAMLDocument

extension NodeReader {
    private static let sectionKeys: [PolicyKey] = [.title, .when, .each, .events, .text]

    func letters(_ node: YAMLNode, names: inout NameRegister) -> [Letter] {
        var result: [Letter] = []
        for (name, node) in named(node) where names.claim(name, findings: findings) {
            guard let fields = fields(node, keys: [.title, .shownAs, .sections], at: name.location) else { continue }
            let title = fields[.title].flatMap(letterText)
            let sections = fields.required(.sections).flatMap(list)?.compactMap(letterSection) ?? []
            let shownAs = fields[.shownAs].flatMap(written)
            result.append(Letter(name: name.value, title: title, shownAs: shownAs, sections: sections, location: name.location))
        }
        return result
    }

    private func letterSection(_ node: YAMLNode) -> LetterSection? {
        guard let fields = fields(node, keys: Self.sectionKeys) else { return nil }
        let each = fields[.each].flatMap { node in word(LetterList.self, node).map { Written($0, at: location(of: node)) } }
        if fields.has(.events), each?.value != .ways {
            report(
                .fault(
                    "letter-events", at: fields.keyLocation(.events), zh: "`\(PolicyKey.events.chinese)` 只用于逐项列出 `\(LetterList.ways.chinese)` 的章节",
                    en: "`events` belongs to a section for each of `ways`",
                    mend: Phrase(zh: "写上 `逐项: \(LetterList.ways.chinese)`，或删掉它", en: "write `each: ways`, or delete it")))
        }
        return LetterSection(
            title: fields[.title].flatMap(letterText), conditions: fields[.when].map(letterConditions) ?? [], each: each,
            events: fields[.events].map(texts) ?? [],
            text: fields.required(.text).map { oneOrList($0).compactMap(letterLine) } ?? [], location: location(of: node))
    }

    private func letterLine(_ node: YAMLNode) -> LetterLine? {
        guard node.entries != nil else { return letterText(node).map { LetterLine(text: $0) } }
        guard let fields = fields(node, keys: [.when, .zh, .en]) else { return nil }
        return letterText(fields).map { LetterLine(conditions: fields[.when].map(letterConditions) ?? [], text: $0) }
    }

    private func letterText(_ node: YAMLNode) -> LetterText? {
        if node.scalar != nil { return expression(node).map { LetterText(zh: $0, en: $0) } }
        return fields(node, keys: [.zh, .en]).flatMap(letterText)
    }

    private func letterText(_ fields: Fields) -> LetterText? {
        guard phrase(fields) != nil else { return nil }
        // Faults of either have been reported.
        func written(_ key: PolicyKey) -> WrittenExpression? {
            guard let node = fields[key], let text = node.scalar?.text, !text.allSatisfy(\.isWhitespace) else { return nil }
            return expression(node)
        }
        guard let known = written(.zh) ?? written(.en) else { return nil }
        return LetterText(zh: written(.zh) ?? known, en: written(.en) ?? known)
    }

    /// `has measures`, or a list of such conditions.
    private func letterConditions(_ node: YAMLNode) -> [LetterCondition] {
        texts(node).compactMap { text in
            for (words, isNegated) in [(["has ", "有"], false), (["no ", "无"], true)] {
                for word in words where text.value.hasPrefix(word) {
                    let path = text.value.dropFirst(word.count).drop { $0 == " " }
                    if !path.isEmpty { return LetterCondition(path: Written(String(path), at: text.location), isNegated: isNegated) }
                }
            }
            report(
                .fault(
                    "letter-condition", at: text.location, zh: "`\(text.value)` 不是文书的条件", en: "`\(text.value)` is no condition of a letter",
                    mend: Phrase(
                        zh: "写作 `有 各项裁量`、`无 措施.至`：有或无某个列表或可缺的内容",
                        en: "write it like `has options` or `no measure.until`: a list, or what may be absent")))
            return nil
        }
    }
}
