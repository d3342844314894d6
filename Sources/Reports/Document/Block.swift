/// A part of a document.
indirect enum Block: Hashable, Sendable {
    case heading(Int, id: String?, [Inline])
    case paragraph([Inline], style: Style = .plain)
    case items([[Inline]])
    case table(Table)
    /// Terms, each with what there is to say of it, a line each.
    case terms([Term])
    /// What is there for whoever wants it: folded away on a screen where that can be, and printed.
    case details([Inline], [Block])
    /// Parts that belong together.
    case group(id: String?, Group, [Block])

    enum Style: Hashable, Sendable {
        case plain
        /// What the page is about.
        case lead
        /// A clause in own words.
        case words
        /// The name of what follows, where a heading would be too much.
        case name
        case note
    }

    enum Group: String, Hashable, Sendable {
        case rule, duty, record, clause
    }

    struct Term: Hashable, Sendable {
        var name: [Inline]
        var lines: [[Inline]]

        init(_ name: String, _ lines: [[Inline]]) {
            self.name = .text(name)
            self.lines = lines
        }
    }

    struct Table: Hashable, Sendable {
        /// Says what the table is about.
        var caption: String?
        var headings: [String]
        var rows: [Row]

        /// A row; its first cell names it.
        struct Row: Hashable, Sendable {
            var id: String?
            var cells: [Cell]

            init(id: String? = nil, _ cells: [Cell]) {
                self.id = id
                self.cells = cells
            }
        }

        /// Lines of a cell.
        typealias Cell = [[Inline]]

        init(_ headings: [String], caption: String? = nil, _ rows: [Row]) {
            self.caption = caption
            self.headings = headings
            self.rows = rows
        }
    }
}
