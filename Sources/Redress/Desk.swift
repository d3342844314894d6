import Engine
import Records

/// What one task decides single records with: memory that is filled again and again.
final class Desk {
    let bench: CaseBench
    var out = OutputBuffer()
    private let chunk = RecordChunk()
    /// The workspace that holds the last outcome.
    var workspace: Workspace { bench.workspace }

    init(_ pack: PolicyPack, _ request: DecisionRequest) { bench = CaseBench(pack, request) }

    /// Reads the one record that the bytes hold into the workspace and decides it; nil when that went well.
    func decide(_ record: [UInt8]) -> PolicyPack.Failure? {
        // A chunk with room for everything: what stands behind the first record is seen as well.
        var limits = RecordReader.Limits()
        limits.chunkBytes = max(4096, record.count + 1)
        var reader = RecordReader(.bytes(record), limits: limits)
        do throws(SystemFault) {
            _ = try reader.fill(chunk)
        } catch {
            return .notOneRecord(found: 0)
        }
        guard chunk.slices.count == 1, let slice = chunk.slices.first else { return .notOneRecord(found: chunk.slices.count) }
        if case .rejected(let reject) = bench.read(chunk, slice) { return .rejected(reject) }
        bench.settle(chunk, slice)
        return nil
    }
}
