import Diagnostics
import Policy

extension ClauseMatrix {
    /// The matrix as a page of its own.
    package func html(_ language: Language) -> String {
        let labels = Labels(policy, language)
        let title = labels.say(zh: "条款与落实", en: "Clauses and what carries them")
        let lowest = policy.layers.count - 1
        var document = Document(
            language,
            title: labels.say(zh: "\(title)：\(labels[policy.layers[lowest].title])", en: "\(title): \(labels[policy.layers[lowest].title])"),
            opening: [
                .heading(1, id: nil, .text(title)), .paragraph(.text(labels.pack(lowest)), style: .lead), .paragraph(.text(closing(labels))),
            ])
        for (number, section) in sections.enumerated() {
            document.body.append(.heading(2, id: "instrument-\(number + 1)", .text(self.title(section, labels))))
            document.body.append(.table(table(section, labels)))
        }
        document.closing = [.text(labels.say(zh: "政策包 ", en: "Pack ")), .code(policy.id)]
        return HTMLRenderer.text(document)
    }

    private func table(_ section: Section, _ labels: Labels) -> Block.Table {
        Block.Table(
            labels.language == .chinese
                ? ["条款", "内容", "性质", "落实", "用例", "结果"] : ["Clause", "In own words", "Class", "Carried by", "Tests", "Standing"],
            section.rows.map { row in
                var cite: Block.Table.Cell = [.text(row.clause.cite)]
                if let part = row.clause.part { cite.append([.aside([.text(part)])]) }
                var words: Block.Table.Cell = [.text(labels[row.clause.text])]
                if let because = row.clause.because { words.append([.aside([.text(labels[because])])]) }
                let carriers =
                    row.rules.map { labels.say(zh: "规则：\(labels.rule(named: $0))", en: "rule: \(labels.rule(named: $0))") }
                    + row.parameters.map { labels.say(zh: "参数：\(parameter($0, labels))", en: "parameter: \(parameter($0, labels))") }
                    + row.duties.map { labels.say(zh: "任务：\(duty($0, labels))", en: "duty: \(duty($0, labels))") }
                return .init([
                    cite, words, [row.clause.effect.map { .text(labels[StatusLabels.effect($0)]) } ?? .text("?")], carriers.map { .text($0) },
                    row.tests.isEmpty ? [] : [.text("\(row.tests.count)")],
                    [[.badge(labels[ClauseMatrix.phrase(row.standing)], kind: row.standing.isAccountedFor ? "plain" : "flag")]],
                ])
            })
    }

    private func parameter(_ name: String, _ labels: Labels) -> String {
        policy.parameters.first { $0.name == name }.map { labels[$0.label] } ?? name
    }

    private func duty(_ name: String, _ labels: Labels) -> String { policy.duty(named: name).map { labels[policy.duties[$0].label] } ?? name }

    private static func phrase(_ standing: Standing) -> Phrase {
        switch standing {
        case .carried: Phrase(zh: "已落实", en: "carried")
        case .explained: Phrase(zh: "已说明理由", en: "explained")
        case .declaratory: Phrase(zh: "宣示性", en: "declaratory")
        case .untested: Phrase(zh: "没有用例触发", en: "reached by no test")
        case .withoutRule: Phrase(zh: "没有规则", en: "without a rule")
        case .unexplained: Phrase(zh: "没有说明理由", en: "unexplained")
        }
    }
}
