import Diagnostics

/// Something about a record that was read and decided, worth a warning.
public struct RecordNote: Hashable, Sendable {
    /// The line of the input, from 1.
    public var line: Int
    /// The record's id; nil where no single record is meant.
    public var record: String?
    /// The field, as `events[2].on` (elements from 0); nil where the whole record is meant.
    public var path: String?
    /// Lower case, no full stop.
    public var message: Phrase

    public init(line: Int, record: String? = nil, path: String? = nil, message: Phrase) {
        self.line = line
        self.record = record
        self.path = path
        self.message = message
    }

    /// One line for people, without a line break at its end: `line 3: r-7: events[2].on: …`.
    public func text(_ language: Language) -> String {
        Reject(line: line, record: record, path: path, reason: message).text(language)
    }
}

/// What reading a record came to.
package enum RecordOutcome: Hashable, Sendable {
    /// The frame holds the case.
    case ok
    /// The frame holds nothing of use.
    case rejected(Reject)
}
