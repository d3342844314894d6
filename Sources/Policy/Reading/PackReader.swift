import Diagnostics
import YAMLDocument

/// Reads the files of one pack, one after the other, into one ``Pack``.
struct PackReader {
    let findings: Findings
    private(set) var pack = Pack(id: "")
    private var isNamed = false
    // Names are shared by all files of the pack.
    private var parameters = NameRegister()
    private var settings = NameRegister()
    private var clauses = NameRegister()
    private var definitions = NameRegister()
    /// Those of duties and assessments too.
    private var rules = NameRegister()
    private var letters = NameRegister()
    private var tests = NameRegister()
    private var combinations = NameRegister()

    static let headerKeys: [PolicyKey] = [
        .pack, .title, .instrument, .jurisdiction, .inForce, .extends, .vocabulary, .monthEnds, .calendar, .deadlines, .runningCases,
    ]
    static let contentKeys: [PolicyKey] = [
        .parameters, .set, .groups, .clauses, .define, .rules, .duties, .assessments, .letters, .refine, .replace, .drop, .adjustments,
    ]

    init(findings: Findings) { self.findings = findings }

    /// What was read; nil when `pack.yaml` gave no id.
    var result: Pack? { isNamed ? pack : nil }

    /// Which file of a pack it is.
    enum Role {
        /// `pack.yaml`.
        case header
        case content
        /// In `tests/`.
        case tests
    }

    mutating func read(_ document: YAMLDocument, as role: Role) {
        let reader = NodeReader(document: document, findings: findings)
        guard let root = document.root else {
            reader.reportEmptyFile()
            return
        }
        let place = Location(source: document.source, span: .at(root.span.lower))
        let keys: [PolicyKey]
        switch role {
        case .header: keys = Self.headerKeys + Self.contentKeys
        case .content: keys = Self.contentKeys
        case .tests: keys = [.tests, .assess]
        }
        guard let fields = reader.fields(root, keys: keys, at: place) else { return }
        switch role {
        case .header: header(fields)
        case .content: break
        case .tests:
            // A file may test assessments alone.
            let node = fields.has(.assess) ? fields[.tests] : fields.required(.tests)
            if let node { pack.tests += reader.tests(node, names: &tests) }
            if let node = fields[.assess] { pack.assessmentTests += reader.assessmentTests(node, names: &tests) }
            return
        }
        // In the order of the file, as the order of rules counts.
        for (key, entry) in fields.entries {
            content(key, entry.value, reader)
        }
    }

    private mutating func header(_ fields: Fields) {
        let reader = fields.reader
        if let id = fields.required(.pack).flatMap(reader.written) {
            pack.id = id.value
            pack.location = id.location
            isNamed = true
        }
        pack.title = fields[.title].flatMap(reader.phrase) ?? Phrase(same: pack.id)
        if let node = fields[.instrument], let instrument = reader.fields(node, keys: [.number, .issuer, .level]) {
            pack.instrument = Instrument(
                number: instrument[.number].flatMap(reader.text), issuer: instrument[.issuer].flatMap(reader.text),
                level: instrument[.level].flatMap(reader.text))
        }
        pack.jurisdiction = fields[.jurisdiction].flatMap(reader.text)
        if let node = fields[.inForce] { pack.inForce = reader.inForce(node, keys: [.from, .until, .stated]) }
        pack.extends = fields[.extends].flatMap(reader.written)
        pack.vocabulary = fields[.vocabulary].flatMap(reader.written)
        pack.monthEnds = fields[.monthEnds].flatMap { reader.word(MonthEnds.self, $0) }
        pack.calendar = fields[.calendar].flatMap(reader.written)
        if let node = fields[.deadlines] { pack.deadlines = deadlines(node, reader) }
        pack.runningCases = fields[.runningCases].map(reader.runningCases) ?? []
    }

    private func deadlines(_ node: YAMLNode, _ reader: NodeReader) -> Deadlines {
        guard let fields = reader.fields(node, keys: [.firstDay, .onHoliday]) else { return Deadlines() }
        return Deadlines(
            firstDay: fields[.firstDay].flatMap { reader.word(Deadlines.FirstDay.self, $0) },
            onHoliday: fields[.onHoliday].flatMap { reader.word(Deadlines.OnHoliday.self, $0) }, location: fields.keyLocation(.onHoliday))
    }

    private mutating func content(_ key: PolicyKey, _ node: YAMLNode, _ reader: NodeReader) {
        switch key {
        case .parameters: pack.parameters += reader.parameters(node, names: &parameters)
        case .set: pack.set += reader.parameters(node, areSet: true, names: &settings)
        case .groups: pack.groups += reader.groups(node)
        case .clauses: pack.clauses += reader.clauses(node, names: &clauses)
        case .define: pack.definitions += reader.definitions(node, names: &definitions)
        case .rules: pack.rules += reader.rules(node, names: &rules)
        case .duties: pack.duties += reader.duties(node, names: &rules)
        case .assessments: pack.assessments += reader.assessments(node, names: &rules)
        case .letters: pack.letters += reader.letters(node, names: &letters)
        case .refine:
            pack.rules += reader.refinements(node, names: &rules)
            pack.duties += reader.dutyRefinements(node, names: &rules)
            pack.assessments += reader.assessmentRefinements(node, names: &rules)
        case .replace:
            pack.rules += reader.replacements(node, names: &rules)
            pack.duties += reader.dutyReplacements(node, names: &rules)
            pack.assessments += reader.assessmentReplacements(node, names: &rules)
        case .adjustments: pack.combinations += reader.combinations(node, names: &combinations)
        case .drop: pack.dropped += reader.dropped(node, names: &rules)
        default: break
        }
    }
}
