import Diagnostics
import FEEL
import Policy

/// What there is to look up: parameters, definitions, states, measures, groups.
extension Handbook {
    func parameterChapter() -> [Block] {
        guard !policy.parameters.isEmpty else { return [] }
        let table = Block.Table(
            labels.language == .chinese
                ? ["参数", "取值", "由谁设定", "原文", "用于"] : ["Parameter", "Value", "Set by", "Text", "Used by"],
            policy.parameters.indices.map { index in
                let parameter = policy.parameters[index]
                let label = labels[parameter.label]
                var name: Block.Table.Cell = [[.text(label)]]
                if label != parameter.name { name.append([.aside([.code(parameter.name)])]) }
                let used = policy.rules.indices.filter { prose.parameters(ofRule: $0).contains(index) }
                return .init(
                    id: anchors.parameters[index],
                    [
                        name, [[.strong([.text(labels.value(typed.parameters[index].value, unit: parameter.unit))])]] + versions(parameter),
                        setters(index),
                        text(parameter),
                        used.map { link(rule: $0) },
                    ])
            })
        return [.heading(2, id: "parameters", .text(say(zh: "参数", en: "Parameters"))), .table(table)]
    }

    /// From when a parameter has had which value; nothing where it has one for all days.
    private func versions(_ parameter: ResolvedParameter) -> Block.Table.Cell {
        parameter.versions.map { version in
            let value = version.value.constantValue.map { labels.value($0, unit: parameter.unit) } ?? version.value.text
            guard let from = version.from else { return .text(say(zh: "起初：\(value)", en: "at first: \(value)")) }
            return .text(say(zh: "自 \(labels.day(from)) 起：\(value)", en: "since \(labels.day(from)): \(value)"))
        }
    }

    /// Who gave a parameter which value, from the most superior pack down.
    private func setters(_ index: Int) -> Block.Table.Cell {
        let parameter = policy.parameters[index]
        var lines: Block.Table.Cell = []
        var last: String?
        for (layer, above) in values.enumerated() {
            guard let place = above.policy.parameters.firstIndex(where: { $0.name == parameter.name }), above.policy.parameters[place].setBy == layer
            else { continue }
            let value = labels.value(above.parameters[place].value, unit: parameter.unit)
            let who = layer == lowest ? say(zh: "本政策包", en: "this pack") : labels[policy.layers[layer].title]
            if layer < lowest || last != nil {
                lines.append(.text(say(zh: "\(who)：\(value)", en: "\(who): \(value)")))
            } else {
                lines.append(.text(who))
            }
            last = value
        }
        return lines
    }

    private func text(_ parameter: ResolvedParameter) -> Block.Table.Cell {
        var lines: Block.Table.Cell = []
        lines.append(
            parameter.stated
                ? .text(say(zh: "原文规定", en: "stated")) : [.flag([.text(say(zh: "原文未规定", en: "not stated by the text"))])])
        if !parameter.clauses.isEmpty { lines.append(links(parameter.clauses)) }
        return lines
    }

    func definitionChapter() -> [Block] {
        guard !policy.definitions.isEmpty else { return [] }
        let table = Block.Table(
            labels.language == .chinese ? ["用语", "含义", "表达式原文"] : ["Term", "Means", "As written"],
            policy.definitions.indices.map { index in
                let definition = policy.definitions[index]
                var name: Block.Table.Cell = [.text(labels[definition.label])]
                if labels[definition.label] != definition.name { name.append([.aside([.code(definition.name)])]) }
                switch definition.body {
                case .expression(let written):
                    let body = typed.definitions[index]
                    let means = body.map { $0.type == .boolean ? prose.condition($0) : prose.noun($0) } ?? []
                    return .init(id: anchors.definitions[index], [name, [means], [[.code(RuleContent.text(written))]]])
                case .anyOf(let events):
                    let list = labels.list(events.map { prose.event($0) })
                    return .init(
                        id: anchors.definitions[index], [name, [.text(say(zh: "已有下列任一事件：\(list)", en: "any of these has happened: \(list)"))], []])
                case .allOf(let events):
                    let list = labels.list(events.map { prose.event($0) })
                    return .init(
                        id: anchors.definitions[index], [name, [.text(say(zh: "下列事件都已有：\(list)", en: "all of these have happened: \(list)"))], []])
                case .table:
                    return .init(
                        id: anchors.definitions[index], [name, [.text(say(zh: "由下面的决策表得出", en: "comes from the decision table below"))], []])
                }
            })
        return [.heading(2, id: "definitions", .text(say(zh: "用语", en: "Definitions"))), .table(table)] + decisionTables()
    }

