import Diagnostics

/// Notices an id that comes twice in one input.
///
/// Threads collect the ids of their records in a ``Batch``; the batches are compared in the order of the input, so that the notes are the same
/// whatever the number of threads. An id is kept as 64 bits of hash and its line, 12 bytes in a table that is at most half full.
package struct RecordIDs: ~Copyable {
    /// Different ids that are kept; later ones are compared with these alone. The table takes 48 MiB by then, and half as much again while it grows.
    package static let limit = 2 << 20

    private let limit: Int
    /// Random for each input, so that no author of records can make ids that crowd together.
    package let seed: UInt64
    /// 0 in a free place.
    private var hashes: [UInt64]
    private var lines: [UInt32]
    private var count = 0
    private var saidLimit = false
    /// What was fetched ahead; nothing to read.
    private var fetched: UInt64 = 0

    package init(limit: Int = RecordIDs.limit, seed: UInt64 = .random(in: .min ... .max)) {
        self.limit = max(1, limit)
        self.seed = seed
        hashes = Array(repeating: 0, count: 1024)
        lines = Array(repeating: 0, count: 1024)
    }

    /// The ids of some records that follow each other.
    package struct Batch {
        fileprivate struct Entry {
            var hash: UInt64
            var line: Int
            var end: Int
        }

        fileprivate var entries: [Entry] = []
        fileprivate var bytes: [UInt8] = []
        private let seed: UInt64

        /// - Parameter seed: that of the ``RecordIDs`` they will be compared in.
        package init(seed: UInt64) { self.seed = seed }

        package mutating func append(_ id: JSONText, line: Int) {
            bytes.append(contentsOf: id.bytes)
            entries.append(Entry(hash: id.hash(seed: seed), line: line, end: bytes.count))
        }

        package mutating func removeAll() {
            entries.removeAll(keepingCapacity: true)
            bytes.removeAll(keepingCapacity: true)
        }
    }

    /// Compares the next batch of the input with all before it: a note for each record whose id was there, in order.
    package mutating func compare(_ batch: Batch) -> [RecordNote] {
        fetch(batch)
        var notes: [RecordNote] = []
        var start = 0
        for entry in batch.entries {
            switch insert(entry.hash, line: entry.line) {
            case .new: break
            case .met(let line):
                notes.append(
                    RecordNote(
                        line: entry.line, record: String(decoding: batch.bytes[start..<entry.end], as: UTF8.self), path: "id",
                        message: Phrase(
                            zh: "第 \(entry.line) 行的 `id` 与第 \(line) 行的相同", en: "line \(entry.line) has the same `id` as line \(line)")))
            case .full where !saidLimit:
                saidLimit = true
                notes.append(
                    RecordNote(
                        line: entry.line,
                        message: Phrase(
                            zh: "已有 \(limit) 个不同的 `id`，从这一行起出现的新 `id` 不再检查是否重复",
                            en: "there are \(limit) different ids by now; new ones from this line on aren't checked for coming twice")))
            case .full: break
            }
            start = entry.end
        }
        return notes
    }

    /// Places in a large table lie far apart: those of a batch are fetched side by side, and not one after the other as they are looked at.
    private mutating func fetch(_ batch: Batch) {
        hashes.withUnsafeBufferPointer { hashes in
            for entry in batch.entries { fetched ^= hashes[Int(truncatingIfNeeded: entry.hash) & (hashes.count - 1)] }
        }
    }

    private enum Outcome {
        case new
        case met(line: UInt32)
        case full
    }

    private mutating func insert(_ hash: UInt64, line: Int) -> Outcome {
        let hash = hash == 0 ? 1 : hash
        var place = place(of: hash)
        if hashes[place] == hash { return .met(line: lines[place]) }
        guard count < limit else { return .full }
        if (count + 1) * 2 > hashes.count {
            grow()
            place = self.place(of: hash)
        }
        hashes[place] = hash
        lines[place] = UInt32(clamping: line)
        count += 1
        return .new
    }

    /// Where a hash stands, or the free place where it would.
    private func place(of hash: UInt64) -> Int {
        var place = Int(truncatingIfNeeded: hash) & (hashes.count - 1)
        while hashes[place] != 0, hashes[place] != hash { place = (place + 1) & (hashes.count - 1) }
        return place
    }

    private mutating func grow() {
        let (oldHashes, oldLines) = (hashes, lines)
        hashes = Array(repeating: 0, count: oldHashes.count * 2)
        lines = Array(repeating: 0, count: oldHashes.count * 2)
        for (index, hash) in oldHashes.enumerated() where hash != 0 {
            let place = place(of: hash)
            hashes[place] = hash
            lines[place] = oldLines[index]
        }
    }
}
