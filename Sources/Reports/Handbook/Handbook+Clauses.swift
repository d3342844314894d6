import Diagnostics
import FEEL
import Policy

/// The instrument, clause by clause.
extension Handbook {
    func clauseChapter() -> [Block] {
        let clauses = policy.layers[lowest].clauses
        var blocks: [Block] = [.heading(2, id: "clauses", .text(say(zh: "逐条说明", en: "Clause by clause")))]
        if clauses.isEmpty {
            blocks.append(.paragraph(.text(say(zh: "这个政策包没有列出条款。", en: "The pack lists no clauses."))))
            return blocks
        }
        for (number, part) in ClauseOutline(clauses).parts.enumerated() {
            blocks.append(.heading(3, id: "part-\(number + 1)", .text(part.title)))
            for section in part.sections {
                if let title = section.title { blocks.append(.heading(4, id: nil, .text(title))) }
                for clause in section.clauses { blocks += self.clause(clause, level: section.title == nil ? 4 : 5) }
            }
        }
        return blocks
    }

    private func clause(_ index: Int, level: Int) -> [Block] {
        let reference = ClauseReference(layer: lowest, clause: index)
        let clause = policy.layers[lowest].clauses[index]
        var heading: [Inline] = [.text(clause.cite)]
        if let part = clause.part { heading.append(.text(say(zh: "（\(part)）", en: " (\(part))"))) }
        if let effect = clause.effect {
            heading += [.text(" "), .badge(labels[StatusLabels.effect(effect)], kind: effect == .operative ? "strong" : "plain")]
        }
        var blocks: [Block] = [.heading(level, id: anchors.clauses[reference], heading)]
        let words = labels[clause.text]
        if !words.isEmpty { blocks.append(.paragraph(.text(words), style: .words)) }
        if !clause.responsible.isEmpty {
            blocks.append(.paragraph(.text(say(zh: "责任单位：", en: "Responsible: ") + labels.list(clause.responsible)), style: .note))
        }
        return blocks + carriers(reference, clause)
    }

    /// What carries a clause: its rules and duties in full where this is their place, else where they stand; parameters; or why there is nothing.
    private func carriers(_ reference: ClauseReference, _ clause: Clause) -> [Block] {
        var blocks: [Block] = []
        let rulesHere = places.rules[reference] ?? []
        let dutiesHere = places.duties[reference] ?? []
        for rule in rulesHere { blocks.append(self.rule(rule, at: reference)) }
        for duty in dutiesHere { blocks.append(self.duty(duty, at: reference)) }
        let rules = policy.rules.indices.filter { policy.rules[$0].clauses.contains(reference) && !rulesHere.contains($0) }
        let duties = policy.duties.indices.filter { policy.duties[$0].clauses.contains(reference) && !dutiesHere.contains($0) }
        let parameters = policy.parameters.indices.filter { policy.parameters[$0].clauses.contains(reference) }
        if !rules.isEmpty {
            blocks.append(.paragraph([Inline].text(say(zh: "另见规则：", en: "See also the rules: ")) + joined(rules.map { link(rule: $0) })))
        }
        if !duties.isEmpty {
            blocks.append(.paragraph([Inline].text(say(zh: "另见任务：", en: "See also the duties: ")) + joined(duties.map { link(duty: $0) })))
        }
        if !parameters.isEmpty {
            blocks.append(.paragraph([Inline].text(say(zh: "参数：", en: "Parameters: ")) + joined(parameters.map { prose.parameter($0) })))
        }
        if blocks.isEmpty {
            let why: String
            if let because = clause.because {
                why = labels[because]
            } else {
                switch clause.effect {
                case .declaratory: why = say(zh: "宣示性条款，不直接引出处理结果。", en: "Declaratory: nothing follows from it for a record.")
                case .programmatic: why = say(zh: "尚无任务落实，也没有说明理由。", en: "No duty carries it yet, and no reason is given.")
                case .operative, nil: why = say(zh: "尚无规则落实。", en: "No rule carries it yet.")
                }
            }
            blocks.append(.paragraph(.text(why), style: .note))
        } else if let because = clause.because {
            blocks.append(.paragraph(.text(labels[because]), style: .note))
        }
        return blocks
    }

    // MARK: Rules and duties in full

