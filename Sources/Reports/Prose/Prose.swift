import Diagnostics
import FEEL
import Policy

/// Puts expressions into sentences of one language. What can't be said well stands as it is written.
struct Prose {
    let typed: TypedPolicy
    let labels: Labels
    /// The anchor of a parameter, a definition or a state on the page; nil where it has none.
    let anchor: (Subject) -> String?
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
        let value = typed.parameters.indices.contains(index) ? labels.value(typed.parameters[index].value) : "?"
        var text: [Inline] = [.strong([.text(value)])]
        text.append(.text(say(zh: "（", en: " (")))
        text += linked(labels[parameter.label], .parameter(index))
        if !parameter.stated {
            text.append(.text(say(zh: "，", en: "; ")))
            text.append(.flag([.text(notStated(parameter))]))
        }
        text.append(.text(say(zh: "）", en: ")")))
        return text
    }

    func notStated(_ parameter: ResolvedParameter) -> String {
        parameter.setBy == policy.layers.count - 1
            ? say(zh: "原文未规定，由本政策包设定", en: "not stated by the text; set by this pack")
            : say(zh: "原文未规定，由上位政策包设定", en: "not stated by the text; set by the pack above")
    }

    // MARK: What holds or doesn't

    func truth(_ slot: Int, isSo: Bool) -> [Inline]? {
        let name: [Inline]
        switch policy.variables[slot].origin {
        case .fact: name = [.text(condition(ofFact: slot))]
        case .state(let index): name = linked(quoted(labels[policy.vocabulary.states[index].label]), .state(index))
        case .definition(let index): name = definition(index)
        case .parameter(let index):
            let parameter = policy.parameters[index]
            let so = typed.parameters[index].value == .boolean(isSo)
            var text = linked(quoted(labels[parameter.label]), .parameter(index))
            text.append(.text(say(zh: so ? "（按设定属此情形" : "（按设定不属此情形", en: so ? " (so it is set" : " (it is set otherwise")))
            if !parameter.stated { text += [.text(say(zh: "，", en: "; ")), .flag([.text(notStated(parameter))])] }
            text.append(.text(say(zh: "）", en: ")")))
            return isSo ? text : [.text(say(zh: "并非", en: "not "))] + text
        }
        return isSo
            ? say(zh: [.text("属")] + name + "情形", en: name + " holds") : say(zh: [.text("不属")] + name + "情形", en: name + " doesn't hold")
    }

    func say(zh: [Inline], en: [Inline]) -> [Inline] { labels.language == .chinese ? zh : en }

    /// Alternatives: `A, B or C`.
    func alternatives(_ items: [[Inline]]) -> [Inline] {
        guard items.count > 1, let last = items.last else { return items.first ?? [] }
        return .joined(Array(items.dropLast()), by: say(zh: "、", en: ", ")) + [.text(say(zh: "或", en: " or "))] + last
    }
}
