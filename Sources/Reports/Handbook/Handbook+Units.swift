import Diagnostics
import Policy

/// Who must do what, and what differs from the pack above.
extension Handbook {
    func unitChapter() -> [Block] {
        var order: [String] = []
        var work: [String: Work] = [:]
        func add(_ units: [String], _ change: (inout Work) -> Void) {
            for unit in units {
                if work[unit] == nil { order.append(unit) }
                change(&work[unit, default: Work()])
            }
        }
        for (index, clause) in policy.layers[lowest].clauses.enumerated() {
            add(clause.responsible) { $0.clauses.append(ClauseReference(layer: lowest, clause: index)) }
        }
        for (index, rule) in policy.rules.enumerated() {
            add(rule.actions.flatMap(\.responsible)) { if $0.rules.last != index { $0.rules.append(index) } }
        }
        for (index, duty) in policy.duties.enumerated() {
            add(duty.owner) { $0.duties.append(index) }
            add(duty.cooperating) { $0.cooperates.append(index) }
        }
        guard !order.isEmpty else { return [] }
        var blocks: [Block] = [.heading(2, id: "units", .text(say(zh: "各单位职责", en: "Who must do what")))]
        for unit in order {
            let work = work[unit] ?? Work()
            var terms: [Block.Term] = []
            if !work.duties.isEmpty { terms.append(.init(say(zh: "牵头任务", en: "Duties"), [joined(work.duties.map { link(duty: $0) })])) }
            if !work.cooperates.isEmpty { terms.append(.init(say(zh: "配合任务", en: "Helps with"), [joined(work.cooperates.map { link(duty: $0) })])) }
            if !work.rules.isEmpty { terms.append(.init(say(zh: "负责的规则", en: "Rules"), [joined(work.rules.map { link(rule: $0) })])) }
            if !work.clauses.isEmpty { terms.append(.init(say(zh: "负责的条款", en: "Clauses"), [links(work.clauses)])) }
            blocks += [.heading(3, id: nil, .text(unit)), .terms(terms)]
        }
        return blocks
    }

    /// What one unit has to do.
    private struct Work {
        var duties: [Int] = []
        var cooperates: [Int] = []
        var rules: [Int] = []
        var clauses: [ClauseReference] = []
    }

    func conformityChapter() -> [Block] {
        guard let conformity else { return [] }
        func index(_ name: String) -> Int? { policy.rules.firstIndex { $0.name == name } }
        func name(_ row: Conformity.RuleRow) -> [Inline] {
            if let index = index(row.rule) { return link(rule: index) }
            return .text(labels.rule(named: row.rule))
        }
        let changed = conformity.rules.filter { $0.verdict != .kept && $0.verdict != .own }
        let own = conformity.rules.filter { $0.verdict == .own }
        let kept = conformity.rules.filter { $0.verdict == .kept }
        var blocks: [Block] = [
            .heading(2, id: "changes", .text(say(zh: "与上位政策的不同", en: "What differs from the pack above"))),
            .paragraph(
                .text(
                    say(
                        zh: "上位政策的规则中，\(changed.count) 条有变化，\(kept.count) 条照旧；自有规则 \(own.count) 条；另行设定的参数 \(conformity.parameters.count) 个。",
                        en:
                            "Of the rules above, \(changed.count) are changed and \(kept.count) kept; \(own.count) rules are the pack's own, and it sets \(conformity.parameters.count) parameters."
                    ))),
        ]
        if !changed.isEmpty {
            blocks.append(.heading(3, id: "changes-rules", .text(say(zh: "有变化的规则", en: "Rules that are changed"))))
            blocks.append(
                .table(
                    Block.Table(
                        labels.language == .chinese
                            ? ["规则", "结果", "变化", "上位条款", "本地条款"] : ["Rule", "Verdict", "Changes", "Clauses above", "Clauses here"],
                        changed.map { row in
                            var changes: Block.Table.Cell = row.changes.filter { $0.direction != .neutral }.map { .marked(labels[$0.words]) }
                            if let because = row.because { changes.append(.text(say(zh: "理由：\(because)", en: "because \(because)"))) }
                            return .init([
                                [name(row)], [[.badge(labels[Conformity.phrase(row.verdict)], kind: row.isFinding ? "flag" : "plain")]], changes,
                                row.superiorClauses.map { .text($0) }, row.clauses.filter { !row.superiorClauses.contains($0) }.map { .text($0) },
                            ])
                        })))
        }
        if !conformity.parameters.isEmpty {
            blocks.append(.heading(3, id: "changes-parameters", .text(say(zh: "另行设定的参数", en: "Parameters that are set"))))
            blocks.append(
                .table(
                    Block.Table(
                        labels.language == .chinese ? ["参数", "上位", "本地", "结果"] : ["Parameter", "Above", "Here", "Verdict"],
                        conformity.parameters.map { row in
                            let anchor = policy.parameters.firstIndex { $0.name == row.name }.map { anchors.parameters[$0] }
                            func stated(_ value: Phrase, _ isStated: Bool) -> [Inline] {
                                [.text(labels[value])]
                                    + (isStated ? [] : [.text(" "), .flag([.text(say(zh: "原文未规定", en: "not stated by the text"))])])
                            }
                            return .init([
                                [link(labels[row.label], anchor)], [stated(row.old, row.wasStated)], [stated(row.new, row.isStated)],
                                [[.badge(labels[Conformity.phrase(row.direction)], kind: row.isFinding ? "flag" : "plain")]],
                            ])
                        })))
        }
        if !own.isEmpty {
            blocks.append(.heading(3, id: "changes-own", .text(say(zh: "自有规则", en: "Rules of its own"))))
            blocks.append(.items(own.map { name($0) }))
        }
        return blocks
    }
}
