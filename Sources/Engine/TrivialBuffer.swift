/// A growable array of plain values whose memory is kept from record to record. Indexes are checked.
package struct TrivialBuffer<Element: BitwiseCopyable> {
    private var storage: Storage
    package private(set) var count = 0

    /// Frees the memory with the last copy; a buffer is owned by one workspace and never shared.
    private final class Storage {
        var start: UnsafeMutablePointer<Element>
        var capacity: Int

        init(capacity: Int) {
            start = .allocate(capacity: capacity)
            self.capacity = capacity
        }

        deinit { start.deallocate() }
    }

    package init() { storage = Storage(capacity: 32) }

    @inline(__always)
    package mutating func append(_ element: Element) {
        if count == storage.capacity { grow() }
        (storage.start + count).initialize(to: element)
        count += 1
    }

    @inline(never)
    private mutating func grow() {
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: storage.capacity * 2)
        larger.update(from: storage.start, count: count)
        storage.start.deallocate()
        storage.start = larger
        storage.capacity *= 2
    }

    @inline(__always)
    package mutating func removeAll() { count = 0 }

    @inline(__always)
    package mutating func removeLast(_ number: Int) { count = max(0, count - number) }

    package subscript(index: Int) -> Element {
        @inline(__always) get {
            checked(index)
            return storage.start[index]
        }
        @inline(__always) set {
            checked(index)
            storage.start[index] = newValue
        }
    }

    /// The address of an element, good until the next append.
    @inline(__always)
    func at(_ index: Int) -> UnsafeMutablePointer<Element> {
        checked(index)
        return storage.start + index
    }

    /// An index outside is a fault of the engine itself, never of its input; going on would read foreign memory.
    @inline(__always)
    private func checked(_ index: Int) { precondition(index >= 0 && index < count, "index outside a buffer of the engine") }

    /// The elements, good until the next change.
    package var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: storage.start, count: count) }
}
