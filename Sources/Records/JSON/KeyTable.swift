#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The known names of one object's members, compiled: a name's bytes to a small number in a few nanoseconds.
///
/// A name of up to 16 bytes is two words, which are hashed and compared as such; only longer ones are compared byte by byte.
package final class KeyTable: @unchecked Sendable {
    @usableFromInline
    package struct Slot {
        @usableFromInline package var head: UInt64
        @usableFromInline package var tail: UInt64
        @usableFromInline package var name: UnsafePointer<UInt8>
        @usableFromInline package var count: UInt32
        /// The name's number; negative in a free slot.
        @usableFromInline package var index: Int32
    }

    // Written in the initializer only, hence safe to share.
    @usableFromInline package let slots: UnsafeMutablePointer<Slot>
    @usableFromInline package let mask: Int
    private let names: UnsafeMutablePointer<UInt8>
    /// One more than the highest number given to a name.
    package let count: Int
    /// Mixed into the hash; chosen so that the names lie apart.
    @usableFromInline package let seed: UInt64
    /// Slots looked at, at most, to find a known name.
    package let longestProbe: Int

    /// Names are numbered in the order given.
    package convenience init(_ names: [String]) {
        self.init(names.enumerated().map { ($0.element, $0.offset) })
    }

    /// Names with their numbers; several names may share one (a spelling in each language). Of two equal names the first counts.
    package init(_ entries: [(name: String, index: Int)]) {
        count = (entries.map(\.index).max() ?? -1) + 1
        let size = entries.reduce(0) { $0 + $1.name.utf8.count } + JSONText.padding
        names = .allocate(capacity: size)
        names.initialize(repeating: 0, count: size)
        var free = names
        var texts: [(name: JSONText, index: Int)] = []
        for entry in entries {
            let start = free
            for byte in entry.name.utf8 {
                free.pointee = byte
                free += 1
            }
            let text = JSONText(start: UnsafePointer(start), count: free - start)
            if !texts.contains(where: { $0.name.equals(text) }) { texts.append((text, entry.index)) }
        }

        // At most a quarter full, so that a name that isn't known finds a free slot at once.
        var capacity = 8
        while capacity < texts.count * 4 { capacity *= 2 }
        mask = capacity - 1
        slots = .allocate(capacity: capacity)
        let freeSlot = Slot(head: 0, tail: 0, name: UnsafePointer(names), count: 0, index: -1)
        slots.initialize(repeating: freeSlot, count: capacity)
        var best: (seed: UInt64, longest: Int) = (0, .max)
        for seed in 0..<Self.seedsTried where best.longest > (seed < 8 ? 1 : 2) {
            slots.update(repeating: freeSlot, count: capacity)
            let longest = Self.fill(slots, mask, with: texts, seed: seed)
            if longest < best.longest { best = (seed, longest) }
        }
        slots.update(repeating: freeSlot, count: capacity)
        longestProbe = Self.fill(slots, mask, with: texts, seed: best.seed)
        seed = best.seed
    }

    /// Seeds among which the one is chosen with the shortest ways.
    private static let seedsTried: UInt64 = 64

    deinit {
        slots.deallocate()
        names.deallocate()
    }

    private static func fill(
        _ slots: UnsafeMutablePointer<Slot>, _ mask: Int, with names: [(name: JSONText, index: Int)], seed: UInt64
    ) -> Int {
        var longest = 0
        for (name, index) in names {
            let (head, tail) = words(of: name)
            var place = hash(head, tail, name.count, seed) & mask
            var probe = 1
            while slots[place].index >= 0 {
                place = (place + 1) & mask
                probe += 1
            }
            slots[place] = Slot(
                head: head, tail: tail, name: name.start, count: UInt32(clamping: name.count), index: Int32(clamping: index))
            longest = max(longest, probe)
        }
        return longest
    }

    /// Every name, in no order.
    package var allNames: [String] {
        (0...mask).filter { slots[$0].index >= 0 }.map { JSONText(start: slots[$0].name, count: Int(slots[$0].count)).string }
    }

    /// The number of a name; -1 when it isn't known.
    @inlinable @inline(__always)
    package func find(_ name: JSONText) -> Int { lookup.find(name) }

    /// The table as plain values: threads that share it count no references. The table must outlive it.
    @inlinable
    package var lookup: Lookup { Lookup(slots: slots, mask: mask, seed: seed) }

    /// What finding a name takes.
    package struct Lookup: BitwiseCopyable {
        @usableFromInline let slots: UnsafeMutablePointer<Slot>
        @usableFromInline let mask: Int
        @usableFromInline let seed: UInt64

        @inlinable @inline(__always)
        init(slots: UnsafeMutablePointer<Slot>, mask: Int, seed: UInt64) {
            self.slots = slots
            self.mask = mask
            self.seed = seed
        }

        /// The number of a name; -1 when it isn't known.
        @inlinable @inline(__always)
        package func find(_ name: JSONText) -> Int {
            let (head, tail) = KeyTable.words(of: name)
            var place = KeyTable.hash(head, tail, name.count, seed) & mask
            while true {
                let slot = slots + place
                if slot.pointee.index < 0 { return -1 }
                if slot.pointee.head == head, slot.pointee.tail == tail, Int(slot.pointee.count) == name.count {
                    if name.count <= 16 || memcmp(slot.pointee.name, name.start, name.count) == 0 {
                        return Int(slot.pointee.index)
                    }
                }
                place = (place + 1) & mask
            }
        }
    }

    /// The first and the last eight bytes; a name of up to eight has no tail.
    @inlinable @inline(__always)
    package static func words(of name: JSONText) -> (head: UInt64, tail: UInt64) {
        let head = loadWord(name.start)
        if name.count > 8 { return (head, loadWord(name.start + name.count - 8)) }
        if name.count == 8 { return (head, 0) }
        return (head & ((1 << UInt64(truncatingIfNeeded: name.count &* 8)) &- 1), 0)
    }

    /// Both halves of a product: either alone would miss the high bytes of a word or the low ones.
    @inlinable @inline(__always)
    package static func hash(_ head: UInt64, _ tail: UInt64, _ count: Int, _ seed: UInt64) -> Int {
        let mixed = (head ^ (tail << 29 | tail >> 35) ^ UInt64(truncatingIfNeeded: count) ^ seed)
            .multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        return Int(truncatingIfNeeded: mixed.high ^ mixed.low)
    }
}
