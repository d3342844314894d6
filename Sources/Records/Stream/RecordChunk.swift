/// Some whole records, in memory that is filled again and again: about a quarter of a mebibyte, which stays in a core's own
/// cache; more when one record is longer.
package final class RecordChunk {
    /// One record, or what stands in the place of one.
    package struct Slice {
        /// First byte in the chunk.
        package var offset: Int
        package var count: Int
        /// Where in the input it begins.
        package var place: TextPlace
        /// Why it can't be read at all; its bytes are not there then.
        package var fault: StreamFault?
        /// Whether it is the first record of its subject, where records are kept together (``GroupedRecords``).
        package var beginsGroup = true
    }

    /// In the order of the input.
    // One thread at a time has a chunk, and nothing it calls comes back to it.
    @exclusivity(unchecked) package internal(set) var slices: [Slice] = []
    /// What is worth a warning about the records as they came; no single one may be meant.
    package internal(set) var notes: [RecordNote] = []
    @exclusivity(unchecked) package private(set) var base: UnsafeMutablePointer<UInt8>
    /// Bytes there is room for.
    package private(set) var capacity: Int
    /// Bytes filled.
    @exclusivity(unchecked) var count = 0

    package init() {
        capacity = 0
        base = .allocate(capacity: JSONText.padding)
        base.initialize(repeating: 0, count: JSONText.padding)
    }

    deinit { base.deallocate() }

    /// A scanner over one record. The chunk must not be filled again while texts that it yielded are in use.
    @inline(__always)
    package func scanner(of slice: Slice, scratch: JSONScratch) -> JSONScanner {
        scratch.reset()
        return JSONScanner(start: UnsafePointer(base + slice.offset), count: slice.count, scratch: scratch)
    }

    /// The same with a scanner that goes from record to record.
    @inline(__always)
    func begin(_ slice: Slice, _ scanner: inout JSONScanner) { scanner.begin(UnsafePointer(base + slice.offset), count: slice.count) }

    /// Line and column (from 1, in Unicode scalars) of a byte of one record.
    package func place(of offset: Int, in slice: Slice) -> TextPlace {
        var place = slice.place
        place.advance(over: UnsafePointer(base + slice.offset), count: max(0, min(offset, slice.count)))
        return place
    }

    /// Holds one record that is in memory already, on line 1, instead of what was in the chunk.
    package func hold(_ record: [UInt8]) {
        reset(capacity: max(record.count, 1))
        record.withUnsafeBufferPointer { bytes in
            if let first = bytes.baseAddress { base.update(from: first, count: bytes.count) }
        }
        count = record.count
        pad()
        slices.append(Slice(offset: 0, count: record.count, place: TextPlace(), fault: nil))
    }

    /// Adds a record of another chunk behind those that are there. ``pad()`` ends the chunk before anything of it is read.
    package func append(_ slice: Slice, of other: RecordChunk) {
        append(UnsafeBufferPointer(start: other.base + slice.offset, count: slice.count), slice)
    }

    func append(_ bytes: UnsafeBufferPointer<UInt8>, _ slice: Slice) {
        // Scanners look some bytes beyond a record's end.
        reserve(bytes.count + 1)
        if let first = bytes.baseAddress { (base + count).update(from: first, count: bytes.count) }
        var copy = slice
        copy.offset = count
        count += bytes.count
        slices.append(copy)
    }

    /// The slices of each subject, where they are kept together.
    package var groups: [Range<Int>] {
        var groups: [Range<Int>] = []
        for (index, slice) in slices.enumerated() {
            if slice.beginsGroup || groups.isEmpty {
                groups.append(index..<(index + 1))
            } else {
                groups[groups.count - 1] = groups[groups.count - 1].lowerBound..<(index + 1)
            }
        }
        return groups
    }

    /// Empties the chunk, to be filled by ``append(_:of:)``.
    package func clear() { reset(capacity: 1) }

    /// Empties the chunk and makes room; memory that one very long record took is given back.
    func reset(capacity wanted: Int) {
        slices.removeAll(keepingCapacity: true)
        if !notes.isEmpty { notes.removeAll() }
        count = 0
        if capacity < wanted || capacity > wanted * 8 { replace(capacity: wanted) }
    }

    /// Room for `more` bytes behind those filled.
    func reserve(_ more: Int) {
        if capacity - count < more { replace(capacity: max(count + more, capacity * 2)) }
    }

    private func replace(capacity wanted: Int) {
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted + JSONText.padding)
        larger.update(from: base, count: count)
        base.deallocate()
        base = larger
        capacity = wanted
    }

    /// Ends what is filled with zero bytes, which scanners count on.
    package func pad() {
        (base + count).update(repeating: 0, count: JSONText.padding)
    }
}
