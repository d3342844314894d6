import Engine
import Records

/// A record in a workspace, decided, with the memory in which its strings lie.
package struct ReadRecord {
    package let workspace: Workspace
    private let chunk: RecordChunk
    private let bench: CaseBench

    init(_ bench: CaseBench, chunk: RecordChunk) {
        workspace = bench.workspace
        self.chunk = chunk
        self.bench = bench
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
    package static func find(_ id: String, in source: ByteSource, _ pack: PolicyPack, _ days: DecisionDays) throws -> Outcome {
        var reader = RecordReader(source)
        let chunk = RecordChunk()
        let bench = CaseBench(pack, days.request)
        while try reader.fill(chunk) {
            for slice in chunk.slices {
                switch bench.read(chunk, slice) {
                case .ok where bench.home.decoder.id.string == id:
                    bench.settle(chunk, slice)
                    return .found(ReadRecord(bench, chunk: chunk))
                case .rejected(let reject) where reject.record == id: return .rejected(reject)
                default: break
                }
            }
        }
        return .missing
    }
}
