import Diagnostics

/// Collects what the readers of one pack object to, so that every fault of every file is reported at once.
final class Findings {
    private(set) var diagnostics: [Diagnostic] = []

    func report(_ diagnostic: Diagnostic) {
        diagnostics.append(diagnostic)
    }

    func report(_ more: [Diagnostic]) {
        diagnostics += more
    }
}

extension Diagnostic {
    /// A fault in a file, in the words of both languages.
    static func fault(
        _ code: String, _ severity: Severity = .error, at location: Location?, zh: String, en: String, mend: Phrase? = nil, notes: [Note] = []
    ) -> Diagnostic {
        Diagnostic(code: code, severity: severity, message: Phrase(zh: zh, en: en), location: location, notes: notes, mend: mend)
    }
}

extension Phrase {
    /// The question that goes with a near name; nil when nothing is near.
    static func didYouMean(_ name: String?) -> Phrase? {
        name.map { Phrase(zh: "是否想写 `\($0)`", en: "did you mean `\($0)`") }
    }

    /// The nearest name, or else the names there are.
    static func suggestion(for text: String, among names: [String]) -> Phrase? {
        if let near = didYouMean(nearestName(to: text, among: names)) { return near }
        guard !names.isEmpty, names.count <= 12 else { return nil }
        return oneOf(names)
    }

    static func oneOf(_ names: [String]) -> Phrase {
        let list = names.map { "`\($0)`" }
        return Phrase(zh: "可写 " + list.joined(separator: "、"), en: (list.count == 1 ? "write " : "write one of ") + list.joined(separator: ", "))
    }
}
