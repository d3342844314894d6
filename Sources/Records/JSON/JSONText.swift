#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// UTF-8 bytes that a record or its scratch memory keeps; valid until the next record is read.
///
/// At least ``JSONText/padding`` bytes after the last one may be read (whatever they hold), so words can be loaded whole.
@usableFromInline
package struct JSONText {
    @usableFromInline package var start: UnsafePointer<UInt8>
    @usableFromInline package var count: Int

    /// How many bytes behind every input and every scratch text are readable.
    package static let padding = 64

    @inlinable @inline(__always)
    package init(start: UnsafePointer<UInt8>, count: Int) {
        self.start = start
        self.count = count
    }

    @inlinable
    package var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

    /// An owned copy.
    @inlinable
    package var string: String { String(decoding: bytes, as: UTF8.self) }

    /// Whether the bytes are the same; names and enumerations are compared without normalisation, as JSON does.
    @inlinable
    package func equals(_ other: JSONText) -> Bool {
        count == other.count && memcmp(start, other.start, count) == 0
    }
}

/// Eight bytes at a time, the first byte lowest.
@inlinable @inline(__always)
package func loadWord(_ pointer: UnsafePointer<UInt8>) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(pointer).loadUnaligned(as: UInt64.self))
}
