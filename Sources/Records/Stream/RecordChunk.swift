/// Some whole records, in memory that is filled again and again: about a mebibyte, more when one record is longer.
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
    }

    /// In the order of the input.
    // One thread at a time has a chunk, and nothing it calls comes back to it.
    @exclusivity(unchecked) package internal(set) var slices: [Slice] = []
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

    /// Empties the chunk and makes room; memory that one very long record took is given back.
    func reset(capacity wanted: Int) {
        slices.removeAll(keepingCapacity: true)
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
    func pad() {
        (base + count).update(repeating: 0, count: JSONText.padding)
    }
}
