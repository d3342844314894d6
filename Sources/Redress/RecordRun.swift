import Diagnostics
import Engine
import Records

/// Decides a whole input of records: in parallel, in order, in constant memory.
package struct RecordRun: Sendable {
    package var pack: PolicyPack
    package var days: DecisionDays
    /// Threads; the output is the same for any number.
    package var jobs = 1
    /// Whether fields that the vocabulary doesn't know are refused.
    package var isStrict = false
    package var format = Format.jsonLines
    /// How records of one subject come together.
    package var order = RecordOrder.asGiven
    /// Only the measures, their statuses and dates; for JSON.
    package var isLean = false

    /// `values` writes nothing: each decision is handed to its sink.
    package enum Format: Sendable { case jsonLines, json, csv, values }

    package init(pack: PolicyPack, days: DecisionDays) {
        self.pack = pack
        self.days = days
    }

    /// What became of the input.
    package struct Summary: Sendable, Hashable {
        /// Records that were decided.
        package var decided = 0
        package var rejected = 0
        /// Rows under `conflicts` of all decisions: what can't be reconciled, and what was done against the text.
        package var conflicts = 0
        package var notes = 0

        package init() {}
    }

    /// What hears of the run, in the order of the input.
    package struct Sinks {
        /// Takes the output, a piece at a time.
        package var output: (UnsafeRawBufferPointer) throws -> Void
        package var reject: (Reject) -> Void
        package var note: (RecordNote) -> Void
        /// Takes each decision, in the format `values`.
        package var decision: (Decision) -> Void = { _ in }

        package init(
            output: @escaping (UnsafeRawBufferPointer) throws -> Void, reject: @escaping (Reject) -> Void, note: @escaping (RecordNote) -> Void
        ) {
            self.output = output
            self.reject = reject
            self.note = note
        }
    }

    /// Runs to the end of the input. Throws what the sinks throw, and `SystemFault` where the input can't be read.
    package func run(_ source: ByteSource, _ sinks: Sinks) throws -> Summary {
        var summary = Summary()
        var ids = RecordIDs()
        let seed = ids.seed
        var isFirst = true
        let writer = writer
        let format = self.format
        if let opening = opening() { try opening.withUnsafeBytes { try sinks.output($0) } }
        var supply = order.supply(source, for: [pack], law: days.request.law)
        let pipeline = OrderedPipeline<Worker, Piece>(
            jobs: jobs, workspace: { Worker(pack, days, isStrict, keepsReasons: writer.showsReasons) }, output: { Piece(seed) },
            fill: { worker in try supply.fill(worker.chunk) },
            work: { worker, piece in worker.decide(format, writer, into: piece) },
            drain: { piece in
                summary.decided += piece.decided
                summary.rejected += piece.rejects.count
                summary.conflicts += piece.conflicts
                piece.rejects.forEach(sinks.reject)
                piece.decisions.forEach(sinks.decision)
                for note in ids.compare(piece.ids) + piece.notes {
                    summary.notes += 1
                    sinks.note(note)
                }
                if piece.out.count > 0 {
                    if format == .json, !isFirst { try Array(",\n".utf8).withUnsafeBytes { try sinks.output($0) } }
                    isFirst = false
                    try sinks.output(UnsafeRawBufferPointer(piece.out.bytes))
                }
                piece.clear()
            })
        try pipeline.run()
        if format == .json { try Array((isFirst ? "]\n" : "\n]\n").utf8).withUnsafeBytes { try sinks.output($0) } }
        return summary
    }

    private var writer: Writer {
        switch format {
        case .jsonLines, .json: Writer(pack.under(law: days.request.law).plan, asOf: days.asOf, isLean: isLean)
        case .csv, .values: .none
        }
    }

    private func opening() -> [UInt8]? {
        switch format {
        case .jsonLines, .values: return nil
        case .json: return Array("[\n".utf8)
        case .csv:
            var out = OutputBuffer()
            DecisionCSV.writeHeader(to: &out)
            return Array(out.bytes)
        }
    }
}

/// What writes a decision as JSON.
private enum Writer: Sendable {
    case full(DecisionWriter)
    case lean(LeanDecisionWriter)
    /// Another format is asked for.
    case none

    init(_ plan: Plan, asOf: Day, isLean: Bool) {
        self = isLean ? .lean(LeanDecisionWriter(plan, asOf: asOf)) : .full(DecisionWriter(plan, asOf: asOf))
    }

    /// Whether decisions are shown with what led to them.
    var showsReasons: Bool { if case .lean = self { false } else { true } }

