import Reports

/// Shows a ``LineBuffer`` at a terminal: in rows of its width, with wide characters in two columns, the cursor where it belongs.
struct LineScreen {
    var prompt: String
    /// In front of the second and later lines of an input.
    var continuation: String
    /// Columns of the terminal.
    var width: Int
    /// The row of the cursor in what is shown now, counted from the first.
    private var shownRow = 0

    init(prompt: String, continuation: String, width: Int) {
        self.prompt = prompt
        self.continuation = continuation
        self.width = width
    }

    /// Rows of text, and the cursor's place in them.
    struct Layout: Equatable {
        var rows: [String]
        var row: Int
        var column: Int
    }

    func layout(_ buffer: LineBuffer) -> Layout {
        let limit = max(width, 10)
        var rows = [prompt]
        var column = DisplayWidth.of(prompt)
        var cursor = (row: 0, column: column)
        for (index, character) in buffer.characters.enumerated() {
            if character == "\n" {
                if index == buffer.cursor { cursor = (rows.count - 1, column) }
                rows.append(continuation)
                column = DisplayWidth.of(continuation)
                continue
            }
            let shown = LineScreen.visible(character)
            let columns = DisplayWidth.of(shown)
            if column + columns > limit {
                rows.append("")
                column = 0
            }
            if index == buffer.cursor { cursor = (rows.count - 1, column) }
            rows[rows.count - 1] += shown
            column += columns
        }
        if buffer.cursor >= buffer.characters.count {
            // Behind a full row the cursor stands at the start of the next.
            if column >= limit {
                rows.append("")
                column = 0
            }
            cursor = (rows.count - 1, column)
        }
        return Layout(rows: rows, row: cursor.row, column: cursor.column)
    }

    /// What a terminal could take for a command is shown as a dot.
    private static func visible(_ character: Character) -> String {
        if character == "\t" { return " " }
        return character.unicodeScalars.contains { $0.properties.generalCategory == .control } ? "·" : String(character)
    }

    // MARK: Writing

    /// The bytes that show the buffer in place of what is shown now.
    mutating func redraw(_ buffer: LineBuffer) -> String {
        let layout = layout(buffer)
        var text = toStart + "\u{1B}[J" + layout.rows.joined(separator: "\r\n")
        let below = layout.rows.count - 1 - layout.row
        if below > 0 { text += "\u{1B}[\(below)A" }
        text += "\r"
        if layout.column > 0 { text += "\u{1B}[\(layout.column)C" }
        shownRow = layout.row
        return text
    }

    /// Moves below everything that is shown, for what follows.
    mutating func leave(_ buffer: LineBuffer) -> String {
        let below = layout(buffer).rows.count - 1 - shownRow
        shownRow = 0
        return (below > 0 ? "\u{1B}[\(below)B" : "") + "\r\n"
    }

    mutating func clear(_ buffer: LineBuffer) -> String {
        shownRow = 0
        return "\u{1B}[H\u{1B}[2J" + redraw(buffer)
    }

    private var toStart: String { "\r" + (shownRow > 0 ? "\u{1B}[\(shownRow)A" : "") }

    /// Candidates in columns, as many as fit, down then across.
    func columns(_ items: [String]) -> String {
        let widest = (items.map { DisplayWidth.of($0) }.max() ?? 0) + 2
        let across = max(1, width / max(1, widest))
        let rows = (items.count + across - 1) / across
        return (0..<rows).map { row in
            stride(from: row, to: items.count, by: max(1, rows)).map { DisplayWidth.padded(items[$0], to: widest) }.joined()
                .trimmingTrailingSpaces + "\r\n"
        }.joined()
    }
}

extension String {
    fileprivate var trimmingTrailingSpaces: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
