import Diagnostics

/// Writes a document as one self-contained page: no script, no file beside it.
struct HTMLRenderer {
    let language: Language
    private var html = HTMLWriter()

    init(_ language: Language) { self.language = language }

    static func text(_ document: Document) -> String {
        var renderer = HTMLRenderer(document.language)
        renderer.open(document)
        renderer.write(document.body)
        renderer.close(document)
        return renderer.take()
    }

    /// What has been written since the last time.
    mutating func take() -> String { html.take() }

    private func say(zh: String, en: String) -> String { language == .chinese ? zh : en }

    // MARK: The page

    /// The head, the opening and the contents, up to where the body begins.
    mutating func open(_ document: Document) {
        html.raw("<!DOCTYPE html>\n")
        html.open("html", [("lang", HTMLRenderer.tag(language))])
        html.element("head") { head in
            head.void("meta", [("charset", "utf-8")])
            head.void("meta", [("name", "viewport"), ("content", "width=device-width, initial-scale=1")])
            head.void("meta", [("name", "color-scheme"), ("content", "light dark")])
            head.element("title") { $0.write(document.title) }
            head.element("style") { $0.raw(Stylesheet.text) }
        }
        html.line()
        html.open("body")
        let skip = say(zh: "跳到正文", en: "Skip to the content")
        html.element("a", [("class", "skip"), ("href", "#content")]) { $0.write(skip) }
        let contents = document.contents
        html.open("div", [("class", contents.isEmpty ? "page" : "page with-contents")])
        html.open("header")
        if let translation = document.translation {
            html.element("p", [("class", "language")]) { line in
                line.element(
                    "a",
                    [
                        ("href", translation.file), ("hreflang", HTMLRenderer.tag(translation.language)),
                        ("lang", HTMLRenderer.tag(translation.language)),
                    ]
                ) { $0.write(translation.language == .chinese ? "中文" : "English") }
            }
        }
        write(document.opening)
        html.close("header")
        html.line()
        if !contents.isEmpty { write(contents) }
        html.open("main", [("id", "content")])
        html.line()
    }

    mutating func close(_ document: Document) {
        html.close("main")
        if !document.closing.isEmpty {
            html.open("footer")
            html.open("p")
            write(document.closing)
            html.close("p")
            html.close("footer")
        }
        html.close("div")
        html.close("body")
        html.close("html")
        html.line()
    }

    private static func tag(_ language: Language) -> String { language == .chinese ? "zh-Hans" : "en" }

    private mutating func write(_ contents: [(level: Int, id: String, text: [Inline])]) {
        html.open("nav", [("aria-labelledby", "contents-title")])
        let title = say(zh: "目录", en: "Contents")
        html.element("p", [("class", "contents-title"), ("id", "contents-title")]) { $0.write(title) }
        html.open("ol")
        var isNested = false
        var isFirst = true
        for entry in contents {
            if entry.level == 2 {
                if isNested { html.raw("</ol>") }
                if !isFirst { html.close("li") }
                isNested = false
                html.open("li")
            } else if !isNested {
                // A part without a chapter stands by itself.
                if isFirst { html.open("li") }
                html.open("ol")
                isNested = true
            }
            isFirst = false
            if entry.level == 3 { html.open("li") }
            html.open("a", [("href", "#\(entry.id)")])
            write(entry.text)
            html.close("a")
            if entry.level == 3 { html.close("li") }
        }
        if isNested { html.raw("</ol>") }
        if !isFirst { html.close("li") }
        html.close("ol")
        html.close("nav")
        html.line()
    }

    // MARK: Blocks

    mutating func write(_ blocks: [Block]) { for block in blocks { write(block) } }

    private mutating func write(_ block: Block) {
        switch block {
        case .heading(let level, let id, let text):
            let name = "h\(min(max(level, 1), 6))"
            html.open(name, [("id", id)])
            write(text)
            html.close(name)
        case .paragraph(let text, let style):
            html.open("p", [("class", HTMLRenderer.name(style))])
            write(text)
            html.close("p")
        case .items(let items):
            html.open("ul")
            for item in items {
                html.open("li")
                write(item)
                html.close("li")
            }
            html.close("ul")
        case .table(let table): write(table)
        case .terms(let terms):
            html.open("dl")
            for term in terms {
                html.open("dt")
                write(term.name)
                html.close("dt")
                for line in term.lines {
                    html.open("dd")
                    write(line)
                    html.close("dd")
                }
            }
            html.close("dl")
        case .details(let summary, let blocks):
            html.open("details")
            html.open("summary")
            write(summary)
            html.close("summary")
            write(blocks)
            html.close("details")
        case .group(let id, let group, let blocks):
            html.open("div", [("class", group.rawValue), ("id", id)])
            write(blocks)
            html.close("div")
        }
        html.line()
    }

    private static func name(_ style: Block.Style) -> String? {
        switch style {
        case .plain: nil
        case .lead: "lead"
        case .words: "words"
        case .name: "name"
        case .note: "note"
        }
    }

    private mutating func write(_ table: Block.Table) {
        html.open("div", [("class", "scroll")])
        html.open("table")
        if let caption = table.caption { html.element("caption") { $0.write(caption) } }
        html.open("thead")
        html.open("tr")
        for heading in table.headings { html.element("th", [("scope", "col")]) { $0.write(heading) } }
        html.close("tr")
        html.close("thead")
        html.open("tbody")
        for row in table.rows {
            html.line()
            html.open("tr", [("id", row.id)])
            for (column, cell) in row.cells.enumerated() {
                let name = column == 0 ? "th" : "td"
                // On a narrow screen the cells of a row stand one below the other, each with its heading.
                let heading = column < table.headings.count ? table.headings[column] : nil
                html.open(
                    name,
                    [("scope", column == 0 ? "row" : nil), ("data-heading", column == 0 ? nil : heading), ("class", cell.isEmpty ? "none" : nil)])
                for (index, line) in cell.enumerated() {
                    if index > 0 { html.void("br") }
                    write(line)
                }
                html.close(name)
            }
            html.close("tr")
        }
        html.close("tbody")
        html.close("table")
        html.close("div")
    }

    // MARK: Running text

    private mutating func write(_ inlines: [Inline]) { for inline in inlines { write(inline) } }

    private mutating func write(_ inline: Inline) {
        switch inline {
        case .text(let text): html.write(text)
        case .code(let text): html.element("code") { $0.write(text) }
        case .day(let day): html.element("time", [("datetime", day)]) { $0.write(day) }
        case .strong(let text): wrap("strong", nil, text)
        case .flag(let text): wrap("mark", nil, text)
        case .aside(let text): wrap("span", "aside", text)
        case .badge(let text, let kind): html.element("span", [("class", "badge \(kind)")]) { $0.write(text) }
        case .link(let text, let target):
            switch target {
            case .anchor(let id): html.open("a", [("href", "#\(id)")])
            case .file(let file): html.open("a", [("href", file)])
            }
            write(text)
            html.close("a")
        }
    }

    private mutating func wrap(_ name: String, _ kind: String?, _ text: [Inline]) {
        html.open(name, [("class", kind)])
        write(text)
        html.close(name)
    }
}
