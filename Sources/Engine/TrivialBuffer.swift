/// A growable array of plain values whose memory is kept from record to record. Indexes are checked.
///
/// The buffer is a handle: copies share the memory, and whoever made it frees it. So a workspace holds its buffers in constants, and changing one
/// needs no check for exclusive access.
@usableFromInline
package struct TrivialBuffer<Element: BitwiseCopyable> {
    @usableFromInline
    struct Header {
        @usableFromInline var start: UnsafeMutablePointer<Element>
        @usableFromInline var count: Int
        @usableFromInline var capacity: Int
    }

    @usableFromInline let header: UnsafeMutablePointer<Header>

    package init() {
        header = .allocate(capacity: 1)
        header.initialize(to: Header(start: .allocate(capacity: 32), count: 0, capacity: 32))
    }

    /// Gives the memory back. The buffer must not be used any more.
    package func free() {
        header.pointee.start.deallocate()
        header.deallocate()
    }

    @inlinable @inline(__always)
    package var count: Int { header.pointee.count }

    @inlinable @inline(__always)
    package func append(_ element: Element) {
        if header.pointee.count == header.pointee.capacity { grow() }
        (header.pointee.start + header.pointee.count).initialize(to: element)
        header.pointee.count += 1
    }

    /// Adds a copy of a value that stands in memory, and gives its place: good until the next append.
    @inlinable @inline(__always)
    package func append(copying element: UnsafePointer<Element>) -> UnsafeMutablePointer<Element> {
        if header.pointee.count == header.pointee.capacity { grow() }
        let place = header.pointee.start + header.pointee.count
        place.initialize(to: element.pointee)
        header.pointee.count += 1
        return place
    }

    @inline(never) @usableFromInline
    func grow() {
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: header.pointee.capacity * 2)
        larger.update(from: header.pointee.start, count: header.pointee.count)
        header.pointee.start.deallocate()
        header.pointee.start = larger
        header.pointee.capacity *= 2
    }

    @inlinable @inline(__always)
    package func removeAll() { header.pointee.count = 0 }

    /// Forgets what was added behind the first `count` elements.
    package func truncate(to count: Int) { header.pointee.count = max(0, min(count, header.pointee.count)) }

    @inlinable
    package subscript(index: Int) -> Element {
        @inline(__always) get {
            checked(index)
            return header.pointee.start[index]
        }
        @inline(__always) nonmutating _modify {
            checked(index)
            yield &header.pointee.start[index]
        }
    }

    /// The address of the first element, good until the next append. For loops whose indexes lie below ``count`` by construction.
    @inlinable @inline(__always)
    package var start: UnsafeMutablePointer<Element> { header.pointee.start }

    /// The address of an element, good until the next append.
    @inlinable @inline(__always)
    package func at(_ index: Int) -> UnsafeMutablePointer<Element> {
        checked(index)
        return header.pointee.start + index
    }

    /// An index outside is a fault of the engine itself, never of its input; going on would read foreign memory.
    @inlinable @inline(__always)
    func checked(_ index: Int) {
        precondition(index >= 0 && index < header.pointee.count, "index outside a buffer of the engine")
    }

    /// The elements, good until the next change.
    @inlinable @inline(__always)
    package var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: header.pointee.start, count: header.pointee.count) }
}
