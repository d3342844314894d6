import Diagnostics

/// Finds the comments, which libyaml drops: every `#` after white space or at the start of a line, outside scalars.
struct CommentScanner {
    let source: SourceText
    /// In the order of the file, none of them empty.
    let scalars: [Span]

    func comments() -> [YAMLComment] {
        var found: [YAMLComment] = []
        var index = 0
        for scalar in scalars {
            scan(from: index, to: scalar.lower, into: &found)
            if source.bytes[scalar.lower] == UInt8(ascii: "|") || source.bytes[scalar.lower] == UInt8(ascii: ">") {
                // A block scalar's header may have a comment of its own; elsewhere these characters can't begin a scalar.
                scan(from: scalar.lower, to: endOfLine(from: scalar.lower), into: &found)
            }
            index = max(scalar.upper, index)
        }
        scan(from: index, to: source.bytes.count, into: &found)
        return found
    }

    private func scan(from start: Int, to end: Int, into found: inout [YAMLComment]) {
        let bytes = source.bytes
        var index = start
        while index < end {
            guard bytes[index] == UInt8(ascii: "#"), follows(index) else {
                index += 1
                continue
            }
            // What is already known to be a comment isn't looked at twice (a block scalar's header when the scalar is empty).
            let stop = endOfLine(from: index)
            if found.last?.span.lower != index { found.append(YAMLComment(span: Span(index, stop), isOwnLine: beginsLine(index))) }
            index = stop
        }
    }

    private func follows(_ index: Int) -> Bool {
        guard index > 0 else { return true }
        switch source.bytes[index - 1] {
        case 0x20, 0x09, 0x0A, 0x0D: return true
        // The last byte of a byte order mark.
        case 0xBF: return index == 3
        default: return false
        }
    }

    private func beginsLine(_ index: Int) -> Bool {
        var before = index
        while before > 0, source.bytes[before - 1] == 0x20 || source.bytes[before - 1] == 0x09 { before -= 1 }
        return before == 0 || source.bytes[before - 1] == 0x0A || source.bytes[before - 1] == 0x0D || (before == 3 && source.bytes[0] == 0xEF)
    }

    private func endOfLine(from index: Int) -> Int {
        var end = index
        while end < source.bytes.count, source.bytes[end] != 0x0A, source.bytes[end] != 0x0D { end += 1 }
        return end
    }
}
