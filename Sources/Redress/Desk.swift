import Diagnostics
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
    /// - Parameter history: the subject's other records.
    func decide(_ record: [UInt8], history: [[UInt8]] = []) -> PolicyPack.Failure? {
        if let failure = read(record) { return failure }
        if !history.isEmpty, let failure = gather(record, history) { return failure }
        let last = chunk.slices.count - 1
        if case .rejected(let reject) = bench.read(chunk, 0..<chunk.slices.count, last) { return .rejected(reject) }
        bench.settle(chunk, chunk.slices[last])
        return nil
    }

    /// The one record in the chunk.
    private func read(_ record: [UInt8]) -> PolicyPack.Failure? {
        // A chunk with room for everything: what stands behind the first record is seen as well.
        var limits = RecordReader.Limits()
        limits.chunkBytes = max(4096, record.count + 1)
        var reader = RecordReader(.bytes(record), limits: limits)
        do throws(SystemFault) {
            _ = try reader.fill(chunk)
        } catch {
            return .notOneRecord(found: 0)
        }
        return chunk.slices.count == 1 ? nil : .notOneRecord(found: chunk.slices.count)
    }

    /// The other records in the chunk, and the one to decide behind them. All have to be about one subject.
    private func gather(_ record: [UInt8], _ history: [[UInt8]]) -> PolicyPack.Failure? {
        let probe = SubjectProbe(bench.home.pack.schema)
        let subject = chunk.slices.first.flatMap { probe.subject(of: chunk, $0) }.map { $0.text.string }
        let all = RecordChunk()
        for (number, other) in history.enumerated() {
            func failure(_ reject: Reject) -> PolicyPack.Failure {
                var reject = reject
                reject.path = "history[\(number)]" + (reject.path.map { "." + $0 } ?? "")
                return .rejected(reject)
            }
            if let fault = read(other) {
                guard case .notOneRecord(let found) = fault else { return fault }
                return failure(Reject(line: 1, reason: Phrase(zh: "应为一条记录，却有 \(found) 条", en: "expected one record, found \(found)")))
            }
            guard let slice = chunk.slices.first else { continue }
            if case .rejected(let reject) = bench.read(chunk, slice) { return failure(reject) }
            if let found = probe.subject(of: chunk, slice), found.text.string != subject {
                return failure(Reject(line: slice.place.line, record: bench.home.decoder.id.string, reason: Desk.otherSubject))
            }
            all.append(slice, of: chunk)
        }
        if let failure = read(record) { return failure }
        if let slice = chunk.slices.first { all.append(slice, of: chunk) }
        chunk.clear()
        for slice in all.slices { chunk.append(slice, of: all) }
        chunk.pad()
        return nil
    }

    static let otherSubject = Phrase(zh: "这条记录属于另一个主体", en: "this record is about another subject")
}
