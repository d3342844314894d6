/// Characters that differ in case alone: those that become the same in capitals, or the same in small letters.
enum CaseVariants {
    private static let table: [UInt32: [UInt32]] = makeTable()
    private static let cased: [UInt32] = table.keys.sorted()

    /// The others that a character is the same as when case doesn't count.
    static func of(_ scalar: UInt32) -> [UInt32] { table[scalar] ?? [] }

    static func areSame(_ a: UInt32, _ b: UInt32) -> Bool { a == b || of(a).contains(b) }

    /// The variants of every character of a range.
    static func ofAll(in range: ClosedRange<UInt32>) -> [UInt32] {
        var (low, high) = (0, cased.count)
        while low < high {
            let middle = (low + high) / 2
            if cased[middle] < range.lowerBound { low = middle + 1 } else { high = middle }
        }
        var result: [UInt32] = []
        while low < cased.count, cased[low] <= range.upperBound {
            result += of(cased[low])
            low += 1
        }
        return result
    }

    private static func makeTable() -> [UInt32: [UInt32]] {
        var capitals: [String: [UInt32]] = [:]
        var small: [String: [UInt32]] = [:]
        // No character beyond the second plane has a case.
        for value in UInt32(0)...0x1FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let properties = scalar.properties
            guard properties.changesWhenUppercased || properties.changesWhenLowercased else { continue }
            capitals[properties.uppercaseMapping, default: []].append(value)
            small[properties.lowercaseMapping, default: []].append(value)
        }
        var table: [UInt32: [UInt32]] = [:]
        for group in Array(capitals.values) + Array(small.values) where group.count > 1 {
            for value in group {
                for other in group where other != value && table[value]?.contains(other) != true { table[value, default: []].append(other) }
            }
        }
        for key in table.keys { table[key]?.sort() }
        return table
    }
}
