#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Cuts an input into records, chunk by chunk, without reading them.
///
/// What the input is shows in its first bytes: `[` begins an array of records; a line with nothing but `{` a record over several lines, with
/// more of them behind it; anything else is JSON Lines. A byte-order mark at the start is passed over, and so are blank lines.
package struct RecordReader {
    package struct Limits: Sendable {
        /// A longer record is refused without being kept.
        package var recordBytes = 16 << 20
        /// What is read before records are handed on: little enough to stay in a core's own cache until it has been worked on.
        package var chunkBytes = 1 << 18

        package init() {}
    }

    /// How many bytes are looked at, at least, to see whether a `{` stands alone on its line, however small the chunks are.
    private static let lookahead = 64 << 10

    package let limits: Limits
    private let source: ByteSource
    private var splitter: Splitter?
    /// The part of a record that the last chunk ended with.
    private var carry: [UInt8] = []
    private var isAtEnd = false
    /// Where the first byte of `carry` stands in the input.
    private var place = TextPlace()
    private var isAtStart = true

    package init(_ source: ByteSource, limits: Limits = Limits()) {
        self.source = source
        self.limits = limits
    }

    /// How records are told apart.
    private enum Splitter {
        case lines(LineSplitter)
        case values(ValueSplitter)
    }

    /// Fills a chunk with the next records; false when there are none left.
    package mutating func fill(_ chunk: RecordChunk) throws(SystemFault) -> Bool {
        chunk.reset(capacity: limits.chunkBytes + carry.count)
        carry.withUnsafeBufferPointer { bytes in
            if let first = bytes.baseAddress { chunk.base.update(from: first, count: bytes.count) }
        }
        chunk.count = carry.count
        carry.removeAll(keepingCapacity: true)

        var taken = chunk.count
        while true {
            if !isAtEnd {
                if !chunk.slices.isEmpty, taken >= limits.chunkBytes || !source.isReady() { break }
                chunk.reserve(max(limits.chunkBytes / 4, 1))
                let got = try source.read(chunk.base + chunk.count, min(chunk.capacity - chunk.count, max(limits.chunkBytes, 1)))
                if got > 0 { chunk.count += got } else { isAtEnd = true }
                taken += got
            }
            split(chunk)
            if isAtEnd { break }
            if !chunk.slices.contains(where: { $0.fault == nil }) { compact(chunk) }
        }
        keepRest(of: chunk)
        chunk.pad()
        return !chunk.slices.isEmpty
    }

    private mutating func split(_ chunk: RecordChunk) {
        if splitter == nil { splitter = detect(chunk) }
        switch splitter {
        case .lines(var lines):
            lines.split(chunk, atEnd: isAtEnd, limit: limits.recordBytes)
            splitter = .lines(lines)
        case .values(var values):
            values.split(chunk, atEnd: isAtEnd, limit: limits.recordBytes)
            splitter = .values(values)
            if values.isFinished { isAtEnd = true }
        case nil: break
        }
    }

    /// Where the unfinished record at the end of a chunk begins; the splitter counts from there on.
    private mutating func leave(_ chunk: RecordChunk) -> Int {
        switch splitter {
        case .lines(var lines):
            defer { splitter = .lines(lines) }
            return lines.leave()
        case .values(var values):
            defer { splitter = .values(values) }
            return values.leave(chunk)
        case nil: return 0
        }
    }

    /// Moves the unfinished record at the end of a chunk out of it.
    private mutating func keepRest(of chunk: RecordChunk) {
        let rest = leave(chunk)
        guard !isAtEnd, rest < chunk.count else { return }
        carry.append(contentsOf: UnsafeBufferPointer(start: chunk.base + rest, count: chunk.count - rest))
        chunk.count = rest
    }

    /// Blank lines and refused records before the first whole one take no room.
    private mutating func compact(_ chunk: RecordChunk) {
        let rest = leave(chunk)
        if rest > 0 { drop(rest, from: chunk, counted: false) }
    }

    /// Looks at the first byte that isn't blank; nil as long as it can't be known.
    private mutating func detect(_ chunk: RecordChunk) -> Splitter? {
        let base = UnsafePointer(chunk.base)
        let count = chunk.count
        if isAtStart {
            if count < 3, !isAtEnd { return nil }
            isAtStart = false
            if count >= 3, base[0] == 0xEF, base[1] == 0xBB, base[2] == 0xBF { drop(3, from: chunk, counted: false) }
        }
        var first = 0
        while first < chunk.count, Self.isBlank(base[first]) { first += 1 }
        // Blank lines at the start are let go of at once, however many there are.
        drop(first, from: chunk, counted: true)
        guard chunk.count > 0 else { return isAtEnd ? .lines(LineSplitter(place: place)) : nil }
        switch base[0] {
        case UInt8(ascii: "["): return .values(ValueSplitter(array: true, place: place))
        case UInt8(ascii: "{"):
            var next = 1
            while next < chunk.count, base[next] != 0x0A, Self.isBlank(base[next]) { next += 1 }
            if next == chunk.count, !isAtEnd, chunk.count < max(limits.chunkBytes, Self.lookahead) { return nil }
            let isAlone = next < chunk.count && base[next] == 0x0A
            return isAlone ? .values(ValueSplitter(array: false, place: place)) : .lines(LineSplitter(place: place))
        default: return .lines(LineSplitter(place: place))
        }
    }

    private mutating func drop(_ bytes: Int, from chunk: RecordChunk, counted: Bool) {
        if counted { place.advance(over: UnsafePointer(chunk.base), count: bytes) }
        memmove(chunk.base, chunk.base + bytes, chunk.count - bytes)
        chunk.count -= bytes
    }

    static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }
}
