import Diagnostics
import Engine
import FEEL

/// Reads records straight into frames; one per thread.
///
/// What it takes: a fact of type string a JSON string; number a JSON number that 34 digits hold exactly and that lies in the fact's range;
/// boolean `true` or `false`; date `"YYYY-MM-DD"`, a day that exists; durations their ISO 8601 strings; an enumeration the name of a value; a list
/// an array without nulls. A member that is null is as good as absent: the fact isn't known. Names of facts come once each.
///
/// Strings and numbers of many digits stay where they were read (in the chunk, in the decoder's scratch memory, in the frame's arena): decide the
/// case before the next record is read or the chunk filled again.
package final class RecordDecoder {
    package let schema: RecordSchema
    /// Whether fields that the vocabulary doesn't know are refused; otherwise they are checked to be JSON and passed over.
    package let isStrict: Bool
    private let limits: RecordReader.Limits
    // Kept from record to record, so that its scratch memory isn't counted for each.
    @exclusivity(unchecked) private var scanner: JSONScanner
    @exclusivity(unchecked) private var reading: RecordReading

    package init(_ schema: RecordSchema, strict: Bool = false, limits: RecordReader.Limits = RecordReader.Limits()) {
        self.schema = schema
        self.isStrict = strict
        self.limits = limits
        reading = RecordReading(schema, strict: strict)
        let nothing: StaticString = ""
        scanner = JSONScanner(start: nothing.utf8Start, count: 0, scratch: JSONScratch())
    }

    /// What is worth a warning about the record read last; empty when it was rejected.
    @exclusivity(unchecked) package private(set) var notes: [RecordNote] = []

    /// The id of the record read last; valid as long as its strings are.
    package var id: JSONText { reading.id }

    /// Reads one record into a frame of the schema's plan.
    package func decode(_ chunk: RecordChunk, _ slice: RecordChunk.Slice, into frame: Frame) -> RecordOutcome {
        if !notes.isEmpty { notes.removeAll(keepingCapacity: true) }
        if let fault = slice.fault {
            var reject = Reject(fault, at: slice.place, limits: limits)
            if fault.isAboutPlace { reject.record = RecordHead(chunk, slice).id?.text.string }
            return .rejected(reject)
        }
        // The first kind of the vocabulary, unless the record says otherwise; what was read by then is read again.
        var kind = 0
        while true {
            do throws(JSONFault) {
                chunk.begin(slice, &scanner)
                try reading.read(&scanner, into: frame, kind: kind)
                if reading.hasEarlyEvent { addNotes(chunk, slice, frame) }
                return .ok
            } catch {
                if kind == 0, error.kind == .refused, let other = otherKind(chunk, slice) {
                    kind = other
                    continue
                }
                return .rejected(reject(error, chunk, slice))
            }
        }
    }

    /// The kind that a record turned out to have which couldn't be read as the first one; nil when that is what it is.
    private func otherKind(_ chunk: RecordChunk, _ slice: RecordChunk.Slice) -> Int? {
        if case .otherKind(let kind)? = reading.problem { return kind }
        // The kind may stand behind the field that was refused.
        guard !reading.hasKind, let name = RecordHead(chunk, slice).kind else { return nil }
        let kind = schema.kindNames.find(name.text)
        return kind > 0 ? kind : nil
    }

    private func reject(_ fault: JSONFault, _ chunk: RecordChunk, _ slice: RecordChunk.Slice) -> Reject {
        let record = reading.id.count > 0 ? reading.id.string : RecordHead(chunk, slice).id?.text.string
        let path = reading.path.text
        guard fault.kind == .refused, let problem = reading.problem else {
            return Reject(fault, in: slice, of: chunk, record: record, path: path)
        }
        let place = chunk.place(of: fault.offset, in: slice)
        if case .missingID = problem { return Reject(line: place.line, path: path, reason: problem.phrase(schema)) }
        return Reject(line: place.line, column: place.column, record: record, path: path, reason: problem.phrase(schema))
    }

    private func addNotes(_ chunk: RecordChunk, _ slice: RecordChunk.Slice, _ frame: Frame) {
        let slot = schema.notBefore[frame.kind]
        guard slot >= 0 else { return }
        let fact = schema.plan.factNames.indices.contains(slot) ? schema.plan.factNames[slot] : ""
        for (index, event) in frame.events.elements.enumerated() where Int64(event.on) < frame[slot].bits {
            var days: [[UInt8]] = [[], []]
            CivilDate.appendText(day: Int64(event.on), to: &days[0])
            CivilDate.appendText(day: frame[slot].bits, to: &days[1])
            let (on, first) = (String(decoding: days[0], as: UTF8.self), String(decoding: days[1], as: UTF8.self))
            notes.append(
                RecordNote(
                    line: chunk.place(of: reading.eventOffsets[index], in: slice).line, record: reading.id.string, path: "events[\(index)].on",
                    message: Phrase(
                        zh: "事件日期 `\(on)` 早于 `\(fact)`（`\(first)`）", en: "the event's day `\(on)` is before `\(fact)` (`\(first)`)")))
        }
    }
}