    @inline(__always)
    func write(_ workspace: Workspace, to out: inout OutputBuffer) {
        switch self {
        case .full(let writer): writer.write(workspace, to: &out)
        case .lean(let writer): writer.write(workspace, to: &out)
        case .none: break
        }
    }
}

/// What one thread of a run works with.
private final class Worker {
    let chunk = RecordChunk()
    private let bench: CaseBench
    private let asOf: Day
    /// Writers of editions other than that of the law day, by their plans.
    private var others: [ObjectIdentifier: Writer] = [:]

    init(_ pack: PolicyPack, _ days: DecisionDays, _ isStrict: Bool, keepsReasons: Bool) {
        // Which law is milder shows in the measures; reasons are kept for who sees them.
        bench = CaseBench(pack, days.request, isStrict: isStrict, keepsReasons: keepsReasons)
        asOf = days.asOf
    }

    func decide(_ format: RecordRun.Format, _ writer: Writer, into piece: Piece) {
        if !chunk.notes.isEmpty { piece.notes += chunk.notes }
        if bench.looksAtOthers { return decideSubjects(format, writer, into: piece) }
        let home = bench.home
        let (decoder, workspace, choosesLaw) = (home.decoder, home.workspace, home.choosesLaw)
        for slice in chunk.slices {
            switch decoder.decode(chunk, slice, into: workspace.frame) {
            case .rejected(let reject): piece.rejects.append(reject)
            case .ok:
                if choosesLaw {
                    bench.settle(chunk, slice)
                    keep(bench.workspace, format, bench.seat === home ? writer : otherWriter(writer), slice, decoder.id, piece)
                } else {
                    workspace.decide()
                    keep(workspace, format, writer, slice, decoder.id, piece)
                }
                if !decoder.notes.isEmpty { piece.notes += decoder.notes }
            }
        }
    }

    /// Records of one subject with each other in view.
    private func decideSubjects(_ format: RecordRun.Format, _ writer: Writer, into piece: Piece) {
        for slices in chunk.groups {
            let (decided, rejected) = (piece.decided, piece.rejects.count)
            bench.forEach(chunk, slices) { slice, outcome in
                if case .rejected(let reject) = outcome { return piece.rejects.append(reject) }
                bench.settle(chunk, slice)
                keep(bench.workspace, format, bench.seat === bench.home ? writer : otherWriter(writer), slice, bench.home.decoder.id, piece)
                if !bench.home.decoder.notes.isEmpty { piece.notes += bench.home.decoder.notes }
            }
            // What the others came to may be another thing with it.
            if piece.decided > decided {
                for reject in piece.rejects[rejected...] { piece.notes.append(RecordNote(missingFromItsSubject: reject)) }
            }
        }
    }

    /// Keeps what was decided in a workspace.
    @inline(__always)
    private func keep(
        _ workspace: Workspace, _ format: RecordRun.Format, _ writer: Writer, _ slice: RecordChunk.Slice, _ id: JSONText, _ piece: Piece
    ) {
        piece.decided += 1
        piece.conflicts += workspace.conflictElements.count
        piece.ids.append(id, line: slice.place.line)
        switch format {
        case .jsonLines:
            writer.write(workspace, to: &piece.out)
            piece.out.append("\n")
        case .json:
            if piece.out.count > 0 { piece.out.append(",\n") }
            writer.write(workspace, to: &piece.out)
        case .csv: DecisionCSV.write(workspace.decision(), to: &piece.out)
        case .values: piece.decisions.append(workspace.decision())
        }
    }

    /// What writes the last decision, as its edition has it.
    private func otherWriter(_ writer: Writer) -> Writer {
        let plan = bench.workspace.plan
        if let known = others[ObjectIdentifier(plan)] { return known }
        let fresh = Writer(plan, asOf: asOf, isLean: !writer.showsReasons)
        others[ObjectIdentifier(plan)] = fresh
        return fresh
    }
}

/// What came of one chunk.
private final class Piece {
    // One thread at a time has a piece, and nothing it calls comes back to it.
    @exclusivity(unchecked) var out = OutputBuffer()
    var rejects: [Reject] = []
    var notes: [RecordNote] = []
    var decisions: [Decision] = []
    @exclusivity(unchecked) var ids: RecordIDs.Batch
    @exclusivity(unchecked) var decided = 0
    @exclusivity(unchecked) var conflicts = 0

    init(_ seed: UInt64) { ids = RecordIDs.Batch(seed: seed) }

    func clear() {
        out.removeAll()
        rejects.removeAll(keepingCapacity: true)
        notes.removeAll(keepingCapacity: true)
        decisions.removeAll(keepingCapacity: true)
        ids.removeAll()
        decided = 0
        conflicts = 0
    }
}
