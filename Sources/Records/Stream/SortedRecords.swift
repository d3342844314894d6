/// Records sorted by their subjects, those of one subject in the order of the input: a merge sort that keeps a bounded part of the input in memory and the
/// rest in files without names, which are gone when the program is.
///
/// Subjects come in the order of their bytes; records whose subject can't be read come first.
package struct SortedRecords<Source: RecordSupply>: RecordSupply {
    package struct Limits: Sendable {
        /// What is kept in memory before it goes to a file.
        package var memoryBytes = 64 << 20
        /// Files that are merged at once.
        package var files = 32
        /// What is handed on at a time.
        package var chunkBytes = 1 << 20

        package init() {}
    }

    private var source: Source
    private let probe: SubjectProbe
    private let limits: Limits
    private var merge: SortedMerge?

    package init(_ source: Source, _ probe: SubjectProbe, limits: Limits = Limits()) {
        self.source = source
        self.probe = probe
        self.limits = limits
    }

    package mutating func fill(_ chunk: RecordChunk) throws(SystemFault) -> Bool {
        chunk.reset(capacity: limits.chunkBytes)
        if merge == nil { merge = try sort() }
        while chunk.count < limits.chunkBytes, let record = try merge?.next() {
            record.bytes.withUnsafeBufferPointer { bytes in
                chunk.append(bytes, RecordChunk.Slice(offset: 0, count: bytes.count, place: record.place, fault: record.fault))
            }
        }
        chunk.pad()
        return !chunk.slices.isEmpty
    }

    /// Reads the input to its end.
    private mutating func sort() throws(SystemFault) -> SortedMerge {
        let chunk = RecordChunk()
        var run: [SortedRecord] = []
        var bytes = 0
        var files: [SortedFile] = []
        while try source.fill(chunk) {
            for slice in chunk.slices {
                let key = slice.fault == nil ? probe.subject(of: chunk, slice).map { Array($0.text.bytes) } ?? [] : []
                let text = Array(UnsafeBufferPointer(start: chunk.base + slice.offset, count: slice.count))
                run.append(SortedRecord(key: key, bytes: text, place: slice.place, fault: slice.fault))
                bytes += key.count + text.count + MemoryLayout<SortedRecord>.stride
                guard bytes >= limits.memoryBytes else { continue }
                files.append(try SortedFile.writing(run.inOrder()))
                run.removeAll()
                bytes = 0
                // Few enough to be merged at once, whatever the input's size.
                if files.count >= limits.files {
                    var all = SortedMerge(files.map { .file($0) })
                    files = [try SortedFile.writing(&all)]
                }
            }
        }
        return SortedMerge(files.map { .file($0) } + [.memory(run.inOrder()[...])])
    }
}

/// A record on its way, with what it is sorted by.
struct SortedRecord {
    var key: [UInt8]
    var bytes: [UInt8]
    var place: TextPlace
    var fault: StreamFault?
}

extension [SortedRecord] {
    /// By key, those of one key as they came.
    fileprivate func inOrder() -> [SortedRecord] {
        indices.sorted { a, b in
            if self[a].key == self[b].key { return a < b }
            return self[a].key.lexicographicallyPrecedes(self[b].key)
        }.map { self[$0] }
    }
}

/// Several sorted runs as one; of equal keys those of the earlier run come first.
struct SortedMerge {
    enum Run {
        case memory(ArraySlice<SortedRecord>)
        case file(SortedFile)

        mutating func next() throws(SystemFault) -> SortedRecord? {
            switch self {
            case .memory(var rest):
                let first = rest.popFirst()
                self = .memory(rest)
                return first
            case .file(let file): return try file.next()
            }
        }
    }

    private var runs: [Run]
    /// The next record of each run.
    private var heads: [SortedRecord?] = []
    private var isOpen = false

    init(_ runs: [Run]) { self.runs = runs }

    mutating func next() throws(SystemFault) -> SortedRecord? {
        if !isOpen {
            isOpen = true
            for index in runs.indices { heads.append(try runs[index].next()) }
        }
        var least = -1
        for index in heads.indices {
            guard let head = heads[index] else { continue }
            guard least >= 0, let best = heads[least] else {
                least = index
                continue
            }
            if head.key.lexicographicallyPrecedes(best.key) { least = index }
        }
        guard least >= 0 else { return nil }
        let record = heads[least]
        heads[least] = try runs[least].next()
        return record
    }
}
