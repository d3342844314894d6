import Diagnostics

/// Writes a document as Markdown (CommonMark with tables), with an anchor before everything that has one.
struct MarkdownRenderer {
    private var lines: [String] = []
    private let language: Language

    static func text(_ document: Document) -> String {
        var renderer = MarkdownRenderer(language: document.language)
        renderer.write(document.opening)
        if let translation = document.translation {
            renderer.paragraph("[\(translation.language == .chinese ? "中文" : "English")](\(translation.file))")
        }
        if !document.contents.isEmpty {
            renderer.paragraph("**\(document.language == .chinese ? "目录" : "Contents")**")
            for entry in document.contents {
                renderer.lines.append("\(entry.level == 2 ? "" : "  ")- [\(renderer.plain(entry.text))](#\(entry.id))")
            }
            renderer.lines.append("")
        }
        renderer.write(document.body)
        if !document.closing.isEmpty {
            renderer.lines += ["---", ""]
            renderer.paragraph(renderer.text(document.closing))
        }
        while renderer.lines.last == "" { renderer.lines.removeLast() }
        return renderer.lines.map { $0 + "\n" }.joined()
    }

    private init(language: Language) { self.language = language }

    private mutating func paragraph(_ text: String) {
        guard !text.isEmpty else { return }
        lines += [text, ""]
    }

    private mutating func anchor(_ id: String?) { if let id { lines += ["<a id=\"\(HTMLWriter.escaped(id))\"></a>", ""] } }

    private mutating func write(_ blocks: [Block]) { for block in blocks { write(block) } }

    private mutating func write(_ block: Block) {
        switch block {
        case .heading(let level, let id, let text):
            anchor(id)
            paragraph(String(repeating: "#", count: min(max(level, 1), 6)) + " " + self.text(text))
        case .paragraph(let text, let style):
            switch style {
            case .words: paragraph("> " + self.text(text))
            case .name: paragraph("**\(plain(text))**")
            case .plain, .lead, .note: paragraph(self.text(text))
            }
        case .items(let items):
            for item in items { lines.append("- " + text(item)) }
            lines.append("")
        case .terms(let terms):
            let colon = language == .chinese ? "：" : ": "
            for term in terms {
                if term.lines.count == 1, let line = term.lines.first {
                    lines.append("- \(text(term.name))\(colon)\(text(line))")
                } else {
                    lines.append("- \(text(term.name))\(colon)")
                    for line in term.lines { lines.append("  - " + text(line)) }
                }
            }
            lines.append("")
        case .details(let summary, let blocks):
            paragraph(text(summary))
            write(blocks)
        case .group(let id, _, let blocks):
            anchor(id)
            write(blocks)
        case .table(let table): write(table)
        }
    }

    private mutating func write(_ table: Block.Table) {
        if let caption = table.caption { paragraph(MarkdownRenderer.escaped(caption)) }
        lines.append("| " + table.headings.map { MarkdownRenderer.escaped($0) }.joined(separator: " | ") + " |")
        lines.append("|" + String(repeating: " --- |", count: table.headings.count))
        for row in table.rows {
            var cells = row.cells.map { cell in cell.map { text($0) }.joined(separator: "<br>") }
            if let id = row.id, !cells.isEmpty { cells[0] = "<a id=\"\(HTMLWriter.escaped(id))\"></a>" + cells[0] }
            lines.append("| " + cells.joined(separator: " | ") + " |")
        }
        lines.append("")
    }

    private func text(_ inlines: [Inline]) -> String {
        inlines.map { inline in
            switch inline {
            case .text(let text), .day(let text): MarkdownRenderer.escaped(text)
            case .code(let text): MarkdownRenderer.code(text)
            case .strong(let text): "**\(self.text(text))**"
            case .flag(let text): "**\(self.text(text))**"
            case .aside(let text): self.text(text)
            case .badge(let text, _): "*\(MarkdownRenderer.escaped(text))*"
            case .link(let text, .anchor(let id)): "[\(self.text(text))](#\(id))"
            case .link(let text, .file(let file)): "[\(self.text(text))](\(file))"
            }
        }.joined()
    }

    /// The words alone, for where no mark may stand inside another.
    private func plain(_ inlines: [Inline]) -> String {
        inlines.map { inline in
            switch inline {
            case .text(let text), .day(let text), .code(let text), .badge(let text, _): MarkdownRenderer.escaped(text)
            case .strong(let text), .flag(let text), .aside(let text), .link(let text, _): plain(text)
            }
        }.joined()
    }

    private static func code(_ text: String) -> String {
        // In a table a bar ends the cell, also inside a code span.
        let line = escapedLines(text).replacing("|", with: "\\|")
        return line.contains("`") ? "`` \(line) ``" : "`\(line)`"
    }

    private static func escapedLines(_ text: String) -> String { text.split(whereSeparator: \.isNewline).joined(separator: " ") }

    /// Text in which no character has a meaning.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in escapedLines(text) {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\\", "`", "*", "_", "[", "]", "|", "#", "~": escaped += "\\\(character)"
            default: escaped.append(character)
            }
        }
        return escaped
    }
}
