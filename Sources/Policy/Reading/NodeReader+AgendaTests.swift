import Diagnostics
import YAMLDocument

extension NodeReader {
    /// The days that a test of duties looks at, and what had been done.
    func agendaExpectation(_ node: YAMLNode) -> AgendaExpectation? {
        guard let fields = fields(node, keys: [.from, .until, .on, .done]) else { return nil }
        // Every key is looked at, so that all its faults are told at once.
        let from = fields.required(.from).flatMap(day)
        let until = fields.required(.until).flatMap(day)
        let asOf = fields[.on].flatMap(day)
        let done = fields[.done].flatMap { list($0) }?.compactMap { ledgerEntry($0) } ?? []
        guard let from, let until else { return nil }
        if until < from {
            report(
                .fault(
                    "wrong-value", at: fields[.until].map(location), zh: "末日早于首日", en: "the last day is before the first",
                    mend: Phrase(zh: "改正其中一个日期", en: "correct one of the days")))
        }
        return AgendaExpectation(from: from, until: until, asOf: asOf, done: done, location: location(of: node))
    }

    private func ledgerEntry(_ node: YAMLNode) -> AgendaExpectation.Done? {
        guard let fields = fields(node, keys: [.duty, .on, .due]) else { return nil }
        let duty = fields.required(.duty).flatMap(written)
        let on = fields.required(.on).flatMap(day)
        let due = fields[.due].flatMap(day)
        guard let duty, let on else { return nil }
        return AgendaExpectation.Done(duty: duty, on: on, due: due)
    }

    /// `DUTY: status`, or `DUTY: {due, status, owner, cooperating, deliverable}`.
    func dutyExpectations(_ node: YAMLNode) -> [DutyExpectation] { named(node).compactMap { expectation($0.name, $0.node) } }

    private func expectation(_ name: Written<String>, _ node: YAMLNode) -> DutyExpectation? {
        var expectation = DutyExpectation(duty: name)
        guard node.entries != nil else {
            if let text = node.scalar?.text, NameWord.reading(text) == NameWord.none {
                expectation.isAbsent = true
                return expectation
            }
            expectation.status = status(ofDuty: node)
            return expectation.status == nil ? nil : expectation
        }
        guard let fields = fields(node, keys: [.due, .status, .owner, .cooperating, .deliverable], at: name.location) else { return nil }
        expectation.due = fields[.due].map { node in Written(oneOrList(node).compactMap(day), at: location(of: node)) }
        expectation.status = fields[.status].flatMap { status(ofDuty: $0) }
        expectation.owner = fields[.owner].map { textList($0) }
        expectation.cooperating = fields[.cooperating].map { textList($0) }
        expectation.deliverables = fields[.deliverable].map { textList($0) }
        return expectation
    }

    private func status(ofDuty node: YAMLNode) -> Written<DutyStatus>? {
        word(DutyStatus.self, node).map { Written($0, at: location(of: node)) }
    }

    private func textList(_ node: YAMLNode) -> Written<[String]> { Written(texts(node).map(\.value), at: location(of: node)) }
}
