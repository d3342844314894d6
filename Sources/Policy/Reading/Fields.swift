import Diagnostics
import YAMLDocument

/// The entries of a mapping whose keys are words of the policy language.
struct Fields {
    let reader: NodeReader
    /// What the mapping is about; missing keys are reported here.
    let place: Location
    /// In the order of the file, each key once. There are few: they are looked through.
    fileprivate(set) var entries: [(key: PolicyKey, entry: YAMLEntry)] = []
    /// Keys that were written without a value, which has been reported.
    fileprivate var empty: [PolicyKey] = []

    fileprivate init(reader: NodeReader, place: Location) {
        self.reader = reader
        self.place = place
    }

    fileprivate func entry(_ key: PolicyKey) -> YAMLEntry? {
        for index in entries.indices where entries[index].key == key { return entries[index].entry }
        return nil
    }

    subscript(key: PolicyKey) -> YAMLNode? { entry(key)?.value }

    func has(_ key: PolicyKey) -> Bool { entries.contains { $0.key == key } || empty.contains(key) }

    /// Where the key stands; the mapping's place when it doesn't.
    func keyLocation(_ key: PolicyKey) -> Location {
        entry(key).map { reader.location(of: $0.key) } ?? place
    }

    /// The value of a key that has to be there.
    func required(_ key: PolicyKey) -> YAMLNode? {
        if let value = self[key] { return value }
        if !empty.contains(key) {
            reader.report(
                .fault(
                    "missing-key", at: place, zh: "缺少 `\(key.english)`（\(key.chinese)）", en: "`\(key.english)` is missing",
                    mend: Phrase(zh: "补上 `\(key.chinese):` 或 `\(key.english):`", en: "add `\(key.english):`")))
        }
        return nil
    }

    /// Reports all but the first of keys that exclude each other.
    func exclude(_ keys: PolicyKey...) {
        let present = keys.filter(has)
        guard let first = present.first else { return }
        for key in present.dropFirst() {
            reader.report(
                .fault(
                    "exclusive-keys", at: keyLocation(key),
                    zh: "`\(reader.text(entry(key)?.key, or: key))` 与 `\(reader.text(entry(first)?.key, or: first))` 不能并用",
                    en: "`\(reader.text(entry(key)?.key, or: key))` can't stand beside `\(reader.text(entry(first)?.key, or: first))`",
                    mend: Phrase(zh: "只留一个", en: "keep one of them"),
                    notes: [Diagnostic.Note(message: Phrase(zh: "另一个在这里", en: "the other is here"), location: keyLocation(first))]))
        }
    }
}

extension NodeReader {
    /// The entries of a mapping that takes these keys only. Nil, and a report, when the node is no mapping.
    func fields(_ node: YAMLNode, keys: [PolicyKey], at place: Location? = nil) -> Fields? {
        guard let entries = mapping(node) else { return nil }
        var fields = Fields(reader: self, place: place ?? location(of: node))
        for entry in entries { add(entry, to: &fields, keys: keys) }
        return fields
    }

    private func add(_ entry: YAMLEntry, to fields: inout Fields, keys: [PolicyKey]) {
        let written = entry.key.scalar?.text ?? ""
        guard let key = PolicyKey.spelled(written).first(where: keys.contains) else {
            reportUnknownKey(entry.key, written, keys: keys)
            return
        }
        if let first = fields.entry(key) {
            // The same key in the same spelling is a YAML fault already; this is one key in both languages.
            report(
                .fault(
                    "repeated-key", at: location(of: entry.key), zh: "`\(written)` 与 `\(text(first.key, or: key))` 是同一个键",
                    en: "`\(written)` and `\(text(first.key, or: key))` are one key", mend: Phrase(zh: "只留一个", en: "keep one of them"),
                    notes: [Diagnostic.Note(message: Phrase(zh: "首次写在这里", en: "first written here"), location: location(of: first.key))]))
            return
        }
        if entry.value.isNull {
            fields.empty.append(key)
            report(
                .fault(
                    "empty-value", at: location(of: entry.key), zh: "`\(written)` 没有值", en: "`\(written)` has no value",
                    mend: Phrase(zh: "写上值，或删掉这个键", en: "write one, or delete the key")))
            return
        }
        fields.entries.append((key, entry))
    }

    private func reportUnknownKey(_ node: YAMLNode, _ written: String, keys: [PolicyKey]) {
        let isKnownElsewhere = !PolicyKey.spelled(written).isEmpty
        let near = isKnownElsewhere ? nil : Phrase.didYouMean(nearestName(to: written, among: keys.flatMap { [$0.english, $0.chinese] }))
        report(
            .fault(
                "unknown-key", at: location(of: node), zh: isKnownElsewhere ? "这里不能写 `\(written)`" : "未知的键 `\(written)`",
                en: isKnownElsewhere ? "`\(written)` can't stand here" : "unknown key `\(written)`",
                mend: near
                    ?? Phrase(
                        zh: "这里可写 " + keys.map { "`\($0.chinese)`" }.joined(separator: "、"),
                        en: "this takes " + keys.map { "`\($0.english)`" }.joined(separator: ", "))))
    }

    /// A key as it was written; its English spelling when it wasn't.
    func text(_ node: YAMLNode?, or key: PolicyKey) -> String { node?.scalar?.text ?? key.english }
}
