import Diagnostics
import Engine
import Policy
import Records

/// Reads the records of one subject for one plan, each with the others in view; one per thread.
///
/// Where the plan looks at no other records, or the subject has only one, each record is read once and stands alone.
package final class CaseGroup {
    private let decoder: RecordDecoder
    private let workspace: Workspace
    private let history: CaseHistory?
    /// By slice of the group: its number among the records that could be read.
    private(set) var numbers: [Int?] = []
    /// Those of the last group that couldn't be read.
    private(set) var rejects: [Reject] = []
    /// Reads records that are decided before it is their turn.
    private let again: RecordDecoder
    private var chunk: RecordChunk?
    private var slices: [RecordChunk.Slice] = []

    /// - Parameter outcomes: what the records came to, where they are decided under other laws as well.
    package init(
        _ schema: RecordSchema, _ decoder: RecordDecoder, _ workspace: Workspace, strict: Bool = false, outcomes: SubjectOutcomes? = nil
    ) {
        self.decoder = decoder
        self.workspace = workspace
        history = CaseHistory(workspace.plan, outcomes: outcomes)
        again = RecordDecoder(schema, strict: strict)
        history?.refill = { [unowned self] number, frame in
            guard let chunk, slices.indices.contains(number) else { return }
            _ = again.decode(chunk, slices[number], into: frame)
        }
    }

    /// Reads each record of a group into the workspace, where it stands among the others, and hands over what reading it came to.
    /// - Parameter each: decides the record, if it could be read. The decoder's notes are of this record then.
    package func forEach(_ chunk: RecordChunk, _ group: Range<Int>, _ each: (RecordChunk.Slice, RecordOutcome) -> Void) {
        gather(chunk, group)
        for (place, index) in group.enumerated() {
            let outcome = decoder.decode(chunk, chunk.slices[index], into: workspace.frame)
            stand(workspace, at: place)
            each(chunk.slices[index], outcome)
        }
    }

    /// Reads one record of a group into the workspace, where it stands among the others.
    package func read(_ chunk: RecordChunk, _ group: Range<Int>, _ index: Int) -> RecordOutcome {
        gather(chunk, group)
        let outcome = decoder.decode(chunk, chunk.slices[index], into: workspace.frame)
        stand(workspace, at: index - group.lowerBound)
        return outcome
    }

    /// The record in a workspace of the plan is the one at this place in the group that was gathered last.
    func stand(_ workspace: Workspace, at place: Int) {
        if let history, numbers.indices.contains(place), let number = numbers[place] {
            workspace.stand(in: history, at: number)
        } else {
            workspace.standAlone()
        }
    }

    /// Reads the records of a group, for each to be seen from the others.
    func gather(_ chunk: RecordChunk, _ group: Range<Int>) {
        self.chunk = chunk
        numbers.removeAll(keepingCapacity: true)
        slices.removeAll(keepingCapacity: true)
        if !rejects.isEmpty { rejects.removeAll() }
        guard group.count > 1, let history else { return }
        history.begin()
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

    /// Where chunks come from for these packs under the law of a day: whole subjects, where one of them looks at other records.
    package func supply(_ source: ByteSource, for packs: [PolicyPack], law: Int32) -> any RecordSupply {
        let reader = RecordReader(source)
        let looking = packs.first { $0.looksAtOthers(law: law) }
        guard let pack = looking ?? packs.first else { return reader }
        let probe = SubjectProbe(pack.schema)
        switch self {
        case .asGiven: return looking != nil ? GroupedRecords(reader, probe) : reader
        case .bySubject:
            let sorted = SortedRecords(reader, probe)
            return looking != nil ? GroupedRecords(sorted, probe, isSorted: true) : sorted
        }
    }
}

extension PolicyPack {
    /// Whether decisions under the law of a day look at the subject's other records; where running cases have a law of their own, also whether
    /// one of those laws does.
    package func looksAtOthers(law day: Int32) -> Bool {
        let plan = under(law: day).plan
        if plan.readsHistory { return true }
        guard let choice = plan.policy.runningCases, choice != .newLaw else { return false }
        return editions.contains { $0.from < day && $0.pack.plan.readsHistory }
    }
}
