import Diagnostics
import FEEL
import Policy

/// What a rule does to a measure, in words.
struct ActionWords {
    let zh: String
    let en: String

    init(_ vocabulary: Vocabulary, verb: ActionVerb, measure: String) {
        let label = vocabulary.measure(named: measure).map { vocabulary.measures[$0].label } ?? Phrase(same: measure)
        let phrase = StatusLabels.verb(verb)
        zh = "\(phrase.zh)「\(label.zh)」"
        en = "\(phrase.en) `\(measure)`"
    }
}

/// Compares two actions of one verb on one measure.
struct ActionComparison {
    let pack: TypedPolicy
    let superior: TypedPolicy
    let name: ActionWords

    func changes(_ was: RuleContent.Action, _ becomes: RuleContent.Action) -> [RuleChange] {
        var changes: [RuleChange] = []
        let isBurden =
            was.verb == .impose && pack.policy.vocabulary.measure(named: was.measure).map { pack.policy.vocabulary.measures[$0].kind } != .incentive
        for ((key, old), (_, new)) in zip(was.terms, becomes.terms) where old != new {
            let more: RuleChange.Direction
            switch key {
            // Any due day is sooner than none; any end is sooner than none.
            case .due: more = .weaker
            case .duration, .until: more = .sharper
            case .from, .addressee, .only, .amount, .atLeast, .atMost: more = .unclear
            }
            let direction: RuleChange.Direction
            switch (old, new) {
            case (nil, _): direction = more.reversed
            case (_, nil): direction = more
            case (let old?, let new?): direction = step(old, new, more)
            }
            let none = Phrase(zh: "无", en: "none")
            changes.append(
                RuleChange(
                    isBurden ? direction : .unclear,
                    zh: "\(name.zh)：\(key.phrase.zh)由 \(old.map { "`\($0)`" } ?? none.zh) 改为 \(new.map { "`\($0)`" } ?? none.zh)",
                    en: "\(name.en): \(key.phrase.en) \(new.map { "`\($0)`" } ?? none.en) instead of \(old.map { "`\($0)`" } ?? none.en)"))
        }
        if was.modality != becomes.modality {
            let (old, new) = (StatusLabels.modality(was.modality.rawValue), StatusLabels.modality(becomes.modality.rawValue))
            changes.append(
                RuleChange(
                    becomes.modality == .may ? .weaker : .sharper, zh: "\(name.zh)：由\(old.zh)改为\(new.zh)",
                    en: "\(name.en): \(new.en) instead of \(old.en)"))
        }
        if was.clock != becomes.clock {
            // Where the clock stops, the measure ends later; where it waits, not before the suspension does.
            let order: [SuspensionClock?] = [.runs, .waits, .stops]
            let isLater = (order.firstIndex(of: becomes.clock) ?? 0) > (order.firstIndex(of: was.clock) ?? 0)
            changes.append(
                RuleChange(
                    isLater ? .sharper : .weaker, zh: "\(name.zh)：计时改为\(becomes.clock?.chinese ?? "")",
                    en: "\(name.en): the clock \(becomes.clock?.rawValue ?? "")"))
        }
        let (gained, lost) = (becomes.choices.filter { !was.choices.contains($0) }, was.choices.filter { !becomes.choices.contains($0) })
        if !gained.isEmpty {
            changes.append(
                RuleChange(
                    .weaker, zh: "\(name.zh)：多了选项 \(gained.joined(separator: "、"))",
                    en: "\(name.en): may choose \(gained.joined(separator: ", ")) as well"))
        }
        if !lost.isEmpty {
            changes.append(
                RuleChange(
                    .sharper, zh: "\(name.zh)：少了选项 \(lost.joined(separator: "、"))",
                    en: "\(name.en): may no longer choose \(lost.joined(separator: ", "))"))
        }
        if Set(was.decidedBy) != Set(becomes.decidedBy) {
            changes.append(RuleChange(.unclear, zh: "\(name.zh)：由别的事件决定", en: "\(name.en): other events decide"))
        }
        return changes
    }

    /// Where a term that was changed leads, when both are constants or parameters; `more` is what a later day or a longer time means.
    private func step(_ old: String, _ new: String, _ more: RuleChange.Direction) -> RuleChange.Direction {
        func value(_ text: String, _ typed: TypedPolicy) -> Datum? {
            if let index = typed.policy.parameters.firstIndex(where: { $0.name == text || $0.label.zh == text || $0.label.en == text }) {
                return typed.parameters[index].value
            }
            let result = Evaluator().evaluate(text)
            return result.isReadable && result.diagnostics.isEmpty && result.value != .null ? result.value : nil
        }
        // `day + term`: the days are the same text, so the terms decide.
        var (old, new) = (old, new)
        if let a = old.firstRange(of: " + "), let b = new.firstRange(of: " + "), old[..<a.lowerBound] == new[..<b.lowerBound] {
            (old, new) = (String(old[a.upperBound...]), String(new[b.upperBound...]))
        }
        guard let before = value(old, superior), let after = value(new, pack) else { return .unclear }
        switch ParameterChange.Step(from: before, to: after) {
        case .grows: return more
        case .shrinks: return more.reversed
        case .same: return .neutral
        case .unordered: return .unclear
        }
    }
}

/// Conditions as the parts that `and` joins, and the parts that `or` joins: enough to see that one asks for more than the other.
enum Conjuncts {
    enum Step { case same, fewer, more, unclear }

    /// Whether new conditions, all of which must hold, are true in fewer cases or in more.
    static func step(from old: [String], to new: [String]) -> Step {
        let (before, after) = (Set(old.flatMap { parts($0, "and") }), Set(new.flatMap { parts($0, "and") }))
        if before == after { return .same }
        if after.isSuperset(of: before) { return .fewer }
        if before.isSuperset(of: after) { return .more }
        guard old.count == 1, new.count == 1, let first = old.first, let last = new.first else { return .unclear }
        let (some, others) = (Set(parts(first, "or")), Set(parts(last, "or")))
        if some == others { return .same }
        return others.isSuperset(of: some) ? .more : some.isSuperset(of: others) ? .fewer : .unclear
    }

    /// The parts of a condition all of which must hold.
    static func joined(_ text: String) -> [String] { parts(text, "and") }

    /// The parts of a condition between a word that stands outside of brackets and quotes. Where `or` stands outside, `and` parts nothing.
    private static func parts(_ text: String, _ word: String) -> [String] {
        var depth = 0
        var isQuoted = false
        var parts: [[Substring]] = [[]]
        var hasOr = false
        for token in text.split(separator: " ") {
            if depth == 0, !isQuoted, token == "or" { hasOr = true }
            if depth == 0, !isQuoted, token == word {
                parts.append([])
                continue
            }
            parts[parts.count - 1].append(token)
            for character in token {
                if character == "\"" { isQuoted.toggle() }
                if isQuoted { continue }
                if "([{".contains(character) { depth += 1 }
                if ")]}".contains(character) { depth -= 1 }
            }
        }
        let isSplit = word == "or" || !hasOr
        // `if`, `for`, `some`, `every` and `between … and` reach over the word.
        let reaching: Set<Substring> = ["if", "for", "some", "every", "between", "return", "satisfies"]
        if !isSplit || text.split(separator: " ").contains(where: { reaching.contains($0) }) { return [text] }
        return parts.map { $0.joined(separator: " ") }
    }
}
