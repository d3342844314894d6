import Diagnostics
import Engine
import FEEL
import Policy

/// Why a measure doesn't stand.
extension ExplanationWriter {
    func whyNot(_ type: Int) -> String {
        var outline = heading()
        let name = labels.both(labels.measure(type), policy.vocabulary.measures[type].name)
        let present = evidence.measures.filter { $0.type == type }
        if present.contains(where: { !$0.isSettled }) {
            outline.line(zh: "\(name)已经施加，尚未终了，说明如下", en: "\(name): it is imposed and not over; here is why")
            outline.blank()
            return outline.text + body(of: measure(type))
        }
        if !present.isEmpty {
            outline.line(zh: "\(name)曾经施加，现已终了，说明如下", en: "\(name): it was imposed and is over; here is why")
            outline.blank()
            return outline.text + body(of: measure(type))
        }
        outline.line(zh: "未施加：\(name)", en: "Not imposed: \(name)")
        if let first = evidence.firstDay, first > evidence.request.asOf {
            outline.line(zh: "记录自 \(labels.day(first)) 起算，晚于所问之日", en: "the record counts from \(labels.day(first)) on, after the day asked for", 1)
            return outline.text
        } else if evidence.firstDay == nil, let slot = policy.vocabulary.records[evidence.kind].day {
            let fact = labels.missing(policy.variables[slot].name)
            outline.line(zh: "不知道记录从哪天起算：缺\(fact)", en: "the day the record counts from isn't known: \(fact)", 1)
        }
        let candidates = policy.rules.indices.filter { rule in
            policy.rules[rule].actions.contains { $0.verb == .impose && $0.measures.contains(type) }
        }
        if candidates.isEmpty { outline.line(zh: "没有规则会施加它", en: "no rule imposes it", 1) }
        for rule in candidates { writeWhyNot(rule, &outline) }
        for superseded in policy.superseded where superseded.rule.actions.contains(where: { $0.verb == .impose && $0.measures.contains(type) }) {
            let rule = labels[superseded.rule.label]
            let because = superseded.because.map { labels.say(zh: "，理由：\($0)", en: ": \($0)") } ?? ""
            let layer = labels.pack(superseded.layer)
            switch superseded.step {
            case .dropped: outline.line(zh: "规则「\(rule)」未被\(layer)采用\(because)", en: "the rule `\(rule)` is dropped by \(layer)\(because)", 1)
            case .replaced: outline.line(zh: "规则「\(rule)」已由\(layer)替换\(because)", en: "the rule `\(rule)` is replaced by \(layer)\(because)", 1)
            }
        }
        closing(&outline, type)
        return outline.text
    }

    /// What follows the heading of another answer.
    private func body(of text: String) -> String {
        let heading = heading().lines.map { $0 + "\n" }.joined()
        return text.hasPrefix(heading) ? String(text.dropFirst(heading.count)) : text
    }

    private func writeWhyNot(_ rule: Int, _ outline: inout Outline) {
        let resolved = policy.rules[rule]
        outline.line(zh: "规则\(labels.rule(rule))没有触发", en: "the rule \(labels.rule(rule)) didn't fire", 1)
        let vocabulary = policy.vocabulary
        if resolved.kind != evidence.kind {
            let kind = labels[vocabulary.records[resolved.kind].label]
            outline.line(zh: "它只管另一种记录：\(kind)", en: "it is about another kind of record: \(kind)", 2)
            return
        }
        let standing = evidence.standing[rule]
        if !standing.isInForce {
            let inForce = resolved.inForce ?? policy.layers[resolved.layer].inForce
            let from = inForce.from.map { labels.day($0) } ?? "–"
            let until = inForce.until.map { labels.day($0) } ?? "–"
            let pack = resolved.inForce == nil ? labels.pack(resolved.layer) : labels.say(zh: "它", en: "it")
            outline.line(zh: "\(pack)在这一天不适用（施行期 \(from) 至 \(until)）", en: "\(pack) doesn't apply on that day (in force from \(from) to \(until))", 2)
            writeWhetherBefore(rule, &outline)
            return
        }
        writeApplicability(resolved, standing.applies, &outline)
        if standing.applies == false { return }
        for condition in standing.conditions where !condition.isTrue {
            let parts = condition.conjuncts.isEmpty ? [condition] : condition.conjuncts.filter { !$0.isTrue }
            for part in parts { write(part, &outline) }
        }
        if standing.conditions.allSatisfy(\.missing.isEmpty), standing.applies != nil { writeWhetherBefore(rule, &outline) }
    }

    /// A rule that was unknown on an earlier day may have acted on it.
    private func writeWhetherBefore(_ rule: Int, _ outline: inout Outline) {
        guard evidence.firstDay != nil, evidence.undetermined.contains(where: { $0.rule == rule }) else { return }
        let missing = evidence.decision.undetermined.first { $0.rule == policy.rules[rule].name }?.missing ?? []
        let facts = labels.missing(missing)
        outline.line(zh: "不能确定此前是否触发过：缺\(facts)", en: "whether it fired before isn't known, for want of \(facts)", 2)
    }

    private func writeApplicability(_ rule: ResolvedRule, _ applies: Bool?, _ outline: inout Outline) {
        guard applies != true, let members = rule.appliesTo, let slot = policy.vocabulary.records[rule.kind].appliesTo,
            case .enumeration(let index)? = policy.variables[slot].type
        else { return }
        let values = policy.vocabulary.enumerations[index].values
        let whom = labels.list(members.map { labels[values[$0].label] })
        let fact = labels.missing(policy.variables[slot].name)
        let value = labels.value(evidence.appliesTo ?? .null, type: policy.variables[slot].type)
        if applies == nil {
            outline.line(zh: "它只适用于\(whom)，而\(fact)未知", en: "it applies to \(whom) only, and \(fact) isn't known", 2)
        } else {
            outline.line(zh: "它只适用于\(whom)，而\(fact)为\(value)", en: "it applies to \(whom) only; \(fact) is \(value)", 2)
        }
    }

    /// A part of a condition that isn't true, and why.
    private func write(_ part: Evidence, _ outline: inout Outline) {
        if part.isFalse {
            outline.line(zh: "不成立：`\(part.text)`", en: "not so: `\(part.text)`", 2)
        } else if !part.missing.isEmpty {
            let facts = labels.missing(part.missing)
            outline.line(zh: "不能确定：`\(part.text)`，缺\(facts)", en: "not known: `\(part.text)`, for want of \(facts)", 2)
        } else {
            outline.line(
                zh: "得不出真假：`\(part.text)` 为 \(labels.value(part.value))", en: "neither true nor false: `\(part.text)` is \(labels.value(part.value))",
                2)
        }
        readings.write(part.readings, &outline, 3)
    }
}
