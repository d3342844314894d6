import ArgumentParser
import Diagnostics
import Records
import Redress

/// `--records` and `--record`: one record of a file.
struct RecordOptions: ParsableArguments {
    @Option(help: "A file of records (JSON Lines or a JSON array), or - for standard input.")
    var records: String

    @Option(help: "The record's id.")
    var record: String

    /// The record, read; what keeps it from being found ends the command.
    func find(_ pack: PolicyPack, _ days: DecisionDays, _ terminal: Terminal) throws -> ReadRecord {
        try RecordOptions.find(record, in: records, pack, days, terminal)
    }

    static func find(
        _ record: String, in records: String, _ pack: PolicyPack, _ days: DecisionDays, _ terminal: Terminal
    ) throws -> ReadRecord {
        let outcome: RecordSearch.Outcome
        do {
            outcome = try RecordSearch.find(record, in: RecordInput.open(records, terminal), pack, days)
        } catch let fault as SystemFault {
            terminal.note(fault, of: records)
            throw Status.usage.exitCode
        }
        switch outcome {
        case .found(let read): return read
        case .rejected(let reject):
            terminal.note(reject.text(terminal.language))
            throw Status.findings.exitCode
        case .missing:
            terminal.note(
                Phrase(zh: "redress: `\(records)` 中没有编号为 `\(record)` 的记录", en: "redress: `\(records)` has no record with the id `\(record)`"))
            throw Status.usage.exitCode
        }
    }
}
