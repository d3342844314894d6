import Diagnostics
import YAMLDocument

/// Reads nodes of one file as values of the model. Each kind of value has its own extension.
///
/// A method that returns nil has reported why.
struct NodeReader {
    let document: YAMLDocument
    let findings: Findings

    func report(_ diagnostic: Diagnostic) { findings.report(diagnostic) }

    func location(of node: YAMLNode) -> Location { document.location(of: node) }

    // MARK: Shapes

    func mapping(_ node: YAMLNode) -> [YAMLEntry]? {
        if let entries = node.entries { return entries }
        reportShape(node, Phrase(zh: "键值对", en: "a mapping of keys and values"))
        return nil
    }

    func list(_ node: YAMLNode) -> [YAMLNode]? {
        if let items = node.items { return items }
        reportShape(node, Phrase(zh: "列表", en: "a list"))
        return nil
    }

    /// One thing, or a list of such things.
    func oneOrList(_ node: YAMLNode) -> [YAMLNode] { node.items ?? [node] }

    func reportShape(_ node: YAMLNode, _ expected: Phrase) {
        report(
            .fault(
                "wrong-shape", at: location(of: node), zh: "这里应为\(expected.zh)，却是\(shape(of: node).zh)",
                en: "\(expected.en) belongs here, not \(shape(of: node).en)"))
    }

    private func shape(of node: YAMLNode) -> Phrase {
        switch node.kind {
        case .mapping: Phrase(zh: "键值对", en: "a mapping")
        case .sequence: Phrase(zh: "列表", en: "a list")
        case .scalar(let scalar): node.isNull ? Phrase(zh: "空", en: "nothing") : Phrase(same: "`\(scalar.text)`")
        }
    }

    // MARK: Scalars

    /// A text. What YAML takes for a number or a boolean is taken as it was written: ids look like that.
    func text(_ node: YAMLNode) -> String? { written(node)?.value }

    func written(_ node: YAMLNode) -> Written<String>? {
        guard let scalar = node.scalar, !node.isNull else {
            reportShape(node, Phrase(zh: "文本", en: "a text"))
            return nil
        }
        guard scalar.text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
            report(
                .fault("empty-value", at: location(of: node), zh: "文本是空的", en: "the text is empty"))
            return nil
        }
        return Written(scalar.text, at: location(of: node))
    }

    /// One text or a list of them.
    func texts(_ node: YAMLNode) -> [Written<String>] { oneOrList(node).compactMap(written) }

    func expression(_ node: YAMLNode) -> WrittenExpression? {
        guard let text = written(node), let positions = document.positions(of: node) else { return nil }
        return WrittenExpression(text: text.value, location: text.location, positions: positions)
    }

    func boolean(_ node: YAMLNode) -> Bool? { word(TruthWord.self, node).map { $0 == .true } }

    func day(_ node: YAMLNode) -> Int32? {
        guard let text = written(node) else { return nil }
        if let day = CivilDay.parse(text.value) { return day }
        report(
            .fault(
                "wrong-value", at: text.location, zh: "`\(text.value)` 不是日期", en: "`\(text.value)` is no date",
                mend: Phrase(zh: "日期写作 `2021-01-31`", en: "a date is written `2021-01-31`")))
        return nil
    }

    func integer(_ node: YAMLNode) -> Int? {
        guard let text = written(node) else { return nil }
        if let number = Int(text.value), number >= 0 { return number }
        report(
            .fault(
                "wrong-value", at: text.location, zh: "`\(text.value)` 不是整数", en: "`\(text.value)` is no whole number",
                mend: Phrase(zh: "写一个不小于 0 的整数", en: "write a whole number from 0 up")))
        return nil
    }

    /// A word of a closed list.
    func word<Word: PolicyWord>(_ type: Word.Type, _ node: YAMLNode, among words: [Word] = Array(Word.allCases)) -> Word? {
        guard let text = written(node) else { return nil }
        if let word = Word.reading(text.value), words.contains(word) { return word }
        report(
            .fault(
                "wrong-value", at: text.location, zh: "这里不能写 `\(text.value)`", en: "`\(text.value)` can't stand here",
                mend: Phrase.didYouMean(nearestName(to: text.value, among: words.flatMap { [$0.rawValue, $0.chinese] }))
                    ?? Phrase(zh: Phrase.oneOf(words.map(\.chinese)).zh, en: Phrase.oneOf(words.map(\.rawValue)).en)))
        return nil
    }

    /// A text in both languages, or one text that stands for both.
    func phrase(_ node: YAMLNode) -> Phrase? {
        if node.scalar != nil { return text(node).map { Phrase(same: $0) } }
        guard let fields = fields(node, keys: [.zh, .en]) else { return nil }
        return phrase(fields)
    }

    /// The texts of `zh` and `en`; a warning where one is missing, as the other then stands for both.
    func phrase(_ fields: Fields) -> Phrase? {
        let zh = fields[.zh].flatMap(text)
        let en = fields[.en].flatMap(text)
        guard let known = zh ?? en else {
            if !fields.has(.zh) && !fields.has(.en) { _ = fields.required(.zh) }
            return nil
        }
        if !fields.has(.zh) || !fields.has(.en) {
            let missing: PolicyKey = fields.has(.zh) ? .en : .zh
            report(
                .fault(
                    "missing-translation", .warning, at: fields.place, zh: "缺少\(missing == .en ? "英文" : "中文")文本",
                    en: "the \(missing == .en ? "English" : "Chinese") text is missing",
                    mend: Phrase(zh: "补上 `\(missing.rawValue):`", en: "add `\(missing.rawValue):`")))
        }
        return Phrase(zh: zh ?? known, en: en ?? known)
    }

    // MARK: Named things

    /// The entries of a mapping from names that the author chose.
    func named(_ node: YAMLNode) -> [(name: Written<String>, node: YAMLNode)] {
        (mapping(node) ?? []).compactMap { entry in
            guard let name = written(entry.key) else { return nil }
            if entry.value.isNull {
                report(
                    .fault("empty-value", at: name.location, zh: "`\(name.value)` 没有值", en: "`\(name.value)` has no value"))
                return nil
            }
            return (name, entry.value)
        }
    }

    /// A text of both languages under `label:`; nil when it isn't written.
    func label(_ fields: Fields) -> Phrase? { fields[.label].flatMap(phrase) }
}
