import Diagnostics
import FEEL
import YAMLDocument

extension NodeReader {
    private static let assessmentKeys: [PolicyKey] = [
        .clause, .label, .appliesTo, .every, .base, .floor, .cap, .except, .shownAs, .indicators, .bands, .table, .ranking, .warnings,
    ]
    /// What only an assessment has: whoever writes one of them under `refine` or `replace` speaks of an assessment.
    private static let tellingAssessmentKeys: [PolicyKey] = [.indicators, .bands, .table, .ranking, .warnings]

    func assessments(_ node: YAMLNode, names: inout NameRegister) -> [Assessment] {
        var result: [Assessment] = []
        for (name, node) in named(node) where names.claim(name, findings: findings) {
            guard let fields = fields(node, keys: Self.assessmentKeys, at: name.location) else { continue }
            result.append(assessment(name, .own, fields))
        }
        return result
    }

    /// The assessments among the entries of `refine:`, which adds clauses, indicators and warnings.
    func assessmentRefinements(_ node: YAMLNode, names: inout NameRegister) -> [Assessment] {
        var result: [Assessment] = []
        for (name, node) in namedAssessments(node) where names.claim(name, findings: findings) {
            guard let fields = fields(node, keys: [.clause, .indicators, .warnings], at: name.location) else { continue }
            result.append(assessment(name, .refinement, fields))
        }
        return result
    }

    /// The assessments among the entries of `replace:`.
    func assessmentReplacements(_ node: YAMLNode, names: inout NameRegister) -> [Assessment] {
        var result: [Assessment] = []
        for (name, node) in namedAssessments(node) where names.claim(name, findings: findings) {
            guard let fields = fields(node, keys: [.because] + Self.assessmentKeys, at: name.location) else { continue }
            result.append(assessment(name, .replacement(because: reason(fields)), fields))
        }
        return result
    }

    private func namedAssessments(_ node: YAMLNode) -> [(name: Written<String>, node: YAMLNode)] {
        (node.entries ?? []).compactMap { entry in
            guard !entry.value.isNull, let name = entry.key.scalar, isAssessment(entry.value) else { return nil }
            return (Written(name.text, at: location(of: entry.key)), entry.value)
        }
    }

    /// Whether an entry of `refine:` or `replace:` speaks of an assessment.
    func isAssessment(_ node: YAMLNode) -> Bool {
        (node.entries ?? []).contains { entry in
            let written = entry.key.scalar?.text ?? ""
            return Self.tellingAssessmentKeys.contains { $0.english == written || $0.chinese == written }
        }
    }

    private func assessment(_ name: Written<String>, _ role: Rule.Role, _ fields: Fields) -> Assessment {
        let isWhole = role != .refinement
        var assessment = Assessment(
            name: name.value, role: role, label: label(fields), clauses: fields[.clause].map(texts) ?? [],
            appliesTo: fields[.appliesTo].map(texts), location: name.location)
        if isWhole {
            if let node = fields.required(.every) {
                let (value, stated) = statedValue(node)
                assessment.every = value.flatMap { word(CalendarPeriod.self, $0) }
                assessment.everyStated = stated
            }
            assessment.base = fields.required(.base).flatMap(expression)
            _ = fields.required(.indicators)
        }
        assessment.floor = fields[.floor].flatMap(expression)
        assessment.cap = fields[.cap].flatMap(expression)
        assessment.except = fields[.except].flatMap(expression)
        assessment.shownAs = fields[.shownAs].flatMap(expression)
        // Parts of one sort have names of their own.
        var (indicators, bands, warnings) = (NameRegister(), NameRegister(), NameRegister())
        assessment.indicators = fields[.indicators].map { parts($0, &indicators, indicator) } ?? []
        assessment.bands = fields[.bands].map { parts($0, &bands, band) } ?? []
        assessment.bandTable = fields[.table].flatMap { bandTable($0, assessment.bands, fields) }
        assessment.warnings = fields[.warnings].map { parts($0, &warnings, warning) } ?? []
        assessment.ranking = fields[.ranking].flatMap(ranking)
        return assessment
    }

    private func parts<Part>(_ node: YAMLNode, _ names: inout NameRegister, _ read: (Written<String>, YAMLNode) -> Part?) -> [Part] {
        var result: [Part] = []
        for (name, node) in named(node) where names.claim(name, findings: findings) {
            if let part = read(name, node) { result.append(part) }
        }
        return result
    }

