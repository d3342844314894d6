import Diagnostics
import Engine
import Policy
import Records
import Reports

/// Scores the subjects of a whole input of records: in parallel, in order, in memory that grows with the subjects.
package struct ScoreRun: Sendable {
    package var pack: PolicyPack
    package var scope: AssessmentScope
    /// Threads; the outcome is the same for any number.
    package var jobs = 1
    /// Whether fields that the vocabulary doesn't know are refused.
    package var isStrict = false
    /// Whose records are kept, to be shown one by one.
    package var keeps = ScoreBook.Keeping.none

    package init(pack: PolicyPack, scope: AssessmentScope) {
        self.pack = pack
        self.scope = scope
    }

    /// What came of the input.
    package struct Outcome: Sendable {
        package var sheets: [ScoreSheet]
        package var read: Int
        package var rejected: Int
        /// Records of which it isn't known whom they are about.
        package var unplaced: [ScoreBook.Unplaced]
    }

    /// What hears of records that can't be read, and of what is odd about others, in the order of the input.
    package struct Sinks {
        package var reject: (Reject) -> Void
        package var note: (RecordNote) -> Void

        package init(reject: @escaping (Reject) -> Void, note: @escaping (RecordNote) -> Void) {
            self.reject = reject
            self.note = note
        }
    }

    /// Runs to the end of the input. Throws `SystemFault` where the input can't be read.
    /// - Parameter subjects: records that only say who there is.
    package func run(_ source: ByteSource, subjects: ByteSource? = nil, _ sinks: Sinks) throws -> Outcome {
        var book = ScoreBook(pack.plan, scope, keeps: keeps)
        var (read, rejected) = (0, 0)
        func take(_ source: ByteSource, isSubject: Bool) throws {
            var ids = RecordIDs()
            let seed = ids.seed
            var reader = RecordReader(source)
            let pipeline = OrderedPipeline<ScoreWorker, ScorePiece>(
                jobs: jobs, workspace: { ScoreWorker(pack, scope, isStrict) }, output: { ScorePiece(seed) },
                fill: { worker in try reader.fill(worker.chunk) }, work: { worker, piece in worker.assess(isSubject: isSubject, into: piece) },
                drain: { piece in
                    if !isSubject { read += piece.read }
                    rejected += piece.rejects.count
                    piece.rejects.forEach(sinks.reject)
                    (ids.compare(piece.ids) + piece.notes).forEach(sinks.note)
                    for record in piece.records { book.add(record) }
                    piece.clear()
                })
            try pipeline.run()
        }
        if let subjects { try take(subjects, isSubject: true) }
        try take(source, isSubject: false)
        return Outcome(sheets: book.sheets(), read: read, rejected: rejected, unplaced: book.unplaced)
    }
}

/// What one thread of a run works with.
private final class ScoreWorker {
    let chunk = RecordChunk()
    private let decoder: RecordDecoder
    private let assessor: Assessor

    init(_ pack: PolicyPack, _ scope: AssessmentScope, _ isStrict: Bool) {
        decoder = RecordDecoder(pack.schema, strict: isStrict)
        assessor = Assessor(pack.plan, scope)
    }

    func assess(isSubject: Bool, into piece: ScorePiece) {
        for slice in chunk.slices {
            switch decoder.decode(chunk, slice, into: assessor.workspace.frame) {
            case .rejected(let reject): piece.rejects.append(reject)
            case .ok:
                piece.read += 1
                piece.ids.append(decoder.id, line: slice.place.line)
                if !decoder.notes.isEmpty { piece.notes += decoder.notes }
                if let record = assessor.assess(isSubject: isSubject) { piece.records.append(record) }
            }
        }
    }
}

/// What came of one chunk.
private final class ScorePiece {
    var records: [AssessedRecord] = []
    var rejects: [Reject] = []
    var notes: [RecordNote] = []
    var ids: RecordIDs.Batch
    var read = 0

    init(_ seed: UInt64) { ids = RecordIDs.Batch(seed: seed) }

    func clear() {
        records.removeAll(keepingCapacity: true)
        rejects.removeAll(keepingCapacity: true)
        notes.removeAll(keepingCapacity: true)
        ids.removeAll()
        read = 0
    }
}

extension ScoreRun {
    /// Scores as CSV (RFC 4180).
    package static func csv(_ sheets: [ScoreSheet], period: AssessmentPeriod) -> String {
        var out = OutputBuffer()
        for row in [ScoreData.columns] + sheets.flatMap({ ScoreData.csvRows($0, period: period) }) { DecisionCSV.write(row, to: &out) }
        return String(decoding: out.bytes, as: UTF8.self)
    }
}
