import Diagnostics
import Policy

/// Writes the record of a test as the JSON that ``RecordDecoder`` reads, so that tests and runs go one way.
///
/// Names of facts, events and values may be labels there; the vocabulary turns them into names. A fact's type says how its value is written: a
/// string fact `17` is `"17"`, a number `1_0` (no number) a string that the reader refuses. What the vocabulary doesn't know is written as YAML's
/// core schema reads it.
package struct RecordTreeWriter {
    private let vocabulary: Vocabulary
    /// By kind of record: facts by name and both labels.
    private let facts: [[String: Fact]]
    private let eventFacts: [[String: Fact]]

    package init(_ vocabulary: Vocabulary) {
        self.vocabulary = vocabulary
        facts = vocabulary.records.map { Self.index($0.facts) }
        eventFacts = vocabulary.events.map { Self.index($0.facts) }
    }

    /// A name goes before any label; of two equal labels the first counts.
    private static func index(_ facts: [Fact]) -> [String: Fact] {
        var index: [String: Fact] = [:]
        for fact in facts where index[fact.name] == nil { index[fact.name] = fact }
        for fact in facts {
            for label in [fact.label.zh, fact.label.en] where index[label] == nil { index[label] = fact }
        }
        return index
    }

    /// - Parameter id: the record's id where the test gives none.
    package func write(_ tree: RecordTree, id: String) -> WrittenRecord {
        guard case .object(let members) = tree.kind else {
            var draft = RecordDraft(vocabulary)
            draft.write(tree, as: nil)
            return draft.finish(whole: tree.location)
        }
        let kind = members.first { $0.key.value == "kind" }.flatMap { vocabulary.recordKind(named: $0.value.text ?? "") } ?? 0
        let root = Node()
        if !members.contains(where: { $0.key.value == "id" }) { root.add(["id"], Leaf(RecordTree(.scalar(id, quoted: true)), .string)) }
        for member in members {
            switch member.key.value {
            case "id": root.add(["id"], Leaf(member.value, .string))
            case "kind": root.add(["kind"], Leaf(member.value, .string, name: vocabulary.records.indices.contains(kind) ? kind : nil))
            case "events": root.add(["events"], Leaf(member.value, nil, isEvents: true))
            default: place(member, under: [], in: root, facts.indices.contains(kind) ? facts[kind] : [:])
            }
        }
        var draft = RecordDraft(vocabulary)
        write(root, at: "", to: &draft)
        return draft.finish(whole: tree.location)
    }

    /// Puts a member where its fact's path leads; what is no fact stays where it is.
    private func place(_ member: RecordTree.Member, under path: [String], in root: Node, _ facts: [String: Fact]) {
        let written = path + [member.key.value]
        if let fact = facts[written.joined(separator: ".")] {
            root.add(fact.path.map(String.init), Leaf(member.value, fact.type))
        } else if case .object(let members) = member.value.kind, !members.isEmpty {
            for inner in members { place(inner, under: written, in: root, facts) }
        } else {
            root.add(written, Leaf(member.value, nil))
        }
    }

    // MARK: Writing

    private func write(_ node: Node, at path: String, to draft: inout RecordDraft) {
        draft.out.append(byte: UInt8(ascii: "{"))
        for (index, child) in node.children.enumerated() {
            if index > 0 { draft.out.append(byte: UInt8(ascii: ",")) }
            draft.out.appendJSONString(child.name)
            draft.out.append(byte: UInt8(ascii: ":"))
            let own = path.isEmpty ? child.name : path + "." + child.name
            guard let leaf = child.node.leaf else {
                write(child.node, at: own, to: &draft)
                continue
            }
            draft.locations[own] = leaf.tree.location
            if leaf.isEvents {
                writeEvents(leaf.tree, to: &draft)
            } else if let kind = leaf.kind {
                draft.out.appendJSONString(vocabulary.records[kind].name)
            } else {
                draft.write(leaf.tree, as: leaf.type)
            }
        }
        draft.out.append(byte: UInt8(ascii: "}"))
    }

    private func writeEvents(_ tree: RecordTree, to draft: inout RecordDraft) {
        guard case .list(let events) = tree.kind else { return draft.write(tree, as: nil) }
        draft.out.append(byte: UInt8(ascii: "["))
        for (index, event) in events.enumerated() {
            if index > 0 { draft.out.append(byte: UInt8(ascii: ",")) }
            draft.locations["events[\(index)]"] = event.location
            write(event, at: "events[\(index)]", to: &draft)
        }
        draft.out.append(byte: UInt8(ascii: "]"))
    }

    private func write(_ event: RecordTree, at path: String, to draft: inout RecordDraft) {
        guard case .object(let members) = event.kind else { return draft.write(event, as: nil) }
        let type = members.first { $0.key.value == "type" }.flatMap { vocabulary.event(named: $0.value.text ?? "") }
        draft.out.append(byte: UInt8(ascii: "{"))
        for (index, member) in members.enumerated() {
            if index > 0 { draft.out.append(byte: UInt8(ascii: ",")) }
            let fact = type.flatMap { eventFacts[$0][member.key.value] }
            let isOwn = ["type", "on", "recorded"].contains(member.key.value)
            let name = isOwn ? member.key.value : fact?.name ?? member.key.value
            draft.out.appendJSONString(name)
            draft.out.append(byte: UInt8(ascii: ":"))
            draft.locations[path + "." + name] = member.value.location
            if member.key.value == "type", let type {
                draft.out.appendJSONString(vocabulary.events[type].name)
            } else {
                draft.write(member.value, as: isOwn ? .string : fact?.type)
            }
        }
        draft.out.append(byte: UInt8(ascii: "}"))
    }

    // MARK: Objects

    private struct Leaf {
        var tree: RecordTree
        var type: FactType?
        /// The kind of record, where that is what is written.
        var kind: Int?
        var isEvents: Bool

        init(_ tree: RecordTree, _ type: FactType?, name kind: Int? = nil, isEvents: Bool = false) {
            self.tree = tree
            self.type = type
            self.kind = kind
            self.isEvents = isEvents
        }
    }

    /// A member of an object: a value, or an object in turn.
    private final class Node {
        var children: [(name: String, node: Node)] = []
        var leaf: Leaf?

        /// A path that comes twice is written twice, for the reader to refuse.
        func add(_ path: [String], _ leaf: Leaf) {
            guard let first = path.first else { return self.leaf = leaf }
            if path.count > 1, let known = children.first(where: { $0.name == first && $0.node.leaf == nil }) {
                return known.node.add(Array(path.dropFirst()), leaf)
            }
            let node = Node()
            children.append((first, node))
            node.add(Array(path.dropFirst()), leaf)
        }
    }
}

extension RecordTree {
    /// A scalar's text.
    fileprivate var text: String? {
        if case .scalar(let text, _) = kind { text } else { nil }
    }
}
