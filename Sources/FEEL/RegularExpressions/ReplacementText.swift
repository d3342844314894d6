/// What stands in for a match: literal text and the match's groups.
struct ReplacementText {
    private var parts: [Part] = []
    /// The highest group it needs.
    private(set) var lastGroup = 0

    private enum Part {
        /// Bytes of the replacement from one place to another.
        case text(Range<Int>)
        case group(Int)
    }

    /// `$N` is a group, `\$` and `\\` are themselves, any other `$` or `\` is wrong: nil. Digits belong to the number as long as there is such a
    /// group; a group that there isn't stands for nothing.
    init?(_ bytes: UnsafeBufferPointer<UInt8>, for expression: RegularExpression) {
        let groupCount = expression.groupCount
        if expression.flags.contains(.literal) {
            parts = [.text(0..<bytes.count)]
            return
        }
        var start = 0
        var position = 0
        while position < bytes.count {
            let byte = bytes[position]
            guard byte == UInt8(ascii: "$") || byte == UInt8(ascii: "\\") else {
                position += 1
                continue
            }
            if position > start { parts.append(.text(start..<position)) }
            guard position + 1 < bytes.count else { return nil }
            position += 1
            if byte == UInt8(ascii: "\\") {
                guard bytes[position] == byte || bytes[position] == UInt8(ascii: "$") else { return nil }
                start = position
                position += 1
            } else {
                guard let number = Self.group(bytes, &position, groupCount) else { return nil }
                parts.append(.group(number))
                lastGroup = max(lastGroup, min(number, groupCount))
                start = position
            }
        }
        if position > start { parts.append(.text(start..<position)) }
    }

    private static func group(_ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int, _ groupCount: Int) -> Int? {
        let start = position
        var number = 0
        while position < bytes.count, case let digit = bytes[position], digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") {
            let longer = number * 10 + Int(digit - UInt8(ascii: "0"))
            if position > start, longer > groupCount { break }
            number = longer
            position += 1
        }
        return position > start ? number : nil
    }

    /// Appends what it comes to for a match; false when there is no memory or budget left.
    func append(
        to result: inout ArenaText, _ replacement: UnsafeBufferPointer<UInt8>, _ match: borrowing RegularExpressionMatcher, _ m: MachineRef
    ) -> Bool {
        for part in parts {
            switch part {
            case .text(let range): guard result.append(replacement, range, m) else { return false }
            case .group(let number):
                guard let range = match.range(of: number) else { continue }
                guard result.append(match.text, range, m) else { return false }
            }
        }
        return m.pointee.step()
    }
}
