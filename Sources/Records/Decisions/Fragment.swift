#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A piece of JSON text that never changes, in memory that may be read a block beyond its end.
struct Fragment: BitwiseCopyable {
    var start: UnsafePointer<UInt8>
    var count: Int

    /// Copies whole blocks, where there is room for the text and a block more: a call of `memcpy` costs more than most fragments are long.
    @inline(__always)
    func put(_ place: inout UnsafeMutablePointer<UInt8>) {
        var target = place
        var source = start
        let end = source + count
        repeat {
            memcpy(target, source, 32)
            target += 32
            source += 32
        } while source < end
        place += count
    }
}

/// Keeps the fragments of a writer.
final class FragmentMemory {
    private var blocks: [UnsafeMutableRawPointer] = []

    deinit { for block in blocks { block.deallocate() } }

    func table<Element: BitwiseCopyable>(_ values: [Element]) -> UnsafeMutablePointer<Element> {
        let start = UnsafeMutablePointer<Element>.allocate(capacity: max(1, values.count))
        values.withUnsafeBufferPointer { values in
            if let first = values.baseAddress { start.initialize(from: first, count: values.count) }
        }
        blocks.append(UnsafeMutableRawPointer(start))
        return start
    }

    func keep(_ parts: [UInt8]...) -> Fragment {
        var bytes: [UInt8] = []
        let count = parts.reduce(0) { $0 + $1.count }
        bytes.reserveCapacity(count + OutputBuffer.block)
        for part in parts { bytes += part }
        bytes += repeatElement(0, count: OutputBuffer.block)
        return Fragment(start: UnsafePointer(table(bytes)), count: count)
    }
}

extension OutputBuffer {
    /// What ``append(_:)`` of a fragment copies at once.
    static var block: Int { 32 }

    @inline(__always)
    mutating func append(_ fragment: Fragment) {
        reserve(fragment.count + Self.block)
        var place = base + used
        fragment.put(&place)
        used += fragment.count
    }
}
