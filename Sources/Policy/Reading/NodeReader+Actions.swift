import Diagnostics
import YAMLDocument

extension NodeReader {
    func actions(_ node: YAMLNode) -> [Action] {
        // A single action needs no dash.
        oneOrList(node).compactMap(action)
    }

    private func action(_ node: YAMLNode) -> Action? {
        let verbs = ActionVerb.allCases.compactMap { PolicyKey(rawValue: $0.rawValue) }
        guard let entries = mapping(node) else { return nil }
        let written = entries.compactMap { entry in entry.key.scalar.flatMap { PolicyKey.reading($0.text) } }.filter(verbs.contains)
        guard let key = written.first, let verb = ActionVerb(rawValue: key.rawValue) else {
            reportNoVerb(node, verbs)
            return nil
        }
        guard let fields = fields(node, keys: verbs + Self.keys(of: verb)) else { return nil }
        let extra = verbs.filter { $0 != key && fields.has($0) }
        for other in extra {
            report(
                .fault(
                    "several-actions", at: fields.keyLocation(other), zh: "一项只写一个动作", en: "one entry holds one action",
                    mend: Phrase(zh: "另起一项，前面加 `- `", en: "begin a new entry with `- `")))
        }
        return action(verb, key, fields, at: location(of: node))
    }

    /// The keys that an action takes beside its verb.
    private static func keys(of verb: ActionVerb) -> [PolicyKey] {
        switch verb {
        case .impose: [.from, .due, .for, .until, .addressee, .by, .modality]
        case .suspend, .reinstate: [.clock, .only, .of]
        case .may: [.measures, .decidedBy, .only, .of, .atLeast, .atMost]
        case .lift: [.from, .only, .of]
        case .shorten, .extend: [.byAmount, .as, .only, .of]
        case .revoke, .withhold: [.only, .of]
        }
    }

    private func reportNoVerb(_ node: YAMLNode, _ verbs: [PolicyKey]) {
        // The key that looks most like a verb is the one to mend.
        for entry in node.entries ?? [] {
            guard let text = entry.key.scalar?.text, PolicyKey.reading(text) == nil else { continue }
            guard let near = nearestName(to: text, among: verbs.flatMap { [$0.rawValue, $0.chinese] }) else { continue }
            report(
                .fault("unknown-key", at: location(of: entry.key), zh: "未知的动作 `\(text)`", en: "unknown action `\(text)`", mend: .didYouMean(near)))
            return
        }
        report(
            .fault(
                "no-action", at: location(of: node), zh: "这一项没有动作", en: "there is no action in this entry",
                mend: Phrase(zh: Phrase.oneOf(verbs.map(\.chinese)).zh, en: Phrase.oneOf(verbs.map(\.rawValue)).en)))
    }

    private func action(_ verb: ActionVerb, _ key: PolicyKey, _ fields: Fields, at place: Location) -> Action {
        let named = fields[key].map(texts) ?? []
        var action = Action(verb: verb, targets: named, location: place)
        if verb == .may {
            action.choices = named
            action.targets = fields.required(.measures).map(texts) ?? []
            action.decidedBy = fields[.decidedBy].map(texts) ?? []
        }
        fields.exclude(.for, .until)
        action.from = fields[.from].flatMap(expression)
        action.due = fields[.due].flatMap(expression)
        action.duration = fields[.for].flatMap(expression)
        action.until = fields[.until].flatMap(expression)
        action.addressee = fields[.addressee].flatMap(addressee)
        action.by = fields[.by].map(texts)?.map(\.value)
        // What the text leaves to the authority is the action `may`, so that an imposed measure is always a must.
        action.modality = fields[.modality].flatMap { word(Modality.self, $0, among: [.must]) } ?? .must
        action.only = fields[.only].flatMap(expression)
        action.isOfEvent = fields[.of].flatMap { word(OwnerWord.self, $0) } != nil
        action.atLeast = fields[.atLeast].flatMap(expression)
        action.atMost = fields[.atMost].flatMap(expression)
        if verb == .shorten || verb == .extend { action.amount = fields.required(.byAmount).flatMap(expression) }
        action.word = fields[.as].flatMap(text)
        if verb == .suspend || verb == .reinstate, let node = fields.required(.clock) {
            let clocks = verb == .suspend ? SuspensionClock.allCases : [.runs, .stops]
            action.clock = word(SuspensionClock.self, node, among: clocks).map { Written($0, at: location(of: node)) }
        }
        return action
    }

    /// A FEEL expression for who bears a measure, or `authority` for the responsible units.
    func addressee(_ node: YAMLNode) -> Addressee? {
        guard let expression = expression(node) else { return nil }
        return NameWord.reading(expression.text) == .authority ? .authority : .expression(expression)
    }
}