    /// - Parameter place: the clause under which it stands, which needs no mention.
    func rule(_ index: Int, at place: ClauseReference?) -> Block {
        let rule = policy.rules[index]
        let trigger = prose.trigger(index)
        var terms: [Block.Term] = [
            .init(say(zh: "适用", en: "Applies to"), [prose.applicability(rule)]), .init(trigger.word, trigger.lines),
        ]
        if let days = rule.inForce { terms.append(.init(say(zh: "施行期", en: "In force"), [inForce(days)])) }
        let actions = zip(rule.actions, typed.rules[index].actions).map { prose.action($0, $1) { links(measures: $0) } }
        terms.append(.init(say(zh: "结果", en: "Then"), actions))
        var units: [String] = []
        for unit in rule.actions.flatMap(\.responsible) where !units.contains(unit) { units.append(unit) }
        if !units.isEmpty { terms.append(.init(say(zh: "责任单位", en: "Responsible"), [.text(labels.list(units))])) }
        let others = rule.clauses.filter { $0 != place }
        if !others.isEmpty { terms.append(.init(place == nil ? say(zh: "依据", en: "By") : say(zh: "另据", en: "Also by"), [links(others)])) }
        if let origin = origin(rule) { terms.append(.init(say(zh: "来源", en: "From"), [.text(origin)])) }
        return .group(
            id: anchors.rules[index], .rule,
            [.paragraph(name(say(zh: "规则", en: "Rule"), rule.label, rule.name), style: .name), .terms(terms), written(index)])
    }

    private func name(_ word: String, _ label: Phrase, _ name: String) -> [Inline] {
        let text = labels[label]
        return [.text(say(zh: "\(word)：", en: "\(word): ")), .text(text)] + (text == name ? [] : [.text(" "), .aside([.code(name)])])
    }

    /// Where a rule comes from, if it isn't the pack's own.
    private func origin(_ rule: ResolvedRule) -> String? {
        guard lowest > 0 else { return nil }
        var parts: [String] = []
        for step in rule.provenance {
            let isOwn = step.layer == lowest
            switch step.step {
            case .written: if !isOwn { parts.append(labels.pack(step.layer)) }
            case .refined:
                parts.append(
                    isOwn
                        ? say(zh: "本政策包细化", en: "refined by this pack")
                        : say(zh: "经\(labels.pack(step.layer))细化", en: "refined by \(labels.pack(step.layer))"))
            case .replaced(let because):
                let reason = because.map { say(zh: "，理由：\($0)", en: " because \($0)") } ?? ""
                parts.append(
                    isOwn
                        ? say(zh: "本政策包替换\(reason)", en: "replaced by this pack\(reason)")
                        : say(zh: "经\(labels.pack(step.layer))替换\(reason)", en: "replaced by \(labels.pack(step.layer))\(reason)"))
            }
        }
        return parts.isEmpty ? nil : parts.joined(separator: say(zh: "；", en: "; "))
    }

    /// The rule's expressions exactly as its files have them.
    private func written(_ index: Int) -> Block {
        let rule = policy.rules[index]
        var terms: [Block.Term] = []
        let word = rule.trigger == .during ? say(zh: "期间", en: "while") : say(zh: "条件", en: "when")
        for condition in rule.conditions { terms.append(.init(word, [[.code(RuleContent.text(condition.expression))]])) }
        for action in rule.actions {
            let name = labels.list(action.measures.map { labels.measure($0) })
            for (key, text) in RuleContent.Action(action, measure: action.measures.first ?? 0, policy.vocabulary).terms {
                if let text { terms.append(.init(say(zh: "\(name)，\(labels[key.phrase])", en: "\(name), \(labels[key.phrase])"), [[.code(text)]])) }
            }
        }
        if terms.isEmpty { return .paragraph([.aside([.text(say(zh: "没有表达式", en: "No expression"))])]) }
        return .details(.text(say(zh: "表达式原文（FEEL）", en: "As written, in FEEL")), [.terms(terms)])
    }

