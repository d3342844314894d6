import Diagnostics

/// Names that were read so far, to report the second of two that are the same.
struct NameRegister {
    private var places: [String: Location] = [:]

    /// Whether the name is new; reports it otherwise.
    mutating func claim(_ name: Written<String>, findings: Findings) -> Bool {
        if let first = places[name.value] {
            findings.report(.duplicateName(name, first: first))
            return false
        }
        places[name.value] = name.location
        return true
    }
}

extension Diagnostic {
    static func duplicateName(_ name: Written<String>, first: Location) -> Diagnostic {
        .fault(
            "duplicate-name", at: name.location, zh: "`\(name.value)` 已有定义", en: "`\(name.value)` is declared already",
            mend: Phrase(zh: "改一个名字，或删掉一处", en: "rename one of them, or delete it"),
            notes: [Note(message: Phrase(zh: "首次写在这里", en: "first written here"), location: first)])
    }

    /// A name that means nothing where it stands.
    static func unknownName(_ code: String, _ name: Written<String>, zh: String, en: String, known: [String]) -> Diagnostic {
        .fault(
            code, at: name.location, zh: "没有\(zh) `\(name.value)`", en: "no \(en) is called `\(name.value)`",
            mend: .suggestion(for: name.value, among: known))
    }
}

extension Sequence {
    /// Every name and label of some declarations, for suggestions.
    func spellings(_ name: (Element) -> String, _ label: (Element) -> Phrase) -> [String] {
        var seen: Set<String> = []
        return flatMap { [name($0), label($0).zh, label($0).en] }.filter { seen.insert($0).inserted }
    }
}
