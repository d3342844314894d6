/// Memory for the values of one record: handed out by moving a pointer, taken back all at once.
@usableFromInline
package struct Arena {
    @usableFromInline package var cursor: UnsafeMutableRawPointer?
    @usableFromInline package var limit: UnsafeMutableRawPointer?
    @usableFromInline package var first: UnsafeMutableRawPointer?
    @usableFromInline package var firstLimit: UnsafeMutableRawPointer?
    private var further: [UnsafeMutableRawPointer] = []
    private var total = 0

    private static let firstSize = 64 << 10

    package init() {}

    /// `count` bytes aligned to 16, or nil when the arena's limit is reached.
    @inlinable @inline(__always)
    package mutating func allocate(_ count: Int) -> UnsafeMutableRawPointer? {
        let size = (count &+ 15) & ~15
        if let cursor, let limit, limit - cursor >= size, size >= 0 {
            self.cursor = cursor + size
            return cursor
        }
        return grow(size)
    }

    @usableFromInline
    package mutating func grow(_ size: Int) -> UnsafeMutableRawPointer? {
        guard size >= 0, size <= Machine.Limit.arenaBytes - total else { return nil }
        let chunk = max(size, first == nil ? Arena.firstSize : min(max(total, Arena.firstSize), 4 << 20))
        let memory = UnsafeMutableRawPointer.allocate(byteCount: chunk, alignment: 16)
        total += chunk
        if first == nil {
            first = memory
            firstLimit = memory + chunk
        } else {
            further.append(memory)
        }
        cursor = memory + size
        limit = memory + chunk
        return memory
    }

    /// Takes everything back. The first chunk is kept for the next record.
    @inlinable
    package mutating func reset() {
        if cursor == first { return }
        cursor = first
        limit = firstLimit
        releaseFurther()
    }

    @usableFromInline
    package mutating func releaseFurther() {
        guard !further.isEmpty else { return }
        for memory in further { memory.deallocate() }
        further.removeAll(keepingCapacity: true)
        total = first.map { ($0.distance(to: firstLimit ?? $0)) } ?? 0
    }

    /// Gives all memory back to the system.
    package mutating func free() {
        releaseFurther()
        first?.deallocate()
        first = nil
        firstLimit = nil
        cursor = nil
        limit = nil
        total = 0
    }
}
