import Diagnostics
import Engine
import Policy

/// Decisions as a page for people, written record by record: what stands and why, what is open, and which periods no text states.
package struct DecisionPage {
    private let labels: Labels
    private let prose: Prose
    private var renderer: HTMLRenderer
    private var records = 0
    private var statuses: [String: Int] = [:]
    private var undetermined = 0
    /// By rule and measure: the parameters without which the rule wouldn't impose it so, and which the text doesn't state.
    private let open: [[Int: [Int]]]
    private let rules: [String: Int]
    private let document: Document
    private var policy: ResolvedPolicy { labels.policy }

    /// - Parameter asOf: the day that all decisions are as of.
    package init(_ typed: TypedPolicy, asOf: Day, language: Language) {
        let labels = Labels(typed.policy, language)
        let prose = Prose(typed, labels)
        self.labels = labels
        self.prose = prose
        renderer = HTMLRenderer(language)
        open = typed.policy.rules.indices.map { rule in
            let measures = Set(typed.policy.rules[rule].actions.filter { $0.verb == .impose }.flatMap(\.measures))
            let all = measures.map { ($0, prose.parameters(ofRule: rule, imposing: $0).filter { !typed.policy.parameters[$0].stated }) }
            return Dictionary(all, uniquingKeysWith: { first, _ in first })
        }
        rules = Dictionary(typed.policy.rules.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        let pack = labels.policy.layers.count - 1
        let title = labels.say(zh: "处理结论", en: "Decisions")
        let number = labels.policy.layers[pack].instrument.number.map { "\($0) " } ?? ""
        document = Document(
            language, title: labels.say(zh: "\(title)，截至 \(asOf)", en: "\(title) as of \(asOf)"),
            opening: [
                .heading(1, id: nil, .text(labels.say(zh: "\(title)，截至 \(asOf)", en: "\(title) as of \(asOf)"))),
                .paragraph(.text(number + labels.pack(pack)), style: .lead),
            ])
    }

    /// The page up to the first record.
    package mutating func opening() -> String {
        renderer.open(document)
        return renderer.take()
    }

    /// One record.
    package mutating func record(_ decision: Decision) -> String {
        records += 1
        if !decision.undetermined.isEmpty { undetermined += 1 }
        for measure in decision.measures { statuses[measure.status, default: 0] += 1 }
        renderer.write([.group(id: nil, .record, blocks(decision))])
        return renderer.take()
    }

    /// The counts, and the end of the page.
    package mutating func closing() -> String {
        var lines: [[Inline]] = [
            .text(
                labels.say(
                    zh: "\(records) 条记录，\(statuses.values.reduce(0, +)) 项措施", en: "\(records) records, \(statuses.values.reduce(0, +)) measures"))
        ]
        for status in MeasureStatus.allCases {
            guard let count = statuses[status.rawValue] else { continue }
            lines.append(.text(labels[StatusLabels.status(status.rawValue)] + labels.say(zh: "：\(count)", en: ": \(count)")))
        }
        if undetermined > 0 {
            lines.append(.text(labels.say(zh: "有未定事项的记录：\(undetermined)", en: "records with something undetermined: \(undetermined)")))
        }
        renderer.write([.heading(2, id: nil, .text(labels.say(zh: "合计", en: "In all"))), .items(lines)])
        var end = document
        end.closing = [
            .text(labels.say(zh: "政策包 ", en: "Pack ")), .code(policy.id), .text(labels.say(zh: "，摘要 ", en: ", ")), .code(policy.digest),
        ]
        renderer.close(end)
        return renderer.take()
    }

    // MARK: A record

    private func blocks(_ decision: Decision) -> [Block] {
        var heading: [Inline] = [.text(labels.record(decision.record))]
        if let subject = decision.subject { heading += [.text(" "), .aside([.text(labels.say(zh: "主体 \(subject)", en: "subject \(subject)"))])] }
        var blocks: [Block] = [.heading(2, id: nil, heading)]
        if decision.measures.isEmpty {
            blocks.append(.paragraph(.text(labels.say(zh: "没有措施。", en: "No measures."))))
        } else {
            blocks.append(
                .table(
                    Block.Table(
                        labels.language == .chinese
                            ? ["措施", "状态", "自", "至／截止", "对象", "规则与条款"]
                            : ["Measure", "Status", "From", "Until / due", "Addressee", "Rule and clauses"],
                        decision.measures.map { .init(cells($0)) })))
        }
        if !decision.options.isEmpty {
            blocks.append(.heading(3, id: nil, .text(labels.say(zh: "可裁量", en: "Open to the authority's choice"))))
            blocks.append(.items(decision.options.map { option($0) }))
        }
        if !decision.undetermined.isEmpty {
            blocks.append(.heading(3, id: nil, .text(labels.say(zh: "未定", en: "Undetermined"))))
            blocks.append(
                .items(
                    decision.undetermined.map { row in
                        let rule = labels.quoted(labels.rule(named: row.rule))
                        guard !row.missing.isEmpty else { return .text(rule) }
                        return labels.say(zh: "{1}：缺{2}", en: "{1}, for want of {2}", .text(rule), [.strong([.text(labels.missing(row.missing))])])
                    }))
        }
        if !decision.conflicts.isEmpty {
            blocks.append(.heading(3, id: nil, .text(labels.say(zh: "冲突", en: "Conflicts"))))
            blocks.append(.items(decision.conflicts.map { conflict($0) }))
        }
        return blocks
    }

    private func cells(_ measure: Decision.Measure) -> [Block.Table.Cell] {
        let status = [Inline.badge(labels[StatusLabels.status(measure.status)], kind: DecisionPage.kind(measure.status))]
        var name: Block.Table.Cell = [.text(labels.measure(named: measure.measure))]
        name.append([
            .aside([.text(labels[StatusLabels.kind(measure.kind)] + labels.say(zh: "，", en: ", ") + labels[StatusLabels.modality(measure.modality)])])
        ])
        var states: Block.Table.Cell = [status]
        for word in measure.adjusted { states.append(.text(labels.adjusted(word))) }
        for change in measure.history.dropFirst() {
            let word = labels[StatusLabels.status(change.status)]
            states.append([.aside(labels.say(zh: "{1} 起\(word)", en: "from {1}: \(word)", [.day("\(change.on)")]))])
        }
        var end: Block.Table.Cell = []
        if let until = measure.until { end.append(labels.say(zh: "至 {1}", en: "until {1}", [.day("\(until)")])) }
        if let due = measure.due { end.append(labels.say(zh: "截止 {1}", en: "due {1}", [.day("\(due)")])) }
        let type = policy.vocabulary.measure(named: measure.measure) ?? -1
        for parameter in rules[measure.rule].flatMap({ open[$0][type] }) ?? [] { end.append([.flag(notStated(parameter))]) }
        var source: Block.Table.Cell = [.text(labels.rule(named: measure.rule))]
        for line in cites(measure.clauses) { source.append([.aside([.text(line)])]) }
        var addressee: Block.Table.Cell = [.text(measure.addressee ?? labels.say(zh: "未知", en: "not known"))]
        if !measure.responsible.isEmpty, measure.addressee != measure.responsible.joined(separator: "、") {
            addressee.append([.aside([.text(labels.say(zh: "责任单位：", en: "responsible: ") + labels.list(measure.responsible))])])
        }
        return [name, states, [measure.from.map { [.day("\($0)")] } ?? .text(labels.say(zh: "未知", en: "not known"))], end, addressee, source]
    }

    /// Clauses as decisions cite them, a line an instrument: `国发〔2016〕76号 四（二）第1句、四（二）第2句`.
    private func cites(_ clauses: [String]) -> [String] {
        let numbers = policy.layers.compactMap(\.instrument.number)
        var lines: [(number: String?, cites: [String])] = []
        for clause in clauses {
            let number = numbers.first { clause.hasPrefix($0 + " ") }
            let cite = number.map { String(clause.dropFirst($0.count + 1)) } ?? clause
            if let number, let line = lines.firstIndex(where: { $0.number == number }) {
                lines[line].cites.append(cite)
            } else {
                lines.append((number, [cite]))
            }
        }
        return lines.map { line in (line.number.map { $0 + " " } ?? "") + labels.list(line.cites) }
    }

    /// `推送期限 7天：原文未规定`.
    private func notStated(_ index: Int) -> [Inline] {
        let parameter = policy.parameters[index]
        let value = labels.value(prose.typed.parameters[index].value, unit: parameter.unit)
        let label = labels[parameter.label]
        return .text(labels.say(zh: "\(label)（\(value)）：\(prose.notStated(parameter))", en: "\(label) (\(value)): \(prose.notStated(parameter))"))
    }

    private static func kind(_ status: String) -> String {
        switch MeasureStatus(rawValue: status) {
        case .due, .overdue: "flag"
        case .inForce, .suspended, .withheld: "strong"
        default: "plain"
        }
    }

    private func option(_ option: Decision.Option) -> [Inline] {
        let choices = labels.list(option.choices.map { labels.choice(named: $0) })
        let measures = labels.list(option.measures.map { labels.measure(named: $0) })
        let source = labels.list([labels.quoted(labels.rule(named: option.rule))] + option.clauses)
        return [.strong([.text(choices)]), .text(labels.say(zh: "：\(measures)；依据\(source)", en: ": \(measures); by \(source)"))]
    }

    private func conflict(_ conflict: Decision.Conflict) -> [Inline] {
        let words = labels[StatusLabels.conflict(conflict.kind)]
        let rules = labels.list(conflict.rules.map { labels.quoted(labels.rule(named: $0)) } + conflict.clauses)
        let measure = conflict.measure.map { labels.measure(named: $0) + labels.say(zh: "，", en: ", ") } ?? ""
        return .text(labels.say(zh: "\(conflict.on)：\(measure)\(words)：\(rules)", en: "\(conflict.on): \(measure)\(words): \(rules)"))
    }
}
