import Diagnostics

/// Lines of a report, each at a depth.
struct Outline {
    let language: Language
    private(set) var lines: [String] = []

    init(_ language: Language) { self.language = language }

    mutating func line(_ text: String, _ depth: Int = 0) {
        lines.append(text.isEmpty ? "" : String(repeating: "  ", count: depth) + text)
    }

    mutating func line(zh: String, en: String, _ depth: Int = 0) { line(language == .chinese ? zh : en, depth) }

    mutating func item(_ text: String, _ depth: Int) { line("- " + text, depth) }

    mutating func blank() { if lines.last != "" { lines.append("") } }

    var text: String {
        var lines = lines
        while lines.last == "" { lines.removeLast() }
        return lines.map { $0 + "\n" }.joined()
    }
}
