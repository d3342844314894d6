import Diagnostics
import Engine
import Policy

/// How two packs treat one record differently.
package struct OutcomeDifference: Sendable, Hashable {
    package var record: String
    package var subject: String?
    package var measures: [Row]

    /// A measure that stands under one pack only, or otherwise under each.
    package struct Row: Sendable, Hashable {
        package var measure: String
        package var first: Decision.Measure?
        package var second: Decision.Measure?

        package var relation: PackDifference.Relation { first == nil ? .onlySecond : second == nil ? .onlyFirst : .differs }
    }

    /// Nil where both decisions treat the record alike: the same measures on the same addressees, with the same status, dates and adjustments.
    package init?(_ first: Decision, _ second: Decision) {
        record = first.record
        subject = first.subject ?? second.subject
        var rest = second.measures
        // Those that are alike in everything meet first; what is left, by addressee, then by name alone.
        let unlike = first.measures.filter { measure in
            guard let index = rest.firstIndex(where: { OutcomeDifference.areAlike($0, measure) }) else { return true }
            rest.remove(at: index)
            return false
        }
        var rows = unlike.map { Row(measure: $0.measure, first: $0, second: nil) }
        for needsAddressee in [true, false] {
            for row in rows.indices where rows[row].second == nil {
                guard let measure = rows[row].first,
                    let index = rest.firstIndex(where: {
                        $0.measure == measure.measure && (!needsAddressee || $0.addressee == measure.addressee)
                    })
                else { continue }
                rows[row].second = rest.remove(at: index)
            }
        }
        measures = rows
        measures += rest.map { Row(measure: $0.measure, first: nil, second: $0) }
        if measures.isEmpty { return nil }
    }

    private static func areAlike(_ a: Decision.Measure, _ b: Decision.Measure) -> Bool {
        a.measure == b.measure && a.addressee == b.addressee && a.status == b.status && a.from == b.from && a.until == b.until && a.due == b.due
            && a.adjusted == b.adjusted && a.modality == b.modality
    }
}

/// How many records two packs treat differently, and by which measures: of a size that hangs on the vocabulary alone.
package struct OutcomeMatrix: Sendable, Hashable {
    package var compared = 0
    package var different = 0
    package var rejected = 0
    /// By measure: how often it stands only under the first, only under the second, otherwise under each.
    package private(set) var measures: [String: [PackDifference.Relation: Int]] = [:]

    package init() {}

    package mutating func add(_ difference: OutcomeDifference) {
        different += 1
        for row in difference.measures { measures[row.measure, default: [:]][row.relation, default: 0] += 1 }
    }
}

/// Differences in outcomes as people and programs read them.
package struct OutcomeDifferenceText {
    private static let columns: [PackDifference.Relation] = [.onlyFirst, .onlySecond, .differs]
    private let labels: Labels
    private let vocabularies: [Vocabulary]

    package init(_ difference: PackDifference, _ language: Language) {
        labels = Labels(difference.first, language)
        vocabularies = [difference.first.vocabulary, difference.second.vocabulary]
    }

    private func label(_ measure: String) -> String {
        for vocabulary in vocabularies {
            if let index = vocabulary.measure(named: measure) { return labels[vocabulary.measures[index].label] }
        }
        return measure
    }

    /// One record's lines.
    package func text(_ difference: OutcomeDifference) -> String {
        var lines = [labels.record(difference.record) + (difference.subject.map { labels.say(zh: "，主体 \($0)", en: ", subject \($0)") } ?? "")]
        for row in difference.measures {
            lines += ["  " + label(row.measure), "    A  " + side(row.first, besides: row.second), "    B  " + side(row.second, besides: row.first)]
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private func side(_ measure: Decision.Measure?, besides other: Decision.Measure?) -> String {
        guard let measure else { return "–" }
        var parts = [labels[StatusLabels.status(measure.status)]]
        if let addressee = measure.addressee, addressee != other?.addressee, other != nil {
            parts.append(labels.say(zh: "对象 \(addressee)", en: "on \(addressee)"))
        }
        if let from = measure.from { parts.append(labels.say(zh: "自 \(from)", en: "from \(from)")) }
        if let until = measure.until { parts.append(labels.say(zh: "至 \(until)", en: "until \(until)")) }
        if let due = measure.due { parts.append(labels.say(zh: "截止 \(due)", en: "due \(due)")) }
        parts += measure.adjusted.map { labels.adjusted($0) }
        let source = labels.say(zh: "「\(measure.rule)」", en: "`\(measure.rule)`")
        return labels.list(parts) + labels.say(zh: "；", en: "; ") + source + labels.bracketed(labels.list(measure.clauses))
    }

    /// The matrix and the closing line.
    package func text(_ matrix: OutcomeMatrix, width: Int?) -> String {
        var table = TextTable(
            headings: labels.language == .chinese ? ["措施", "只在 A", "只在 B", "两边不同"] : ["measure", "only A", "only B", "differs"])
        for (measure, counts) in matrix.measures.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            table.append(
                .cells([labels.both(label(measure), measure)] + OutcomeDifferenceText.columns.map { "\(counts[$0] ?? 0)" }))
        }
        let closing = labels.say(
            zh: "比较 \(matrix.compared) 条记录，处理不同 \(matrix.different) 条，相同 \(matrix.compared - matrix.different) 条，拒收 \(matrix.rejected) 条",
            en:
                "\(matrix.compared) records compared, \(matrix.different) treated differently, \(matrix.compared - matrix.different) alike, \(matrix.rejected) rejected"
        )
        let lines = matrix.measures.isEmpty ? [] : table.lines(width: width, flexible: [0]) + [""]
        return DisplayWidth.joined(lines + [closing], width: width)
    }

    package static func json(_ difference: OutcomeDifference) -> JSONDocument.Value {
        func side(_ measure: Decision.Measure?) -> JSONDocument.Value {
            guard let measure else { return .null }
            return .object([
                ("status", .string(measure.status)), ("addressee", .text(measure.addressee)), ("from", .text(measure.from?.description)),
                ("until", .text(measure.until?.description)), ("due", .text(measure.due?.description)), ("adjusted", .texts(measure.adjusted)),
                ("rule", .string(measure.rule)), ("clauses", .texts(measure.clauses)),
            ])
        }
        return .object([
            ("record", .string(difference.record)), ("subject", .text(difference.subject)),
            (
                "measures",
                .list(
                    difference.measures.map {
                        .object([
                            ("measure", .string($0.measure)), ("relation", .string($0.relation.rawValue)), ("a", side($0.first)),
                            ("b", side($0.second)),
                        ])
                    })
            ),
        ])
    }

    package static func json(_ matrix: OutcomeMatrix) -> JSONDocument.Value {
        .object([
            ("records", .number(matrix.compared)), ("different", .number(matrix.different)),
            ("alike", .number(matrix.compared - matrix.different)), ("rejected", .number(matrix.rejected)),
            (
                "measures",
                .object(
                    matrix.measures.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { measure, counts in
                        (
                            measure,
                            .object(columns.map { ($0.rawValue, .number(counts[$0] ?? 0)) })
                        )
                    })
            ),
        ])
    }
}
