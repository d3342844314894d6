import Diagnostics
import YAMLDocument

/// Reads the ledger of a policy's duties: a list of what was done when.
struct LedgerReader {
    let policy: ResolvedPolicy
    let findings: Findings

    func read(_ document: YAMLDocument) -> DutyLedger {
        let reader = NodeReader(document: document, findings: findings)
        // A ledger in which nothing stands yet is no fault.
        guard let root = document.root, !root.isNull else { return DutyLedger() }
        return DutyLedger(entries: (reader.list(root) ?? []).compactMap { entry($0, reader) })
    }

    private func entry(_ node: YAMLNode, _ reader: NodeReader) -> DutyLedger.Entry? {
        guard let fields = reader.fields(node, keys: [.duty, .on, .due, .note]) else { return nil }
        // Every key is looked at, so that all its faults are told at once.
        let name = fields.required(.duty).flatMap(reader.written)
        let on = fields.required(.on).flatMap(reader.day)
        let due = fields[.due].flatMap(reader.day)
        let note = fields[.note].flatMap(reader.text)
        guard let name, let duty = duty(name), let on else { return nil }
        if let due, !isDue(duty, due) {
            findings.report(
                .fault(
                    "unknown-occurrence", at: fields[.due].map(reader.location), zh: "`\(name.value)` 在 \(CivilDay.text(due)) 没有到期",
                    en: "`\(name.value)` isn't due on \(CivilDay.text(due))",
                    mend: Phrase(zh: "写一个到期日，或删掉这个键", en: "write a day on which it is due, or delete the key"),
                    notes: [Diagnostic.Note(message: Phrase(zh: "任务在这里", en: "the duty is here"), location: policy.duties[duty].location)]))
        }
        return DutyLedger.Entry(duty: duty, on: on, due: due, note: note)
    }

    private func duty(_ name: Written<String>) -> Int? {
        if let index = policy.duty(named: name.value) { return index }
        findings.report(
            .unknownName("unknown-duty", name, zh: "任务", en: "duty", known: policy.duties.spellings(\.name, \.label)))
        return nil
    }

    private func isDue(_ duty: Int, _ day: Int32) -> Bool { !policy.occurrences(ofDuty: duty, from: day, to: day).isEmpty }
}

extension DutyLedger {
    /// A ledger and every fault found in it.
    package struct Loading: Sendable {
        /// What could be read.
        package var ledger: DutyLedger
        /// In order of place and code.
        package var diagnostics: [Diagnostic]
    }

    /// Reads the ledger of a policy's duties from a file.
    package static func load(_ path: String, files: any PolicyFiles, for policy: ResolvedPolicy) -> Loading {
        let findings = Findings()
        var ledger = DutyLedger()
        do {
            let reading = YAMLDocument.read(SourceText(name: path, bytes: try files.read(path)))
            findings.report(reading.diagnostics)
            if let document = reading.document { ledger = LedgerReader(policy: policy, findings: findings).read(document) }
        } catch {
            findings.report(.unreadable(path, error))
        }
        return Loading(ledger: ledger, diagnostics: findings.diagnostics.inOrder())
    }
}
