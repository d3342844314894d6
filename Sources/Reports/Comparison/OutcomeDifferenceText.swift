import Diagnostics
import Engine
import Policy

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
        for row in difference.options {
            let choices = labels.list(row.choices.map(choice))
            lines += [
                "  " + labels.say(zh: "可裁量：\(choices)", en: "open to choice: \(choices)"), "    A  " + side(row.first), "    B  " + side(row.second),
            ]
        }
        for row in difference.undetermined {
            lines += [
                "  " + labels.say(zh: "未定：「\(row.rule)」", en: "undetermined: `\(row.rule)`"), "    A  " + side(row.first),
                "    B  " + side(row.second),
            ]
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private func choice(_ name: String) -> String {
        for vocabulary in vocabularies { if let index = vocabulary.choice(named: name) { return labels[vocabulary.choices[index].label] } }
        return name
    }

    private func side(_ option: Decision.Option?) -> String {
        guard let option else { return "–" }
        let source = labels.say(zh: "「\(option.rule)」", en: "`\(option.rule)`")
        return labels.list(option.measures.map(label)) + labels.say(zh: "；", en: "; ") + source + labels.bracketed(labels.list(option.clauses))
    }

    private func side(_ missing: [String]?) -> String {
        guard let missing else { return "–" }
        let facts = labels.missing(missing)
        return labels.say(zh: "知道\(facts)即可确定", en: "settled once it is known: \(facts)")
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
        func append(_ label: String, _ counts: [PackDifference.Relation: Int]) {
            if !counts.isEmpty { table.append(.cells([label] + OutcomeDifferenceText.columns.map { "\(counts[$0] ?? 0)" })) }
        }
        append(labels.say(zh: "（可裁量）", en: "(open to choice)"), matrix.options)
        append(labels.say(zh: "（未定）", en: "(undetermined)"), matrix.undetermined)
        let closing = labels.say(
            zh: "比较 \(matrix.compared) 条记录，处理不同 \(matrix.different) 条，相同 \(matrix.compared - matrix.different) 条，拒收 \(matrix.rejected) 条",
            en:
                "\(matrix.compared) records compared, \(matrix.different) treated differently, \(matrix.compared - matrix.different) alike, \(matrix.rejected) rejected"
        )
        let lines = matrix.different == 0 ? [] : table.lines(width: width, flexible: [0]) + [""]
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
            ("options", .list(difference.options.map { .object(members($0)) })),
            ("undetermined", .list(difference.undetermined.map { .object(members($0)) })),
        ])
    }

    private static func members(_ row: OutcomeDifference.OptionRow) -> [(String, JSONDocument.Value)] {
        func side(_ option: Decision.Option?) -> JSONDocument.Value {
            guard let option else { return .null }
            return .object([("measures", .texts(option.measures)), ("rule", .string(option.rule)), ("clauses", .texts(option.clauses))])
        }
        return [("choices", .texts(row.choices)), ("relation", .string(row.relation.rawValue)), ("a", side(row.first)), ("b", side(row.second))]
    }

    private static func members(_ row: OutcomeDifference.UndeterminedRow) -> [(String, JSONDocument.Value)] {
        func side(_ missing: [String]?) -> JSONDocument.Value { missing.map { .texts($0) } ?? .null }
        return [("rule", .string(row.rule)), ("relation", .string(row.relation.rawValue)), ("a", side(row.first)), ("b", side(row.second))]
    }

    private static func json(_ counts: [PackDifference.Relation: Int]) -> JSONDocument.Value {
        .object(columns.map { ($0.rawValue, .number(counts[$0] ?? 0)) })
    }

    package static func json(_ matrix: OutcomeMatrix) -> JSONDocument.Value {
        .object([
            ("records", .number(matrix.compared)), ("different", .number(matrix.different)),
            ("alike", .number(matrix.compared - matrix.different)), ("rejected", .number(matrix.rejected)),
            (
                "measures",
                .object(
                    matrix.measures.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { measure, counts in
                        (measure, json(counts))
                    })
            ),
            ("options", json(matrix.options)), ("undetermined", json(matrix.undetermined)),
        ])
    }
}
