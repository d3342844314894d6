/// The character classes of one program, as flat memory.
final class ClassTable: @unchecked Sendable {
    // Sendable because everything is written in `init` alone.
    private let entries: UnsafeMutablePointer<Entry>
    private let bounds: UnsafeMutablePointer<UInt32>

    private struct Entry: BitwiseCopyable {
        /// The answers for the first 128 characters.
        var lowBits: UInt64 = 0
        var highBits: UInt64 = 0
        /// Pairs of bounds.
        var start = 0
        var count = 0
        var categories: UInt32
        var isNegated: Bool
        /// -1 for none.
        var subtracted = -1
    }

    /// Collects what stands in memory afterwards.
    private struct Builder {
        var entries: [Entry]
        var bounds: [UInt32] = []

        mutating func fill(_ index: Int, _ set: CharacterClass) {
            var entry = Entry(categories: set.categories.rawValue, isNegated: set.isNegated)
            let ranges = CharacterClass.merged(set.ranges)
            entry.start = bounds.count
            entry.count = ranges.count
            for range in ranges { bounds += [range.lowerBound, range.upperBound] }
            if let other = set.subtracted.first {
                // What is subtracted stands behind the numbered ones.
                entry.subtracted = entries.count
                entries.append(Entry(categories: 0, isNegated: false))
                fill(entry.subtracted, other)
            }
            entries[index] = entry
        }
    }

    init(_ classes: [CharacterClass]) {
        var builder = Builder(entries: classes.map { _ in Entry(categories: 0, isNegated: false) })
        for (index, set) in classes.enumerated() { builder.fill(index, set) }
        entries = .allocate(capacity: max(1, builder.entries.count))
        entries.initialize(from: builder.entries, count: builder.entries.count)
        bounds = .allocate(capacity: max(1, builder.bounds.count))
        bounds.initialize(from: builder.bounds, count: builder.bounds.count)
        for index in builder.entries.indices {
            for value in UInt32(0)..<128 where decide(index, value) {
                if value < 64 { entries[index].lowBits |= 1 << UInt64(value) } else { entries[index].highBits |= 1 << UInt64(value - 64) }
            }
        }
    }

    deinit {
        entries.deallocate()
        bounds.deallocate()
    }

    @inline(__always)
    func contains(_ index: Int, _ scalar: UInt32) -> Bool {
        if scalar < 64 { return entries[index].lowBits >> UInt64(scalar) & 1 != 0 }
        if scalar < 128 { return entries[index].highBits >> UInt64(scalar - 64) & 1 != 0 }
        return decide(index, scalar)
    }

    private func decide(_ index: Int, _ scalar: UInt32) -> Bool {
        var index = index
        var isWanted = true
        // A class less another that is less a third: down the chain, each turns the answer of the next.
        while index >= 0 {
            let entry = entries[index]
            if holds(entry, scalar) == entry.isNegated { return !isWanted }
            isWanted.toggle()
            index = entry.subtracted
        }
        return !isWanted
    }

    private func holds(_ entry: Entry, _ scalar: UInt32) -> Bool {
        var (low, high) = (0, entry.count)
        while low < high {
            let middle = (low + high) / 2
            if bounds[entry.start + 2 * middle + 1] < scalar { low = middle + 1 } else { high = middle }
        }
        if low < entry.count, bounds[entry.start + 2 * low] <= scalar { return true }
        guard entry.categories != 0, let character = Unicode.Scalar(scalar) else { return false }
        return CategoryMask(of: character).rawValue & entry.categories != 0
    }
}

/// A set of bytes.
struct ByteSet: Sendable {
    private var words = SIMD4<UInt64>.zero

    @inline(__always)
    func contains(_ byte: UInt8) -> Bool { words[Int(byte >> 6)] >> UInt64(byte & 63) & 1 != 0 }

    private mutating func insert(_ byte: UInt8) { words[Int(byte >> 6)] |= 1 << UInt64(byte & 63) }

    /// The bytes that a match of a program can begin with; nil when it can be empty.
    init?(firstOf program: [Instruction], _ classes: ClassTable) {
        var seen = Set<Int>()
        var open = [0]
        while let place = open.popLast() {
            guard seen.insert(place).inserted else { continue }
            let instruction = program[place]
            switch instruction.operation {
            case .scalar:
                guard let scalar = Unicode.Scalar(UInt32(instruction.first)), let byte = UTF8.encode(scalar)?.first else { return nil }
                insert(byte)
            case .characterClass:
                for value in UInt8(0)..<128 where classes.contains(Int(instruction.first), UInt32(value)) { insert(value) }
                words[2] = .max
                words[3] = .max
            case .split: open += [Int(instruction.first), Int(instruction.second)]
            case .jump: open.append(Int(instruction.first))
            case .loop: open += [Int(instruction.first), place + 1]
            case .save, .textStart, .textEnd, .lineStart, .lineEnd: open.append(place + 1)
            case .backReference, .match: return nil
            }
        }
    }
}
