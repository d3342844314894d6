/// Writes findings for people at a terminal: place and message, the line itself, a caret below it, and how to mend it.
///
/// ```
/// rules/cn/x/rights.yaml:4:9: error[unknown-measure]: no measure is called `joint-sanctoin`
///     - suspend: joint-sanctoin
///                ^~~~~~~~~~~~~~
///   help: did you mean `joint-sanction`
/// ```
public struct TerminalRenderer: Sendable {
    public var language: Language
    /// Whether ANSI colours may be used.
    public var colour: Bool

    public init(language: Language, colour: Bool = false) {
        self.language = language
        self.colour = colour
    }

    /// All findings in order, each followed by an empty line.
    public func render(_ diagnostics: [Diagnostic]) -> String {
        diagnostics.inOrder().map { render($0) + "\n" }.joined()
    }

    /// One finding, with a line break at its end.
    public func render(_ diagnostic: Diagnostic) -> String {
        var lines = [heading(diagnostic)]
        if let location = diagnostic.location { lines += excerpt(location, paint(diagnostic.severity)) }
        if let mend = diagnostic.mend {
            lines.append("  " + painted(language == .chinese ? "改法：" : "help: ", .green) + mend[language])
        }
        for note in diagnostic.notes {
            lines.append(
                "  " + painted(language == .chinese ? "注：" : "note: ", .cyan) + (place(note.location).map { $0 + " " } ?? "") + note.message[language]
            )
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// What stands at the end: how many of each.
    public func summary(_ diagnostics: [Diagnostic]) -> String {
        let found = diagnostics.inOrder()
        let errors = found.count { $0.severity == .error }
        let warnings = found.count { $0.severity == .warning }
        switch language {
        case .chinese: return "\(errors) 个错误，\(warnings) 个警告"
        case .english: return "\(errors) \(errors == 1 ? "error" : "errors"), \(warnings) \(warnings == 1 ? "warning" : "warnings")"
        }
    }

    // MARK: Parts

    private func heading(_ diagnostic: Diagnostic) -> String {
        let label = painted("\(word(diagnostic.severity))[\(diagnostic.code)]", paint(diagnostic.severity))
        return (place(diagnostic.location).map { $0 + " " } ?? "") + label + ": " + diagnostic.message[language]
    }

    /// `file:line:column:`, which editors and terminals make a link of.
    private func place(_ location: Location?) -> String? {
        guard let location else { return nil }
        let position = location.source.position(at: location.span.lower)
        return "\(location.source.name):\(position.line):\(position.column):"
    }

    private func word(_ severity: Severity) -> String {
        guard language == .chinese else { return severity.rawValue }
        switch severity {
        case .note: return "注"
        case .warning: return "警告"
        case .error: return "错误"
        }
    }

    /// The line of the place and a caret below it. What goes on over several lines is marked to the end of the first.
    private func excerpt(_ location: Location, _ colour: Colour) -> [String] {
        let position = location.source.position(at: location.span.lower)
        let line = Excerpt(location.source, line: position.line)
        guard !line.text.isEmpty else { return [] }
        let (start, length) = line.columns(of: location.span)
        let caret = "^" + String(repeating: "~", count: max(0, length - 1))
        return ["    " + line.text, "    " + String(repeating: " ", count: start) + painted(caret, colour)]
    }

    // MARK: Colours

    private enum Colour: String {
        case red = "31"
        case yellow = "33"
        case green = "32"
        case cyan = "36"
    }

    private func paint(_ severity: Severity) -> Colour {
        switch severity {
        case .note: .cyan
        case .warning: .yellow
        case .error: .red
        }
    }

    private func painted(_ text: String, _ colour: Colour) -> String {
        self.colour ? "\u{1B}[1;\(colour.rawValue)m\(text)\u{1B}[0m" : text
    }
}
