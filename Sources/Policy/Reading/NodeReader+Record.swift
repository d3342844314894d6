import Diagnostics
import YAMLDocument

extension NodeReader {
    /// The words that every record and event has beside the vocabulary's facts.
    private static let recordKeys: [PolicyKey] = [.id, .kind, .events, .recorded]
    private static let eventKeys: [PolicyKey] = [.type, .on, .recorded]

    /// The record of a test. Its own words become English, the names and values of facts stay as they were written until a vocabulary
    /// has been found.
    func record(_ node: YAMLNode) -> RecordTree? {
        guard let entries = mapping(node) else { return nil }
        let members = entries.compactMap { entry -> RecordTree.Member? in
            guard let key = key(entry.key, among: Self.recordKeys) else { return nil }
            guard key.value == PolicyKey.events.rawValue else { return RecordTree.Member(key: key, value: tree(entry.value)) }
            let events = (list(entry.value) ?? []).compactMap(event)
            return RecordTree.Member(key: key, value: RecordTree(.list(events), at: location(of: entry.value)))
        }
        return RecordTree(.object(members), at: location(of: node))
    }

    /// `{type: TYPE, on: DAY, …}`, or in short `{TYPE: DAY, …}`: without a type, the first entry is type and day.
    private func event(_ node: YAMLNode) -> RecordTree? {
        guard let entries = mapping(node) else { return nil }
        var members = entries.compactMap { entry in
            key(entry.key, among: Self.eventKeys).map { RecordTree.Member(key: $0, value: tree(entry.value)) }
        }
        let names = Set(members.map(\.key.value))
        if !names.contains(PolicyKey.type.rawValue), let first = members.first, first.key.value != PolicyKey.on.rawValue {
            let type = RecordTree(.scalar(first.key.value, quoted: true), at: first.key.location)
            members[0] = RecordTree.Member(key: Written(PolicyKey.on.rawValue, at: first.key.location), value: first.value)
            members.insert(RecordTree.Member(key: Written(PolicyKey.type.rawValue, at: first.key.location), value: type), at: 0)
        }
        return RecordTree(.object(members), at: location(of: node))
    }

    private func key(_ node: YAMLNode, among words: [PolicyKey]) -> Written<String>? {
        guard let text = written(node) else { return nil }
        let word = words.first { $0.chinese == text.value }
        return word.map { Written($0.rawValue, at: text.location) } ?? text
    }

    private func tree(_ node: YAMLNode) -> RecordTree {
        switch node.kind {
        case .scalar(let scalar):
            let text = node.isNull ? "null" : scalar.text
            return RecordTree(.scalar(text, quoted: scalar.style != .plain || scalar.isTaggedString), at: location(of: node))
        case .sequence(let items, _):
            return RecordTree(.list(items.map(tree)), at: location(of: node))
        case .mapping(let entries, _):
            let members = entries.compactMap { entry in
                written(entry.key).map { RecordTree.Member(key: $0, value: tree(entry.value)) }
            }
            return RecordTree(.object(members), at: location(of: node))
        }
    }
}
