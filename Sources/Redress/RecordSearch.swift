import Engine
import Records

/// A record in a workspace, with the memory in which its strings lie.
package struct ReadRecord {
    package let workspace: Workspace
    private let chunk: RecordChunk
    private let decoder: RecordDecoder
    private let group: CaseGroup

    init(workspace: Workspace, chunk: RecordChunk, decoder: RecordDecoder, group: CaseGroup) {
        self.workspace = workspace
        self.chunk = chunk
        self.decoder = decoder
        self.group = group
    }

    /// Calls `body` with the workspace while that memory is surely there.
    package func with<Result>(_ body: (Workspace) -> Result) -> Result {
        withExtendedLifetime((chunk, decoder, group)) { body(workspace) }
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

    /// Reads an input up to the record with this id. Of two with one id the first counts. Where the pack looks at other records of the subject, those that
    /// stand with it in the input are in view.
    package static func find(
        _ id: String, in source: ByteSource, _ pack: PolicyPack, _ days: DecisionDays, order: RecordOrder = .asGiven
    ) throws -> Outcome {
        var supply = order.supply(source, for: [pack])
        let chunk = RecordChunk()
        let decoder = RecordDecoder(pack.schema)
        let workspace = Workspace(pack.plan, request: days.request)
        let group = CaseGroup(pack.schema, decoder, workspace)
        while try supply.fill(chunk) {
            for slices in chunk.groups {
                for index in slices {
                    switch decoder.decode(chunk, chunk.slices[index], into: workspace.frame) {
                    case .ok where decoder.id.string == id:
                        _ = group.read(chunk, slices, index)
                        return .found(ReadRecord(workspace: workspace, chunk: chunk, decoder: decoder, group: group))
                    case .rejected(let reject) where reject.record == id: return .rejected(reject)
                    default: break
                    }
                }
            }
        }
        return .missing
    }
}
