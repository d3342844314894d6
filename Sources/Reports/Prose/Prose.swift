import Diagnostics
import FEEL
import Policy

/// Puts expressions into sentences of one language. What can't be said well stands as it is written.
struct Prose {
    let typed: TypedPolicy
    let labels: Labels
    /// The anchor of a parameter, a definition or a state on the page; nil where it has none.
    let anchor: (Subject) -> String?
    /// The day that a fact gives in the case that is spoken of, put behind its name; nil where it isn't said.
    var told: (_ slot: Int) -> String? = { _ in nil }
    /// The event that a rule for each event is about, where it is said; else it is "the event".
    var eventName: String?
    /// Whether packs are spoken of; whom a letter is to knows of none.
    var namesPacks = true
    var policy: ResolvedPolicy { typed.policy }

    enum Subject: Hashable {
        case definition(Int)
        case parameter(Int)
        case state(Int)
    }

    init(_ typed: TypedPolicy, _ labels: Labels, anchor: @escaping (Subject) -> String? = { _ in nil }) {
        self.typed = typed
        self.labels = labels
        self.anchor = anchor
    }

    func say(zh: String, en: String) -> String { labels.say(zh: zh, en: en) }

    /// A part as it is written.
    func written(_ part: TypedExpr, _ whole: CheckedExpression) -> [Inline] {
        [.code(whole.source.text(of: part.span).split(whereSeparator: \.isWhitespace).joined(separator: " "))]
    }

    // MARK: Things that have a name

    func quoted(_ text: String) -> String { say(zh: "“\(text)”", en: "“\(text)”") }

    func event(_ index: Int) -> String { quoted(labels.event(index)) }

    func event(named name: String?) -> String? { name.flatMap { policy.vocabulary.event(named: $0) }.map { event($0) } }

    /// A fact of a record; Chinese labels are paths, such as `借阅.册数`.
    func fact(_ slot: Int) -> String {
        let label = labels.fact(inSlot: slot).map { labels[$0.label] } ?? policy.variables[slot].name
        return say(zh: label.replacing(".", with: "的"), en: quoted(label))
    }

    /// A fact that is so or not so.
    private func condition(ofFact slot: Int) -> String {
        let label = labels.fact(inSlot: slot).map { labels[$0.label] } ?? policy.variables[slot].name
        return quoted(label.replacing(".", with: say(zh: "", en: ".")))
    }

    func linked(_ text: String, _ subject: Subject) -> [Inline] {
        anchor(subject).map { [.link([.text(text)], to: .anchor($0))] } ?? [.text(text)]
    }

    func definition(_ index: Int) -> [Inline] {
        let definition = policy.definitions[index]
        return linked(quoted(labels[definition.label]), .definition(index))
    }

    /// A parameter's value, what it is called, and whether the text gives it.
    func parameter(_ index: Int) -> [Inline] {
        let parameter = policy.parameters[index]
        let value: [Inline] = [.strong([.text(labels.value(typed.parameters[index].value, unit: parameter.unit))])]
        let name = linked(labels[parameter.label], .parameter(index))
        if parameter.stated { return labels.say(zh: "{1}（{2}）", en: "{1} ({2})", value, name) }
        return labels.say(zh: "{1}（{2}，{3}）", en: "{1} ({2}; {3})", value, name, [.flag([.text(notStated(parameter))])])
    }

    func notStated(_ parameter: ResolvedParameter) -> String {
        guard namesPacks else { return say(zh: "原文未规定", en: "not stated by the text") }
        return parameter.setBy == policy.layers.count - 1
            ? say(zh: "原文未规定，由本政策包设定", en: "not stated by the text; set by this pack")
            : say(zh: "原文未规定，由上位政策包设定", en: "not stated by the text; set by the pack above")
    }

    // MARK: What holds or doesn't

    func truth(_ slot: Int, isSo: Bool) -> [Inline] {
        let name: [Inline]
        switch policy.variables[slot].origin {
        case .fact: name = [.text(condition(ofFact: slot))]
        case .state(let index): name = linked(quoted(labels[policy.vocabulary.states[index].label]), .state(index))
        case .definition(let index): name = definition(index)
        case .parameter(let index): return setting(index, isSo: isSo)
        }
        return isSo ? labels.say(zh: "属{1}情形", en: "{1} holds", name) : labels.say(zh: "不属{1}情形", en: "{1} doesn't hold", name)
    }

    /// A parameter that is true or false, and which of them it is set to.
    private func setting(_ index: Int, isSo: Bool) -> [Inline] {
        let parameter = policy.parameters[index]
        let name = linked(quoted(labels[parameter.label]), .parameter(index))
        let isSet = typed.parameters[index].value == .boolean(true)
        var set: [Inline] = [.text(say(zh: isSet ? "设定为“是”" : "设定为“否”", en: isSet ? "set to yes" : "set to no"))]
        if !parameter.stated { set += [.text(say(zh: "，", en: "; ")), .flag([.text(notStated(parameter))])] }
        return isSo
            ? labels.say(zh: "{1}为“是”（{2}）", en: "{1} is yes ({2})", name, set) : labels.say(zh: "{1}为“否”（{2}）", en: "{1} is no ({2})", name, set)
    }

    /// Alternatives: `A, B or C`.
    func alternatives(_ items: [[Inline]]) -> [Inline] {
        guard items.count > 1, let last = items.last else { return items.first ?? [] }
        return labels.say(zh: "{1}或{2}", en: "{1} or {2}", .joined(Array(items.dropLast()), by: say(zh: "、", en: ", ")), last)
    }
}
