/// Which known members of one object have been met. Up to 64 numbers take one word; further ones an array.
package struct KeySet {
    @usableFromInline package var low: UInt64 = 0
    /// Nil while there are none: nothing is counted or released then.
    @usableFromInline package var rest: [UInt64]?

    @inlinable
    package init() {}

    /// Marks a number; false when it was marked before.
    @inlinable @inline(__always)
    package mutating func insert(_ index: Int) -> Bool {
        guard index < 64 else { return insertBeyond(index) }
        let bit: UInt64 = 1 << UInt64(truncatingIfNeeded: index)
        defer { low |= bit }
        return low & bit == 0
    }

    @inlinable
    package func contains(_ index: Int) -> Bool {
        if index < 64 { return low & (1 << UInt64(truncatingIfNeeded: index)) != 0 }
        let word = index / 64 - 1
        guard let rest else { return false }
        return word < rest.count && rest[word] & (1 << UInt64(index % 64)) != 0
    }

    @usableFromInline
    package mutating func insertBeyond(_ index: Int) -> Bool {
        let word = index / 64 - 1
        var words = rest ?? []
        // Not two references to one array while it changes.
        rest = nil
        while words.count <= word { words.append(0) }
        let bit: UInt64 = 1 << UInt64(index % 64)
        let isNew = words[word] & bit == 0
        words[word] |= bit
        rest = words
        return isNew
    }
}
