/// The last few patterns of a machine that weren't constants.
package final class RegularExpressionCache {
    typealias Compiled = Result<RegularExpression, RegularExpression.Fault>

    private struct Entry {
        var pattern: [UInt8]
        var flags: [UInt8]
        var compiled: Compiled
    }

    private var entries: [Entry] = []
    private var oldest = 0
    private static let limit = 16
    /// Longer patterns aren't kept.
    private static let patternLimit = 1 << 12

    /// The compiled pattern and whether it had to be compiled.
    func compiled(_ pattern: UnsafeBufferPointer<UInt8>, _ flags: UnsafeBufferPointer<UInt8>) -> (Compiled, isNew: Bool) {
        for entry in entries where entry.pattern.elementsEqual(pattern) && entry.flags.elementsEqual(flags) { return (entry.compiled, false) }
        let compiled = RegularExpression.compiled(pattern, flags)
        guard pattern.count <= Self.patternLimit, flags.count <= Self.patternLimit else { return (compiled, true) }
        let entry = Entry(pattern: Array(pattern), flags: Array(flags), compiled: compiled)
        if entries.count < Self.limit {
            entries.append(entry)
        } else {
            entries[oldest] = entry
            oldest = (oldest + 1) % Self.limit
        }
        return (compiled, true)
    }
}

extension RegularExpression {
    /// From the bytes of two strings.
    static func compiled(_ pattern: UnsafeBufferPointer<UInt8>, _ letters: UnsafeBufferPointer<UInt8>) -> RegularExpressionCache.Compiled {
        guard let flags = Flags(letters) else { return .failure(.flags) }
        return Result { () throws(Fault) in try RegularExpression(String(decoding: pattern, as: UTF8.self).unicodeScalars, flags: flags) }
    }
}
