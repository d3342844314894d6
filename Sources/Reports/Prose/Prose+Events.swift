import FEEL
import Policy

/// What a rule that acts for each event reads of its event and of the answer.
extension Prose {
    func isOfEvent(_ variable: Environment.Variable) -> Bool {
        variable.slot >= policy.variables.count && HistoryList(slot: variable.slot, in: policy) == nil
    }

    func fact(ofEvent variable: Environment.Variable) -> String {
        let (isAnswer, name) = parts(variable)
        let owner = isAnswer ? (zh: "答复", en: "the answer") : (zh: eventName ?? "该事件", en: eventName ?? "the event")
        switch name {
        case "on": return say(zh: "\(owner.zh)之日", en: "the day of \(owner.en)")
        case "recorded": return say(zh: "\(owner.zh)记录之日", en: "the day on which \(owner.en) was recorded")
        default:
            let fact = policy.vocabulary.events.flatMap(\.facts).first { $0.name == name }
            let label = fact.map { labels[$0.label] } ?? name
            return say(zh: "\(owner.zh)的\(quoted(label))", en: "\(quoted(label)) of \(owner.en)")
        }
    }

    func truth(ofEvent variable: Environment.Variable, isSo: Bool) -> [Inline] {
        if parts(variable).name == "answered" {
            return [.text(isSo ? say(zh: "该事件已获答复", en: "the event has been answered") : say(zh: "该事件尚未获答复", en: "the event hasn't been answered"))]
        }
        let fact = fact(ofEvent: variable)
        return [.text(isSo ? say(zh: "\(fact)为是", en: "\(fact) is so") : say(zh: "\(fact)为否", en: "\(fact) isn't so"))]
    }

    /// Whether it is the answer's, and the name behind the dot.
    private func parts(_ variable: Environment.Variable) -> (isAnswer: Bool, name: String) {
        let name = variable.name
        return name.hasPrefix("answer.") ? (true, String(name.dropFirst(7))) : (false, String(name.dropFirst(6)))
    }
}
