import Engine
import Records

/// A record in a workspace, decided, with the memory in which its strings lie.
package struct ReadRecord {
    package let workspace: Workspace
    private let chunk: RecordChunk
    private let bench: CaseBench
    /// The record's own JSON.
    package let text: String

    init(_ bench: CaseBench, chunk: RecordChunk, slice: RecordChunk.Slice) {
        workspace = bench.workspace
        self.chunk = chunk
        self.bench = bench
        var bytes = UnsafeBufferPointer(start: chunk.base + slice.offset, count: slice.count)[...]
        while let last = bytes.last, last <= UInt8(ascii: " ") { bytes = bytes.dropLast() }
        text = String(decoding: bytes.drop { $0 <= UInt8(ascii: " ") }, as: UTF8.self)
    }

    /// Calls `body` with the workspace while that memory is surely there.
    package func with<Result>(_ body: (Workspace) -> Result) -> Result {
        withExtendedLifetime((chunk, bench)) { body(workspace) }
    }
}

/// Finds one record of an input, reads and decides it.
package enum RecordSearch {
    /// What a search came to.
    package enum Outcome {
        /// The record, read.
        case found(ReadRecord)
        /// It is there and can't be read.
        case rejected(Reject)
        case missing
    }

    /// Reads an input up to the record with this id. Of two with one id the first counts.
    /// - Parameter id: nil for the first record.
    package static func find(_ id: String?, in source: ByteSource, _ pack: PolicyPack, _ days: DecisionDays) throws -> Outcome {
        var reader = RecordReader(source)
        let chunk = RecordChunk()
        let bench = CaseBench(pack, days.request)
        while try reader.fill(chunk) {
            for slice in chunk.slices {
                switch bench.read(chunk, slice) {
                case .ok where id == nil || bench.home.decoder.id.string == id:
                    bench.settle(chunk, slice)
                    return .found(ReadRecord(bench, chunk: chunk, slice: slice))
                case .rejected(let reject) where id == nil || reject.record == id: return .rejected(reject)
                default: break
                }
            }
        }
        return .missing
    }
}