    func duty(_ index: Int, at place: ClauseReference?) -> Block {
        let duty = policy.duties[index]
        var terms: [Block.Term] = []
        if !duty.owner.isEmpty { terms.append(.init(say(zh: "牵头单位", en: "Owner"), [.text(labels.list(duty.owner))])) }
        if !duty.cooperating.isEmpty { terms.append(.init(say(zh: "配合单位", en: "With"), [.text(labels.list(duty.cooperating))])) }
        terms.append(.init(say(zh: "时限", en: "When"), [schedule(duty)]))
        if !duty.deliverables.isEmpty { terms.append(.init(say(zh: "成果", en: "Delivers"), duty.deliverables.map { .text(labels[$0]) })) }
        let others = duty.clauses.filter { $0 != place }
        if !others.isEmpty { terms.append(.init(place == nil ? say(zh: "依据", en: "By") : say(zh: "另据", en: "Also by"), [links(others)])) }
        if duty.layer != lowest { terms.append(.init(say(zh: "来源", en: "From"), [.text(labels.pack(duty.layer))])) }
        return .group(
            id: anchors.duties[index], .duty, [.paragraph(name(say(zh: "任务", en: "Duty"), duty.label, duty.name), style: .name), .terms(terms)])
    }

    private func schedule(_ duty: ResolvedDuty) -> [Inline] {
        guard let schedule = duty.schedule else { return .text(say(zh: "没有载明日期", en: "no date is stated")) }
        var text: [Inline]
        func bounds(_ from: Int32?, _ until: Int32?) -> String {
            (from.map { say(zh: "，自 \(labels.day($0)) 起", en: ", from \(labels.day($0)) on") } ?? "")
                + (until.map { say(zh: "，至 \(labels.day($0)) 止", en: ", until \(labels.day($0))") } ?? "")
        }
        switch schedule.timing {
        case .by(let day): text = .text(say(zh: "\(labels.day(day)) 前（含当日）", en: "by \(labels.day(day))"))
        case .calendar(let period, let from, let until):
            let word: String
            switch period {
            case .year: word = say(zh: "每年", en: "every year")
            case .halfYear: word = say(zh: "每半年", en: "every half-year")
            case .quarter: word = say(zh: "每季度", en: "every quarter")
            case .month: word = say(zh: "每月", en: "every month")
            }
            text = .text(word + bounds(from, until))
        case .months(let count, let from, let until):
            let length = labels.duration(.yearsMonthsDuration(months: Int64(count)))
            text = .text(say(zh: "每\(length)一次", en: "every \(length)") + bounds(from, until))
        }
        if !schedule.stated { text += [.text(" "), .flag([.text(say(zh: "原文未规定", en: "not stated by the text"))])] }
        return text
    }

    // MARK: What rests on clauses of packs above, or on none

    func superiorChapter() -> [Block] {
        var blocks: [Block] = []
        for layer in policy.layers.indices.reversed() where layer != lowest {
            var rows: [Block] = []
            for (index, clause) in policy.layers[layer].clauses.enumerated() {
                let reference = ClauseReference(layer: layer, clause: index)
                let (rules, duties) = (places.rules[reference] ?? [], places.duties[reference] ?? [])
                if rules.isEmpty && duties.isEmpty { continue }
                rows.append(.heading(4, id: nil, .text(clause.cite)))
                let words = labels[clause.text]
                if !words.isEmpty { rows.append(.paragraph(.text(words), style: .words)) }
                rows += rules.map { self.rule($0, at: reference) } + duties.map { self.duty($0, at: reference) }
            }
            if rows.isEmpty { continue }
            let number = policy.layers[layer].instrument.number.map { $0 + " " } ?? ""
            blocks.append(.heading(3, id: "above-\(layer + 1)", .text(number + labels[policy.layers[layer].title])))
            blocks += rows
        }
        if blocks.isEmpty { return [] }
        let lead = say(
            zh: "这些规则和任务由上位政策写明，本文件没有另行规定，同样适用。",
            en: "The packs above wrote these rules and duties; this instrument doesn't speak of them, and they apply all the same.")
        return [.heading(2, id: "above", .text(say(zh: "沿用上位政策的规定", en: "Taken over from above"))), .paragraph(.text(lead))] + blocks
    }

    func looseChapter() -> [Block] {
        if places.looseRules.isEmpty && places.looseDuties.isEmpty { return [] }
        return [.heading(2, id: "loose", .text(say(zh: "没有引用条款的规定", en: "Rules and duties that cite no clause")))]
            + places.looseRules.map { rule($0, at: nil) } + places.looseDuties.map { duty($0, at: nil) }
    }
}
