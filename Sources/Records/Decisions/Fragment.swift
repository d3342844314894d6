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
        for (index, value) in values.enumerated() { (start + index).initialize(to: value) }
        blocks.append(UnsafeMutableRawPointer(start))
        return start
    }

    func keep(_ bytes: [UInt8]) -> Fragment {
        Fragment(start: UnsafePointer(table(bytes + [UInt8](repeating: 0, count: OutputBuffer.block))), count: bytes.count)
    }

    func keep(_ parts: [UInt8]...) -> Fragment { keep(Array(parts.joined())) }
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
