#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Bytes being written: raw memory that doubles when it is full.
@usableFromInline
package struct OutputBuffer: ~Copyable {
    @usableFromInline package private(set) var base: UnsafeMutablePointer<UInt8>
    @usableFromInline package var used = 0
    @usableFromInline package private(set) var capacity: Int

    package init(capacity: Int = 4096) {
        self.capacity = max(capacity, 64)
        base = .allocate(capacity: self.capacity)
    }

    deinit { base.deallocate() }

    @inlinable package var count: Int { used }
    @inlinable package var isEmpty: Bool { used == 0 }

    /// What has been written; valid until the next change.
    @inlinable
    package var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: used) }

    /// A copy as text.
    package var string: String { String(decoding: UnsafeRawBufferPointer(start: base, count: used), as: UTF8.self) }

    /// Forgets what has been written and keeps the memory.
    @inlinable
    package mutating func removeAll() { used = 0 }

    /// Takes back what was written behind a mark (a ``count`` from before).
    @inlinable
    package mutating func truncate(to mark: Int) { used = max(0, min(mark, used)) }

    @inlinable @inline(__always)
    package mutating func reserve(_ more: Int) {
        if capacity - used < more { grow(more) }
    }

    @inline(never) @usableFromInline
    package mutating func grow(_ more: Int) {
        capacity = max(used + more, capacity * 2)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        larger.update(from: base, count: used)
        base.deallocate()
        base = larger
    }

    @inlinable @inline(__always)
    package mutating func append(byte: UInt8) {
        reserve(1)
        base[used] = byte
        used += 1
    }

    @inlinable @inline(__always)
    package mutating func append(_ bytes: UnsafePointer<UInt8>, count: Int) {
        reserve(count)
        memcpy(base + used, bytes, count)
        used += count
    }

    /// A fixed text.
    @inlinable @inline(__always)
    package mutating func append(_ text: StaticString) {
        append(text.utf8Start, count: text.utf8CodeUnitCount)
    }

    @inlinable
    package mutating func append(_ text: JSONText) { append(text.start, count: text.count) }

    @inlinable
    package mutating func append(_ bytes: UnsafeRawBufferPointer) {
        if let first = bytes.baseAddress { append(first.assumingMemoryBound(to: UInt8.self), count: bytes.count) }
    }

    /// A text as it is.
    package mutating func append(text: String) {
        var text = text
        text.withUTF8 { bytes in append(UnsafeRawBufferPointer(bytes)) }
    }
}
