import Engine
import Records
import Reports

/// A record in a workspace, decided, with the memory in which its strings lie.
package struct ReadRecord {
    package let workspace: Workspace
    private let chunk: RecordChunk
    private let bench: CaseBench
    /// The record's own JSON, and that of the subject's others where the pack looks at them.
    package let text: CaseText
    /// Others of the subject that couldn't be read.
    package let rejects: [Reject]
    package let notes: [RecordNote]

    /// - Parameters:
    ///   - slices: the records of its subject that stand together in the chunk.
    ///   - index: which of them it is.
    init(_ bench: CaseBench, chunk: RecordChunk, slices: Range<Int>, index: Int) {
        workspace = bench.workspace
        self.chunk = chunk
        self.bench = bench
        func texts(_ range: Range<Int>) -> [String] { range.map { ReadRecord.text(chunk, chunk.slices[$0]) } }
        text = CaseText(
            record: ReadRecord.text(chunk, chunk.slices[index]),
            others: bench.looksAtOthers
                ? CaseText.Others(before: texts(slices.lowerBound..<index), after: texts(index + 1..<slices.upperBound)) : nil)
        rejects = bench.rejects
        notes = bench.rejects.map { RecordNote(missingFromItsSubject: $0) }
    }

    private static func text(_ chunk: RecordChunk, _ slice: RecordChunk.Slice) -> String {
        var bytes = UnsafeBufferPointer(start: chunk.base + slice.offset, count: slice.count)[...]
        while let last = bytes.last, last <= UInt8(ascii: " ") { bytes = bytes.dropLast() }
        return String(decoding: bytes.drop { $0 <= UInt8(ascii: " ") }, as: UTF8.self)
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

    /// Which record is looked for.
    package enum Target: Sendable {
        /// The first with this id.
        case id(String)
        /// The one at this place in the input.
        case place(Int)
    }

    /// Reads an input up to a record. Where the pack looks at other records of the subject, those that stand with it in the input are in view.
    package static func find(
        _ target: Target, in source: ByteSource, _ pack: PolicyPack, _ days: DecisionDays, order: RecordOrder = .asGiven
    ) throws -> Outcome {
        var supply = order.supply(source, for: [pack], law: days.request.law)
        let chunk = RecordChunk()
        let bench = CaseBench(pack, days.request)
        var place = 0
        while try supply.fill(chunk) {
            for slices in chunk.groups {
                for index in slices {
                    switch bench.read(chunk, chunk.slices[index]) {
                    case .ok where target.is(bench.home.decoder.id.string, place):
                        _ = bench.read(chunk, slices, index)
                        bench.settle(chunk, chunk.slices[index])
                        return .found(ReadRecord(bench, chunk: chunk, slices: slices, index: index))
                    case .rejected(let reject) where target.is(reject.record, place): return .rejected(reject)
                    default: place += 1
                    }
                }
            }
        }
        return .missing
    }
}

extension RecordSearch.Target {
    fileprivate func `is`(_ id: String?, _ place: Int) -> Bool {
        switch self {
        case .id(let wanted): wanted == id
        case .place(let wanted): wanted == place
        }
    }
}
