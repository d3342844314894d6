import Policy

/// A stretch of running text. A document is made once and written as HTML and as Markdown.
indirect enum Inline: Hashable, Sendable {
    case text(String)
    /// What a policy calls something, as its files write it.
    case code(String)
    case strong([Inline])
    /// To an anchor of the same document, or to a file beside it.
    case link([Inline], to: Target)
    /// Something nobody may overlook, such as a period that the text doesn't state.
    case flag([Inline])
    /// One word out of a closed list: a class, a status.
    case badge(String, kind: String)
    /// `2024-06-30`, in one piece.
    case day(String)
    /// What matters less than what stands beside it.
    case aside([Inline])

    enum Target: Hashable, Sendable {
        case anchor(String)
        case file(String)
    }
}

extension [Inline] {
    static func text(_ text: String) -> [Inline] { text.isEmpty ? [] : [.text(text)] }

    /// A text whose days, written `2024-06-30`, are days of the page.
    static func withDays(_ text: String) -> [Inline] {
        var all: [Inline] = []
        let bytes = [UInt8](text.utf8)
        var (start, place) = (0, 0)
        func piece(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
        while place + 10 <= bytes.count {
            guard bytes[place + 4] == UInt8(ascii: "-"), let day = CivilDay.parse(piece(place..<place + 10)) else {
                place += 1
                continue
            }
            all += .text(piece(start..<place))
            all.append(.day(CivilDay.text(day)))
            place += 10
            start = place
        }
        return all + .text(piece(start..<bytes.count))
    }

    /// A text in which what stands between backquotes is code.
    static func marked(_ text: String) -> [Inline] {
        text.split(separator: "`", omittingEmptySubsequences: false).enumerated().compactMap { index, part in
            part.isEmpty ? nil : index.isMultiple(of: 2) ? .text(String(part)) : .code(String(part))
        }
    }

    /// Items with a text between them.
    static func joined(_ items: [[Inline]], by separator: String) -> [Inline] {
        var all: [Inline] = []
        for (index, item) in items.enumerated() {
            if index > 0 { all.append(.text(separator)) }
            all += item
        }
        return all
    }

    /// A sentence with its parts put in where `{1}`, `{2}` and so on stand: each language has its own order of words.
    static func filled(_ sentence: String, _ parts: [[Inline]]) -> [Inline] {
        var all: [Inline] = []
        var rest = Substring(sentence)
        while let start = rest.firstIndex(of: "{"), let end = rest[start...].firstIndex(of: "}") {
            all += .text(String(rest[..<start]))
            if let number = Int(rest[rest.index(after: start)..<end]), parts.indices.contains(number - 1) { all += parts[number - 1] }
            rest = rest[rest.index(after: end)...]
        }
        return all + .text(String(rest))
    }
}
