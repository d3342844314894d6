import Diagnostics
import YAMLDocument

extension NodeReader {
    /// The tests of a pack, each of a record or of its duties.
    func tests(_ node: YAMLNode, names: inout NameRegister) -> [TestCase] {
        var result: [TestCase] = []
        for (name, node) in named(node) where names.claim(name, findings: findings) {
            guard let fields = fields(node, keys: [.clause, .given, .history, .agenda, .then, .under], at: name.location) else { continue }
            let clauses = fields[.clause].map(texts) ?? []
            if fields.has(.agenda) {
                fields.exclude(.agenda, .given)
                fields.exclude(.agenda, .history)
                fields.exclude(.agenda, .under)
                guard var agenda = fields[.agenda].flatMap({ agendaExpectation($0) }) else { continue }
                agenda.duties = fields.required(.then).map { dutyExpectations($0) } ?? []
                let nothing = RecordTree(.object([]), at: name.location)
                result.append(TestCase(name: name.value, clauses: clauses, given: nothing, then: [], agenda: agenda, location: name.location))
                continue
            }
            let then = fields.required(.then).map(days) ?? []
            let under = fields[.under].map { packs($0) } ?? []
            guard let given = fields.required(.given).flatMap(record) else { continue }
            result.append(
                TestCase(
                    name: name.value, clauses: clauses, given: given, history: histories(fields), then: then, under: under, location: name.location))
        }
        return result
    }

    /// The tests of a vocabulary: records, and what each pack makes of them.
    func sharedTests(_ node: YAMLNode, names: inout NameRegister) -> [TestCase] {
        var result: [TestCase] = []
        for (name, node) in named(node) where names.claim(name, findings: findings) {
            guard let fields = fields(node, keys: [.given, .history, .under], at: name.location) else { continue }
            let under = fields.required(.under).map { packs($0) } ?? []
            guard let given = fields.required(.given).flatMap(record) else { continue }
            result.append(
                TestCase(name: name.value, given: given, history: histories(fields), then: [], under: under, location: name.location))
        }
        return result
    }

    /// The subject's other records.
    private func histories(_ fields: Fields) -> [RecordTree] { fields[.history].flatMap(list)?.compactMap(record) ?? [] }

    /// `PACK: {DAY: …, …}`, beside the days the clauses that say so.
    private func packs(_ node: YAMLNode) -> [PackExpectation] {
        named(node).map { name, node in
            var clauses: [Written<String>] = []
            var rest = node
            if let entries = node.entries {
                let isClause = { (entry: YAMLEntry) in [PolicyKey.clause.english, PolicyKey.clause.chinese].contains(entry.key.scalar?.text ?? "") }
                clauses = entries.filter(isClause).flatMap { texts($0.value) }
                rest = node.replacing(.mapping(entries.filter { !isClause($0) }, flow: false))
            }
            return PackExpectation(pack: name, clauses: clauses, then: days(rest))
        }
    }

    private func days(_ node: YAMLNode) -> [DayExpectation] {
        (mapping(node) ?? []).compactMap { entry in
            guard let day = day(entry.key), let entries = mapping(entry.value) else { return nil }
            var expectation = DayExpectation(day: day, location: location(of: entry.key))
            for entry in entries { add(entry, to: &expectation) }
            return expectation
        }
    }

    /// A measure's name, or one of the words that say something about the whole decision.
    private func add(_ entry: YAMLEntry, to expectation: inout DayExpectation) {
        guard let name = written(entry.key) else { return }
        let words: [PolicyKey] = [.options, .undetermined, .conflicts]
        switch words.first(where: { $0.rawValue == name.value || $0.chinese == name.value }) {
        case .options:
            expectation.options = list(entry.value)?.map { Written(texts($0).map(\.value), at: location(of: $0)) }
        case .undetermined:
            expectation.undetermined = mapping(entry.value)?.compactMap(undetermined)
        case .conflicts:
            expectation.conflicts = integer(entry.value).map { Written($0, at: location(of: entry.value)) }
        default:
            if let measure = measure(name, entry.value) { expectation.measures.append(measure) }
        }
    }

    private func undetermined(_ entry: YAMLEntry) -> UndeterminedExpectation? {
        written(entry.key).map { UndeterminedExpectation(rule: $0, facts: texts(entry.value)) }
    }

    private func measure(_ name: Written<String>, _ node: YAMLNode) -> MeasureExpectation? {
        var expectation = MeasureExpectation(measure: name)
        guard node.entries != nil else {
            expectation.status = status(node)
            return expectation.status == nil ? nil : expectation
        }
        let nullable: [PolicyKey] = [.from, .until, .due, .addressee]
        guard let fields = nullableFields(node, keys: [.status, .rule, .adjusted, .responsible, .count] + nullable, nullable: nullable) else {
            return nil
        }
        expectation.status = fields.known[.status].flatMap(status)
        expectation.rule = fields.known[.rule].flatMap(written)
        expectation.adjusted = fields.known[.adjusted].map { Written(texts($0).map(\.value), at: location(of: $0)) }
        expectation.responsible = fields.known[.responsible].map { Written(texts($0).map(\.value), at: location(of: $0)) }
        expectation.count = fields.known[.count].flatMap { node in integer(node).map { Written($0, at: location(of: node)) } }
        expectation.from = expectedDay(.from, fields)
        expectation.until = expectedDay(.until, fields)
        expectation.due = expectedDay(.due, fields)
        if let null = fields.nulls[.addressee] {
            expectation.addressee = Written(nil, at: location(of: null))
        } else {
            expectation.addressee = fields.known[.addressee].flatMap(written).map { Written($0.value, at: $0.location) }
        }
        return expectation
    }

    /// A status that a measure can have, or `none`.
    private func status(_ node: YAMLNode) -> Written<MeasureExpectation.Status>? {
        guard let text = written(node) else { return nil }
        if NameWord.reading(text.value) == NameWord.none { return Written(.none, at: text.location) }
        return word(MeasureStatus.self, node).map { Written(.status($0), at: text.location) }
    }

    private func expectedDay(_ key: PolicyKey, _ fields: NullableFields) -> Written<MeasureExpectation.Day>? {
        if let null = fields.nulls[key] { return Written(.null, at: location(of: null)) }
        guard let node = fields.known[key], let day = day(node) else { return nil }
        return Written(.day(day), at: location(of: node))
    }

    /// Entries among which some may be null, which then is what the test expects.
    private struct NullableFields {
        var known: Fields
        var nulls: [PolicyKey: YAMLNode]
    }

    private func nullableFields(_ node: YAMLNode, keys: [PolicyKey], nullable: [PolicyKey]) -> NullableFields? {
        guard let entries = mapping(node) else { return nil }
        var nulls: [PolicyKey: YAMLNode] = [:]
        var rest: [YAMLEntry] = []
        for entry in entries {
            let text = entry.key.scalar?.text ?? ""
            if entry.value.isNull, let key = nullable.first(where: { $0.rawValue == text || $0.chinese == text }) {
                nulls[key] = entry.value
            } else {
                rest.append(entry)
            }
        }
        return fields(node.replacing(.mapping(rest, flow: false)), keys: keys).map { NullableFields(known: $0, nulls: nulls) }
    }
}
