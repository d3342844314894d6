import Diagnostics
import Engine
import Policy
import Records
import Reports

/// Brings a test's records into a chunk, as a file would have them: those of the subject of the one that is tested.
final class GivenReading {
    /// The records of that subject.
    let chunk = RecordChunk()
    private let one = RecordChunk()
    /// What has been read so far.
    private let all = RecordChunk()
    private let writer: RecordTreeWriter
    private let probe: SubjectProbe
    private let decoder: RecordDecoder
    private let frame: Frame

    init(_ plan: Plan) {
        let schema = RecordSchema(plan)
        writer = RecordTreeWriter(plan.policy.vocabulary)
        probe = SubjectProbe(schema)
        decoder = RecordDecoder(schema, strict: true)
        frame = Frame(plan)
    }

    /// - Returns: which slice of the chunk is the one that is tested.
    func read(_ given: TestRunner.Given) -> Result<Int, TestRunner.Unreadable> {
        var subjects: [String?] = []
        all.clear()
        for (number, tree) in given.records.enumerated() {
            func fault(_ phrase: Phrase) -> Result<Int, TestRunner.Unreadable> {
                .failure(TestRunner.Unreadable(fault: phrase, location: tree.location))
            }
            let record = writer.write(tree, id: number == given.place ? "test" : "history-\(number + 1)")
            var reader = RecordReader(.bytes(record.bytes))
            do throws(SystemFault) {
                _ = try reader.fill(one)
            } catch {
                return fault(error.phrase)
            }
            guard one.slices.count == 1, let slice = one.slices.first else {
                return fault(Phrase(zh: "不是一条记录", en: "this isn't one record"))
            }
            if case .rejected(let reject) = decoder.decode(one, slice, into: frame) {
                let path = reject.path.map { "\($0): " } ?? ""
                return fault(Phrase(zh: path + reject.reason.zh, en: path + reject.reason.en))
            }
            subjects.append(probe.subject(of: one, slice)?.text.string)
            all.append(slice, of: one)
        }
        let subject = subjects[given.place]
        let own = subjects.indices.filter { $0 == given.place || (subject != nil && subjects[$0] == subject) }
        // A record among another subject's would be a test of nothing.
        if given.isOneSubject, let odd = subjects.indices.first(where: { subjects[$0] != subject }) {
            return .failure(TestRunner.Unreadable(fault: Desk.otherSubject, location: given.records[odd].location))
        }
        all.pad()
        chunk.clear()
        for number in own { chunk.append(all.slices[number], of: all) }
        chunk.pad()
        return .success(own.firstIndex(of: given.place) ?? 0)
    }
}
