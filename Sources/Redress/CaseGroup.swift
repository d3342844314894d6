import Diagnostics
import Engine
import Records

/// Decides the records of one subject with each other in view; one per thread.
///
/// Where the pack looks at no other records, or the subject has only one, each record is read once and decided by itself.
package final class CaseGroup {
    private let schema: RecordSchema
    private let decoder: RecordDecoder
    private let workspace: Workspace
    private let history: CaseHistory?
    /// By slice of the group: its number among the records that could be read.
    private var numbers: [Int?] = []
    /// Those of the last group that couldn't be read.
    private(set) var rejects: [Reject] = []
    /// Reads records that are decided before it is their turn.
    private let again: RecordDecoder
    private var chunk: RecordChunk?
    private var slices: [RecordChunk.Slice] = []

    package init(_ schema: RecordSchema, _ decoder: RecordDecoder, _ workspace: Workspace, strict: Bool = false) {
        self.schema = schema
        self.decoder = decoder
        self.workspace = workspace
        history = CaseHistory(workspace.plan)
        again = RecordDecoder(schema, strict: strict)
        history?.refill = { [unowned self] number, frame in
            guard let chunk, slices.indices.contains(number) else { return }
            _ = again.decode(chunk, slices[number], into: frame)
        }
    }

    /// Reads each record of a group into the workspace, where it stands among the others, and hands over what reading it came to.
    /// - Parameter each: decides the record, if it could be read. The decoder's notes are of this record then.
    package func forEach(_ chunk: RecordChunk, _ group: Range<Int>, _ each: (RecordChunk.Slice, RecordOutcome) -> Void) {
        guard group.count > 1, let history else {
            for index in group {
                workspace.standAlone()
                each(chunk.slices[index], decoder.decode(chunk, chunk.slices[index], into: workspace.frame))
            }
            return
        }
        gather(chunk, group, history)
        for (place, index) in group.enumerated() {
            let outcome = decoder.decode(chunk, chunk.slices[index], into: workspace.frame)
            if let number = numbers[place] { workspace.stand(in: history, at: number) } else { workspace.standAlone() }
            each(chunk.slices[index], outcome)
        }
    }

    /// Reads one record of a group into the workspace, where it stands among the others.
    package func read(_ chunk: RecordChunk, _ group: Range<Int>, _ index: Int) -> RecordOutcome {
        if group.count > 1, let history { gather(chunk, group, history) }
        let outcome = decoder.decode(chunk, chunk.slices[index], into: workspace.frame)
        if group.count > 1, let history, let number = numbers[index - group.lowerBound] {
            workspace.stand(in: history, at: number)
        } else {
            workspace.standAlone()
        }
        return outcome
    }

    private func gather(_ chunk: RecordChunk, _ group: Range<Int>, _ history: CaseHistory) {
        self.chunk = chunk
        history.begin()
        numbers.removeAll(keepingCapacity: true)
        slices.removeAll(keepingCapacity: true)
        rejects.removeAll()
        for index in group {
            switch decoder.decode(chunk, chunk.slices[index], into: workspace.frame) {
            case .rejected(let reject):
                numbers.append(nil)
                rejects.append(reject)
            case .ok:
                numbers.append(history.count)
                slices.append(chunk.slices[index])
                history.append(workspace.frame)
            }
        }
    }
}

extension RecordNote {
    /// Other records of the subject were decided without one that couldn't be read.
    init(missingFromItsSubject reject: Reject) {
        self.init(
            line: reject.line, record: reject.record,
            message: Phrase(zh: "同一主体的其他记录是在没有这条记录的情况下处理的", en: "other records of the same subject were decided without this one"))
    }
}

/// How the records of an input are brought together where a pack looks at a subject's other records.
package enum RecordOrder: Sendable {
    /// Records of one subject stand next to each other; a subject that comes again is an error.
    case asGiven
    /// Sorted by subject first.
    case bySubject

    /// Where chunks come from for these packs: whole subjects, where one of them looks at other records.
    package func supply(_ source: ByteSource, for packs: [PolicyPack]) -> any RecordSupply {
        let reader = RecordReader(source)
        guard let pack = packs.first(where: \.plan.readsHistory) ?? packs.first else { return reader }
        let probe = SubjectProbe(pack.schema)
        let looksBack = pack.plan.readsHistory
        switch self {
        case .asGiven: return looksBack ? GroupedRecords(reader, probe) : reader
        case .bySubject:
            let sorted = SortedRecords(reader, probe)
            return looksBack ? GroupedRecords(sorted, probe, isSorted: true) : sorted
        }
    }
}
