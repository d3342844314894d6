/// Memory a scanner needs beside its input: room for unescaped strings and for the shape of what it skips. One per thread, used for record after record.
package final class JSONScratch {
    /// Whether each open level of a skipped value is an object (1) or an array (0).
    @usableFromInline package let nesting: UnsafeMutablePointer<UInt8>
    private var text: UnsafeMutablePointer<UInt8>
    private var capacity = 0
    private var used = 0

    package init() {
        nesting = .allocate(capacity: JSONScanner.depthLimit)
        nesting.initialize(repeating: 0, count: JSONScanner.depthLimit)
        text = .allocate(capacity: JSONText.padding)
        text.initialize(repeating: 0, count: JSONText.padding)
    }

    deinit {
        nesting.deallocate()
        text.deallocate()
    }

    /// Forgets the texts of the record before.
    package func reset() { used = 0 }

    /// How much is in use; what is taken from here on can be given back.
    var mark: Int { used }

    /// Gives back what was taken since a mark: for text that is read a second time.
    func release(to mark: Int) { used = min(used, mark) }

    /// Room for `count` bytes that stays where it is until ``reset()``.
    ///
    /// All the unescaped strings of a record together are shorter than the record; so its first one reserves as much as the record has
    /// (`recordCount`), and nothing given out ever has to move.
    func take(_ count: Int, ofRecord recordCount: Int) -> UnsafeMutablePointer<UInt8>? {
        if used == 0, capacity < recordCount {
            text.deallocate()
            capacity = max(recordCount, 4096)
            text = .allocate(capacity: capacity + JSONText.padding)
            text.initialize(repeating: 0, count: capacity + JSONText.padding)
        }
        guard count <= capacity - used else { return nil }
        defer { used += count }
        return text + used
    }
}
