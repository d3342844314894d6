import Diagnostics
import Engine
import FEEL
import Policy
import Reports

/// Fills a frame from a test's record, as plainly as can be.
func fill(_ tree: RecordTree, _ workspace: Workspace) -> Phrase? {
    let plan = workspace.plan
    let vocabulary = plan.policy.vocabulary
    let frame = workspace.frame
    frame.begin()
    var fault: Phrase?
    func value(_ tree: RecordTree, _ type: FactType) -> Value {
        guard case .scalar(let text, _) = tree.kind else {
            fault = Phrase(same: "not a value")
            return .null
        }
        switch type {
        case .number:
            guard let number = Number(text) else { break }
            return frame.owner.ref.value(of: .number(number))
        case .boolean: return .boolean(text == "true")
        case .date:
            guard let day = Day(text) else { break }
            return .date(days: Int64(day.number))
        case .enumeration(let index):
            guard vocabulary.enumerations[index].values.contains(where: { $0.name == text }) else { break }
            return plan.unit.symbol(text)
        default: return frame.owner.ref.value(of: .string(text))
        }
        fault = Phrase(zh: "`\(text)` 不是合适的值", en: "`\(text)` is no fitting value")
        return .null
    }
    func event(_ tree: RecordTree) {
        guard case .object(let members) = tree.kind else { return }
        func scalar(_ key: String) -> String? {
            guard case .scalar(let text, _)? = members.first(where: { $0.key.value == key })?.value.kind else { return nil }
            return text
        }
        guard let name = scalar("type"), let type = vocabulary.event(named: name), let on = scalar("on").flatMap({ Day($0) }) else {
            fault = Phrase(same: "not an event")
            return
        }
        frame.appendEvent(type: type, on: on.number, recorded: scalar("recorded").flatMap { Day($0)?.number })
        for (index, fact) in vocabulary.events[type].facts.enumerated() {
            if let member = members.first(where: { $0.key.value == fact.name }) { frame.setEventFact(index, value(member.value, fact.type)) }
        }
    }
    func walk(_ tree: RecordTree, _ path: String) {
        guard case .object(let members) = tree.kind else { return }
        for member in members {
            let name = path.isEmpty ? member.key.value : path + "." + member.key.value
            if name == "events", case .list(let items) = member.value.kind {
                for item in items { event(item) }
            } else if name == "kind" {
                continue
            } else if name == "id" {
                frame.id = value(member.value, .string)
            } else if let fact = vocabulary.records[frame.kind].facts.first(where: { $0.name == name }) {
                frame.set(fact.slot, value(member.value, fact.type))
            } else {
                walk(member.value, name)
            }
        }
    }
    if case .object(let members) = tree.kind, case .scalar(let name, _)? = members.first(where: { $0.key.value == "kind" })?.value.kind {
        guard let kind = vocabulary.recordKind(named: name) else { return Phrase(same: "not a kind of record") }
        frame.kind = kind
    }
    walk(tree, "")
    return fault
}

/// Fills a frame from a test's record; these packs look at no other records.
func fill(_ given: TestRunner.Given, _ workspace: Workspace) -> TestRunner.Unreadable? {
    let tree = given.records[given.place]
    let fault: Phrase? = fill(tree, workspace)
    return fault.map { TestRunner.Unreadable(fault: $0, location: tree.location) }
}
