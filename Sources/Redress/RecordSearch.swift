import Engine
import Records

/// A record in a workspace, with the memory in which its strings lie.
package struct ReadRecord {
    package let workspace: Workspace
    private let chunk: RecordChunk
    private let decoder: RecordDecoder
    /// The record's own JSON.
    package let text: String

    init(workspace: Workspace, chunk: RecordChunk, slice: RecordChunk.Slice, decoder: RecordDecoder) {
        self.workspace = workspace
        self.chunk = chunk
        self.decoder = decoder
        var bytes = UnsafeBufferPointer(start: chunk.base + slice.offset, count: slice.count)[...]
        while let last = bytes.last, last <= UInt8(ascii: " ") { bytes = bytes.dropLast() }
        text = String(decoding: bytes.drop { $0 <= UInt8(ascii: " ") }, as: UTF8.self)
    }

    /// Calls `body` with the workspace while that memory is surely there.
    package func with<Result>(_ body: (Workspace) -> Result) -> Result {
        withExtendedLifetime((chunk, decoder)) { body(workspace) }
    }
}

/// Finds one record of an input and reads it.
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
        let decoder = RecordDecoder(pack.schema)
        let workspace = Workspace(pack.plan, request: days.request)
        while try reader.fill(chunk) {
            for slice in chunk.slices {
                switch decoder.decode(chunk, slice, into: workspace.frame) {
                case .ok where id == nil || decoder.id.string == id:
                    return .found(ReadRecord(workspace: workspace, chunk: chunk, slice: slice, decoder: decoder))
                case .rejected(let reject) where id == nil || reject.record == id: return .rejected(reject)
                default: break
                }
            }
        }
        return .missing
    }
}
