import Diagnostics

/// Literal and folded scalars (YAML 1.2.2, 8.1).
enum BlockScalar {
    /// The end of the last line that isn't blank. libyaml's mark stands at the next line that is something else.
    static func end(of span: Span, in source: SourceText) -> Int {
        let bytes = source.bytes
        let header = Header(span, in: bytes)
        var last = span.upper
        while last > header.body, bytes[last - 1] == 0x20 || bytes[last - 1] == 0x09 || bytes[last - 1] == 0x0A || bytes[last - 1] == 0x0D {
            last -= 1
        }
        if last <= header.body { return header.end }
        while last < span.upper, !bytes.isBreak(at: last, before: span.upper) { last += 1 }
        return last
    }

    static func read(_ span: Span, folded: Bool, in bytes: [UInt8], expecting text: String) -> ScalarText {
        let header = Header(span, in: bytes)
        if let increment = header.increment {
            // The indicator counts from the parent's indentation, which the scalar itself doesn't show.
            for parent in 0...max(0, indentation(of: header.body, bytes)) {
                let result = read(span, header, indent: parent + increment, folded: folded, bytes)
                if result.text.elementsEqual(text.utf8) { return result }
            }
        }
        return read(span, header, indent: detectedIndent(header, bytes), folded: folded, bytes)
    }

    /// `|` or `>` with its indicators.
    private struct Header {
        var increment: Int?
        /// One past the indicators.
        var end: Int
        /// First byte of the first line of text.
        var body: Int
        var chomping = Chomping.clip

        init(_ span: Span, in bytes: [UInt8]) {
            var index = min(span.lower + 1, bytes.count)
            loop: while index < bytes.count {
                switch bytes[index] {
                case UInt8(ascii: "-"): chomping = .strip
                case UInt8(ascii: "+"): chomping = .keep
                case 0x31...0x39: increment = Int(bytes[index] - 0x30)
                default: break loop
                }
                index += 1
            }
            end = index
            while index < bytes.count, !bytes.isBreak(at: index, before: bytes.count) { index += 1 }
            body = index < bytes.count ? bytes.afterBreak(at: index, before: bytes.count) : index
        }
    }

    private enum Chomping { case strip, clip, keep }

    private static func indentation(of start: Int, _ bytes: [UInt8]) -> Int {
        var index = start
        while index < bytes.count, bytes[index] == 0x20 { index += 1 }
        return index - start
    }

    /// That of the first line that isn't empty, or more where emptier lines before it are longer.
    private static func detectedIndent(_ header: Header, _ bytes: [UInt8]) -> Int {
        var index = header.body
        var widest = 1
        while index < bytes.count {
            let width = indentation(of: index, bytes)
            widest = max(widest, width)
            index += width
            guard bytes.isBreak(at: index, before: bytes.count) else { break }
            index = bytes.afterBreak(at: index, before: bytes.count)
        }
        return widest
    }

    private static func read(_ span: Span, _ header: Header, indent: Int, folded: Bool, _ bytes: [UInt8]) -> ScalarText {
        var result = ScalarText(file: Span(header.body, max(header.body, span.upper)))
        var index = header.body
        var pending: Span?
        var previousIsBlank = false
        var (breaks, line) = skipBreaks(from: &index, indent: indent, bytes)
        while line {
            let startsBlank = bytes.isBlank(at: index, before: bytes.count)
            if let lineBreak = pending {
                if folded, !previousIsBlank, !startsBlank {
                    if breaks.isEmpty { result.put([0x20], for: Span(lineBreak.lower, index)) }
                } else {
                    put(lineBreak, bytes, into: &result)
                }
            }
            pending = nil
            for lineBreak in breaks { put(lineBreak, bytes, into: &result) }
            previousIsBlank = startsBlank
            let start = index
            while index < bytes.count, !bytes.isBreak(at: index, before: bytes.count) { index += 1 }
            result.take(Span(start, index), of: bytes)
            if index < bytes.count {
                let next = bytes.afterBreak(at: index, before: bytes.count)
                pending = Span(index, next)
                index = next
            }
            (breaks, line) = skipBreaks(from: &index, indent: indent, bytes)
        }
        if header.chomping != .strip, let lineBreak = pending { put(lineBreak, bytes, into: &result) }
        if header.chomping == .keep {
            for lineBreak in breaks { put(lineBreak, bytes, into: &result) }
        }
        return result
    }

    /// A line break is a line feed in the text, however the file writes it.
    private static func put(_ lineBreak: Span, _ bytes: [UInt8], into result: inout ScalarText) {
        if lineBreak.count == 1, bytes[lineBreak.lower] == 0x0A {
            result.take(lineBreak, of: bytes)
        } else {
            result.put([0x0A], for: lineBreak)
        }
    }

    /// Passes over empty lines. True when a line of text follows, its indentation passed; false at the end of the scalar.
    private static func skipBreaks(from index: inout Int, indent: Int, _ bytes: [UInt8]) -> ([Span], Bool) {
        var breaks: [Span] = []
        while true {
            let start = index
            while index < bytes.count, index - start < indent, bytes[index] == 0x20 { index += 1 }
            guard bytes.isBreak(at: index, before: bytes.count) else { return (breaks, index - start == indent && index < bytes.count) }
            let next = bytes.afterBreak(at: index, before: bytes.count)
            breaks.append(Span(index, next))
            index = next
        }
    }
}