    /// The grids of the definitions that are decision tables: what each row asks, what comes of it, by which clause.
    private func decisionTables() -> [Block] {
        policy.definitions.compactMap { definition in
            guard case .table(let table, let clauses) = definition.body else { return nil }
            func cells(_ cells: [WrittenExpression]) -> [Block.Table.Cell] { cells.map { [[.code(RuleContent.text($0))]] } }
            var rows = table.rows.enumerated().map { number, row in
                let cites = number < clauses.count ? clauses[number].map { labels.cite($0) } : []
                var note: Block.Table.Cell = cites.isEmpty ? [] : [.text(labels.list(cites))]
                if let words = row.note { note.append(.text(labels[words])) }
                return Block.Table.Row([[.text(String(number + 1))]] + cells(row.tests) + cells(row.outputs) + [note])
            }
            if let fallback = table.fallback {
                let blank = [Block.Table.Cell](repeating: [.text("–")], count: table.inputs.count)
                rows.append(.init([[.text(say(zh: "其余", en: "else"))]] + blank + cells(fallback) + [[]]))
            }
            let result = labels[definition.label]
            let headings =
                [say(zh: "行", en: "Row")] + table.inputs.map { RuleContent.text($0) } + table.outputs.map { $0.name?.value ?? result }
                + [say(zh: "依据", en: "By")]
            let policyWord = labels.language == .chinese ? table.hit.chinese : table.hit.rawValue
            return .table(.init(headings, caption: say(zh: "\(result)（命中方式：\(policyWord)）", en: "\(result) (hit policy: \(policyWord))"), rows))
        }
    }

    func stateChapter() -> [Block] {
        let states = policy.vocabulary.states
        guard !states.isEmpty else { return [] }
        let table = Block.Table(
            labels.language == .chinese ? ["情形", "自", "至"] : ["State", "From", "Until"],
            states.indices.map { index in
                let state = states[index]
                let (from, until) = (typed.states[index].from, typed.states[index].until)
                return .init(
                    id: anchors.states[index],
                    [
                        [.text(labels[state.label])], zip(state.from, from).map { trigger($0, $1) }, zip(state.until, until).map { trigger($0, $1) },
                    ])
            })
        let lead = say(
            zh: "情形随事件而起止：自所列任一事件之日起，至所列任一事件之日止。", en: "States begin and end with events: from the day of any listed until the day of any listed.")
        return [.heading(2, id: "states", .text(say(zh: "情形", en: "States"))), .paragraph(.text(lead)), .table(table)]
    }

    private func trigger(_ trigger: StateDeclaration.Trigger, _ condition: CheckedExpression?) -> [Inline] {
        let event = prose.event(trigger.event)
        guard let condition else { return .text(event) }
        // The condition reads the event's own facts, which have no slot of the record.
        let text = eventCondition(condition, trigger.event) ?? [.code(RuleContent.text(trigger.condition ?? WrittenExpression("")))]
        return labels.say(zh: "{1}，且{2}", en: "{1}, where {2}", .text(event), text)
    }

