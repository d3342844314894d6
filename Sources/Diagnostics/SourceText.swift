/// A text that somebody wrote, with its name (a path, or `<expression>`), as bytes, and the table of its lines.
public final class SourceText: Sendable {
    /// How the text is named in messages; a path relative to where the tool runs, for a file.
    public let name: String
    /// The bytes as read.
    public let bytes: [UInt8]
    /// Byte offset of the first byte of every line.
    let lineStarts: [Int]

    public init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
        var starts = [0]
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == 0x0A {
                starts.append(index)
            } else if byte == 0x0D {
                if index < bytes.count, bytes[index] == 0x0A { index += 1 }
                starts.append(index)
            }
        }
        lineStarts = starts
    }

    public convenience init(name: String, text: String) {
        self.init(name: name, bytes: Array(text.utf8))
    }

    /// A place as people count: both from 1, the column in Unicode scalars.
    public struct Position: Hashable, Sendable {
        public var line: Int
        public var column: Int

        public init(line: Int, column: Int) {
            self.line = line
            self.column = column
        }
    }

    /// Line and column of a byte offset. Offsets outside the text are clamped to its ends.
    public func position(at offset: Int) -> Position {
        let offset = max(0, min(offset, bytes.count))
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        var column = 1
        for index in lineStarts[low]..<max(offset, lineStarts[low]) where bytes[index] & 0xC0 != 0x80 {
            column += 1
        }
        return Position(line: low + 1, column: column)
    }

    /// The bytes of one line (from 1) without its line break; empty when there is no such line.
    public func line(_ number: Int) -> ArraySlice<UInt8> {
        guard number >= 1, number <= lineStarts.count else { return [] }
        let start = lineStarts[number - 1]
        var end = number < lineStarts.count ? lineStarts[number] : bytes.count
        while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
        return bytes[start..<end]
    }

    /// The text of a span, repaired where it isn't UTF-8. Spans outside the text are clamped.
    public func text(of span: Span) -> String {
        let lower = max(0, min(span.lower, bytes.count))
        let upper = max(lower, min(span.upper, bytes.count))
        return String(decoding: bytes[lower..<upper], as: UTF8.self)
    }
}
