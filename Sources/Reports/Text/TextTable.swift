/// A table for a terminal: columns as wide as what stands in them, cut where the whole must fit a width.
struct TextTable {
    let headings: [String]
    private(set) var rows: [Row] = []
    private static let gap = 2
    /// A column isn't cut below this.
    private static let narrowest = 8

    enum Row {
        case cells([String])
        /// A line of its own across all columns.
        case title(String)
        /// A line below the cells, further in.
        case note(String)
        case blank
    }

    init(headings: [String]) { self.headings = headings }

    mutating func append(_ row: Row) { rows.append(row) }

    /// - Parameters:
    ///   - width: columns of the terminal; nil for no limit.
    ///   - flexible: columns to cut first, the widest of them each time.
    func lines(width: Int?, flexible: [Int] = [], indent: Int = 2) -> [String] {
        var widths = headings.map { DisplayWidth.of($0) }
        for case .cells(let cells) in rows {
            for (column, cell) in cells.enumerated() where column < widths.count { widths[column] = max(widths[column], DisplayWidth.of(cell)) }
        }
        if let width { fit(&widths, into: width - indent - Self.gap * max(0, widths.count - 1), flexible) }
        let margin = String(repeating: " ", count: indent)
        func line(_ cells: [String]) -> String {
            var text = margin
            for (column, cell) in cells.enumerated() where column < widths.count {
                if column > 0 { text += String(repeating: " ", count: Self.gap) }
                text += DisplayWidth.padded(DisplayWidth.truncated(cell, to: widths[column]), to: widths[column])
            }
            while text.last == " " { text.removeLast() }
            return text
        }
        func whole(_ text: String) -> String { width.map { DisplayWidth.truncated(text, to: $0) } ?? text }
        var lines = [line(headings), line(widths.map { String(repeating: "─", count: $0) })]
        for row in rows {
            switch row {
            case .cells(let cells): lines.append(line(cells))
            case .title(let text): lines.append(whole(text))
            case .note(let text): lines.append(whole(margin + text))
            case .blank: lines.append("")
            }
        }
        return lines
    }

    private func fit(_ widths: inout [Int], into room: Int, _ flexible: [Int]) {
        var excess = widths.reduce(0, +) - room
        for columns in [flexible.filter { $0 < widths.count }, Array(widths.indices)] {
            while excess > 0, let widest = columns.max(by: { widths[$0] < widths[$1] }), widths[widest] > Self.narrowest {
                widths[widest] -= 1
                excess -= 1
            }
        }
    }
}