    /// A comparison of a fact of an event with values out of its list; nil for anything else.
    private func eventCondition(_ condition: CheckedExpression, _ event: Int) -> [Inline]? {
        func fact(_ expr: TypedExpr) -> Fact? {
            guard case .variable(let variable) = expr.kind else { return nil }
            return policy.vocabulary.events[event].facts.first {
                $0.name == variable.name || $0.label.zh == variable.name || $0.label.en == variable.name
            }
        }
        func value(_ datum: Datum, _ fact: Fact) -> [Inline] {
            guard case .string(let name) = datum, case .enumeration(let index) = fact.type else { return .text(labels.value(datum, unit: fact.unit)) }
            let known = policy.vocabulary.enumerations[index].values.first { $0.name == name }
            return .text(known.map { labels[$0.label] } ?? name)
        }
        switch condition.root.kind {
        case .variable: return fact(condition.root).map { .text(say(zh: "属“\(labels[$0.label])”", en: "“\(labels[$0.label])” holds")) }
        case .builtin(let builtin, let arguments, _) where builtin.name == "not" && arguments.count == 1:
            return fact(arguments[0]).map { .text(say(zh: "不属“\(labels[$0.label])”", en: "“\(labels[$0.label])” doesn't hold")) }
        case .comparison(.equal, let left, let right):
            guard let fact = fact(left), case .constant(let datum) = right.kind else { return nil }
            return labels.say(zh: "{1}为{2}", en: "“{1}” is {2}", .text(labels[fact.label]), value(datum, fact))
        case .within(let part, let tests, false, nil):
            guard let fact = fact(part) else { return nil }
            var items: [[Inline]] = []
            for test in tests {
                guard case .expression(let expr, isCondition: false) = test, case .constant(let datum) = expr.kind else { return nil }
                if case .list(let values) = datum { items += values.map { value($0, fact) } } else { items.append(value(datum, fact)) }
            }
            return labels.say(zh: "{1}为{2}", en: "“{1}” is {2}", .text(labels[fact.label]), prose.alternatives(items))
        default: return nil
        }
    }

    func measureChapter() -> [Block] {
        let used = policy.vocabulary.measures.indices.filter { measure in
            policy.rules.contains { $0.actions.contains { $0.measures.contains(measure) } }
        }
        guard !used.isEmpty else { return [] }
        let table = Block.Table(
            labels.language == .chinese ? ["措施", "种类", "施加", "其他影响", "履行"] : ["Measure", "Kind", "Imposed by", "Also touched by", "Fulfilled by"],
            policy.vocabulary.measures.indices.map { index in
                let measure = policy.vocabulary.measures[index]
                func rules(_ verbs: Set<ActionVerb>) -> Block.Table.Cell {
                    policy.rules.indices.compactMap { rule in
                        let found = ActionVerb.allCases.filter { verb in
                            verbs.contains(verb) && policy.rules[rule].actions.contains { $0.verb == verb && $0.measures.contains(index) }
                        }
                        if found.isEmpty { return nil }
                        let words = verbs.contains(.impose) ? "" : labels.list(found.map { labels[StatusLabels.verb($0)] }) + say(zh: "：", en: ": ")
                        return [Inline].text(words) + link(rule: rule)
                    }
                }
                let fulfilled = measure.fulfilledBy.map { prose.event($0) }
                return .init(
                    id: anchors.measures[index],
                    [
                        [.text(labels.measure(index)), [.aside([.code(measure.name)])]], [.text(labels[StatusLabels.kind(measure.kind.rawValue)])],
                        rules([.impose]), rules([.suspend, .lift, .revoke, .reinstate, .shorten, .extend, .withhold, .may]),
                        fulfilled.isEmpty ? [] : [.text(labels.list(fulfilled))],
                    ])
            }.enumerated().filter { used.contains($0.offset) }.map(\.element))
        return [.heading(2, id: "measures", .text(say(zh: "措施索引", en: "Measures"))), .table(table)]
    }

    func groupChapter() -> [Block] {
        guard !policy.groups.isEmpty else { return [] }
        let table = Block.Table(
            labels.language == .chinese ? ["分组", "成员"] : ["Group", "Members"],
            policy.groups.indices.map { index in
                let group = policy.groups[index]
                let values = group.values.map { [Inline].text(labels[policy.vocabulary.enumerations[$0.enumeration].values[$0.value].label]) }
                let members = group.measures.map { links(measures: [$0]) } + values
                return .init(id: anchors.groups[index], [[.text(labels[group.label])], [joined(members)]])
            })
        return [.heading(2, id: "groups", .text(say(zh: "分组", en: "Groups"))), .table(table)]
    }
}