    private func indicator(_ name: Written<String>, _ node: YAMLNode) -> Assessment.Indicator? {
        let keys: [PolicyKey] = [.clause, .label, .kind, .where, .day, .points, .inAll, .weight, .floor, .cap]
        guard let fields = fields(node, keys: keys, at: name.location) else { return nil }
        var indicator = Assessment.Indicator(
            name: name.value, label: label(fields), clauses: fields[.clause].map(texts) ?? [], location: name.location)
        indicator.kind = fields[.kind].flatMap(written)
        indicator.condition = fields[.where].flatMap(expression)
        indicator.day = fields[.day].flatMap(expression)
        indicator.inAll = fields[.inAll].flatMap(expression)
        // What all records together count for needs no points of each.
        indicator.points = (fields.has(.inAll) ? fields[.points] : fields.required(.points)).flatMap(expression)
        indicator.weight = fields[.weight].flatMap(expression)
        indicator.floor = fields[.floor].flatMap(expression)
        indicator.cap = fields[.cap].flatMap(expression)
        return indicator
    }

    private func band(_ name: Written<String>, _ node: YAMLNode) -> Assessment.Band? {
        guard let fields = fields(node, keys: [.clause, .label, .from], at: name.location) else { return nil }
        return Assessment.Band(
            name: name.value, label: label(fields), clauses: fields[.clause].map(texts) ?? [], from: fields[.from].flatMap(expression),
            location: name.location)
    }

    /// The table that says who has which band: its results are names of bands, which come in their order.
    private func bandTable(_ node: YAMLNode, _ bands: [Assessment.Band], _ fields: Fields) -> DecisionTable? {
        let place = fields.keyLocation(.table)
        guard fields.has(.bands) else {
            _ = fields.required(.bands)
            return nil
        }
        for band in bands {
            guard let from = band.from else { continue }
            report(
                .fault(
                    "exclusive-keys", at: from.location, zh: "有了 `决策表`，等次就不写 `自`", en: "`from` can't stand in a band beside `table`",
                    mend: Phrase(zh: "只留一个", en: "keep one of them"),
                    notes: [Diagnostic.Note(message: Phrase(zh: "另一处在这里", en: "the other is here"), location: place)]))
        }
        let names = bands.map { $0.name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") }
        guard let table = table(node, at: place, values: names.map { WrittenExpression("\"\($0)\"") }) else { return nil }
        guard table.hit.givesOne, table.outputs.count == 1 else {
            let known = HitPolicy.allCases.filter(\.givesOne)
            report(
                .fault(
                    "table-hit", at: place, zh: "等次的决策表只能得出一个等次", en: "the table of an assessment gives one band",
                    mend: Phrase(
                        zh: "写一个输出，`命中` 写作 \(known.map { "`\($0.chinese)`" }.joined(separator: "、")) 之一",
                        en: "write one output, and one of \(known.map { "`\($0.rawValue)`" }.joined(separator: ", ")) as `hit`")))
            // Goes on as one that gives a band, so that nothing is said of the bands that follows from this.
            return table.outputs.count == 1
                ? DecisionTable(
                    hit: .first, inputs: table.inputs, outputs: table.outputs, rows: table.rows, fallback: table.fallback, location: table.location)
                : nil
        }
        return table
    }

    private func warning(_ name: Written<String>, _ node: YAMLNode) -> Assessment.Warning? {
        guard let fields = fields(node, keys: [.clause, .label, .when, .addressee], at: name.location) else { return nil }
        return Assessment.Warning(
            name: name.value, label: label(fields), clauses: fields[.clause].map(texts) ?? [],
            condition: fields.required(.when).flatMap(expression), addressee: fields[.addressee].flatMap(expression), location: name.location)
    }

    private func ranking(_ node: YAMLNode) -> Assessment.Ranking? {
        guard let fields = fields(node, keys: [.order, .ties, .thenBy]) else { return nil }
        // Whoever ranks says what becomes of ties.
        guard let ties = fields.required(.ties).flatMap({ word(RankingTies.self, $0) }) else { return nil }
        return Assessment.Ranking(
            order: fields[.order].flatMap { word(RankingOrder.self, $0) } ?? .descending, ties: ties, thenBy: fields[.thenBy].map(texts) ?? [],
            location: location(of: node))
    }
}
