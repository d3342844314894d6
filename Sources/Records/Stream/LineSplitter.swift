#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// JSON Lines: a record ends with its line.
struct LineSplitter {
    /// Where the record begins that isn't ended yet.
    private var place: TextPlace
    private var start = 0
    /// Up to where no line end was found.
    private var searched = 0
    /// Inside a line that is longer than the limit and was reported.
    private var isSkipping = false

    init(place: TextPlace) { self.place = place }

    mutating func split(_ chunk: RecordChunk, atEnd: Bool, limit: Int) {
        let base = chunk.base
        while searched < chunk.count, let found = memchr(base + searched, 0x0A, chunk.count - searched) {
            let end = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - UnsafePointer(base)
            if isSkipping {
                isSkipping = false
            } else {
                emit(chunk, end: end, limit: limit)
            }
            base[end] = 0
            start = end + 1
            searched = start
            place = TextPlace(line: place.line + 1)
        }
        searched = chunk.count
        if atEnd, !isSkipping {
            chunk.pad()
            emit(chunk, end: chunk.count, limit: limit)
            start = chunk.count
        } else if !isSkipping, chunk.count - start > limit {
            chunk.slices.append(RecordChunk.Slice(offset: 0, count: 0, place: place, fault: .tooLong))
            isSkipping = true
        }
        if isSkipping {
            chunk.count = start
            searched = start
        }
    }

    private func emit(_ chunk: RecordChunk, end: Int, limit: Int) {
        var first = start
        while first < end, RecordReader.isBlank(chunk.base[first]) { first += 1 }
        guard first < end else { return }
        let isTooLong = end - start > limit
        chunk.slices.append(
            RecordChunk.Slice(offset: start, count: isTooLong ? 0 : end - start, place: place, fault: isTooLong ? .tooLong : nil))
    }

    /// Where the unfinished record begins, counted as the first byte from now on.
    mutating func leave() -> Int {
        let rest = start
        searched -= rest
        start = 0
        return rest
    }
}
