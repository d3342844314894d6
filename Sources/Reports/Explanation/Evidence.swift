import Diagnostics
import FEEL
import Policy

/// An expression as it stood at a moment: what it came to, and everything it read.
struct Evidence: Sendable {
    /// As written, on one line.
    var text: String
    /// As written, with the values of what it names put in.
    var filledIn: [Piece]
    var value: Datum
    /// What it names, each once, in order of mention.
    var readings: [Reading]
    /// The parts of a conjunction, each on its own; empty for anything else.
    var conjuncts: [Evidence]

    enum Piece: Sendable {
        case text(String)
        case value(Datum, FactType?)
    }

    /// Something an expression names, and its value.
    struct Reading: Sendable {
        var subject: Subject
        var value: Datum
        /// What a definition says.
        var body: [Evidence] = []
        /// The last event that turned a state on or off, or the first of those an event function looks at.
        var events: [(event: Int, day: Int32)] = []
        /// Of a decision table: the rows that are hit, or may be.
        var rows: [TableRow] = []
    }

    /// A row of a decision table that is hit, or may be.
    struct TableRow: Sendable {
        /// From 1.
        var number: Int
        var isSure: Bool
        var tests: [String]
        var outputs: [String]
        var clauses: [ClauseReference]
        var note: Phrase?
    }

    enum Subject: Hashable, Sendable {
        case fact(slot: Int)
        case state(Int)
        case definition(Int)
        case parameter(Int)
        case event(Int)
        /// The subject's other records.
        case records(HistoryList)
    }

    /// Names of the facts that it waits for.
    var missing: [String] {
        if case .unknown(let names) = value { return names }
        return []
    }

    var isTrue: Bool { value == .boolean(true) }
    var isFalse: Bool { value == .boolean(false) }
}
