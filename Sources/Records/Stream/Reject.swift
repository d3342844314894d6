import Diagnostics

/// A record that couldn't be read: where it stands, which of its fields is at fault, and why. The run goes on without it.
public struct Reject: Hashable, Sendable {
    /// The line of the input, from 1.
    public var line: Int
    /// The column, from 1, in Unicode scalars; nil where the whole record is meant.
    public var column: Int?
    /// The record's id, if it was read before the fault.
    public var record: String?
    /// The field, as `breach.loss` or `events[2].on` (elements from 0); nil where the whole record is meant.
    public var path: String?
    /// Lower case, no full stop.
    public var reason: Phrase

    public init(line: Int, column: Int? = nil, record: String? = nil, path: String? = nil, reason: Phrase) {
        self.line = line
        self.column = column
        self.record = record
        self.path = path
        self.reason = reason
    }

    /// One line for people, without a line break at its end: `line 3, column 18: r-7: breach.loss: expected a number, found "x"`.
    public func text(_ language: Language) -> String {
        var text: String
        switch language {
        case .chinese:
            text = "第 \(line) 行"
            if let column { text += "第 \(column) 列" }
            text += "："
        case .english:
            text = "line \(line)"
            if let column { text += ", column \(column)" }
            text += ": "
        }
        for part in [record, path] {
            if let part { text += part + (language == .chinese ? "：" : ": ") }
        }
        return text + reason[language]
    }

    /// One line of JSON with its line break: `{"line":3,"column":18,"record":"r-7","path":"breach.loss","reason":{"zh":…,"en":…}}`.
    /// `column` and `record` are left out when they aren't known, `path` is null then.
    package func write(to out: inout OutputBuffer) {
        out.append("{\"line\":")
        out.appendInteger(line)
        if let column {
            out.append(",\"column\":")
            out.appendInteger(column)
        }
        if let record {
            out.append(",\"record\":")
            out.appendJSONString(record)
        }
        out.append(",\"path\":")
        if let path { out.appendJSONString(path) } else { out.append("null") }
        out.append(",\"reason\":{\"zh\":")
        out.appendJSONString(reason.zh)
        out.append(",\"en\":")
        out.appendJSONString(reason.en)
        out.append("}}\n")
    }
}

extension Reject {
    /// A stretch of the input that is no record.
    package init(_ fault: StreamFault, at place: TextPlace, limits: RecordReader.Limits) {
        self.init(line: place.line, reason: fault.phrase(limits: limits))
    }

    /// A record that is no JSON.
    package init(
        _ fault: JSONFault, in slice: RecordChunk.Slice, of chunk: RecordChunk, record: String? = nil, path: String? = nil
    ) {
        let place = chunk.place(of: fault.offset, in: slice)
        self.init(line: place.line, column: place.column, record: record, path: path, reason: fault.phrase)
    }
}
