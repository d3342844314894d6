import Diagnostics

/// Turns labels in a test's record into the names they stand for, so that a record written in Chinese is the record written in English.
///
/// What it doesn't know it leaves as it is: whoever reads the record says what is wrong with it.
struct RecordNames {
    let vocabulary: Vocabulary

    func canonical(_ record: RecordTree) -> RecordTree {
        guard case .object(let members) = record.kind else { return record }
        var result = ObjectBuilder(location: record.location)
        let kind = kind(members)
        for member in members {
            switch member.key.value {
            case PolicyKey.id.rawValue:
                result.insert(member.value, at: [member.key])
            case PolicyKey.kind.rawValue:
                result.insert(named(member.value) { vocabulary.recordKind(named: $0).map { vocabulary.records[$0].name } }, at: [member.key])
            case PolicyKey.events.rawValue:
                result.insert(events(member.value), at: [member.key])
            default:
                insert(member, below: [], kind, into: &result)
            }
        }
        return result.tree
    }

    private func kind(_ members: [RecordTree.Member]) -> RecordKind? {
        let named = members.first { $0.key.value == PolicyKey.kind.rawValue }
        guard case .scalar(let text, _)? = named?.value.kind else { return vocabulary.records.first }
        return vocabulary.recordKind(named: text).map { vocabulary.records[$0] }
    }

    /// Facts go where their own path leads.
    private func insert(_ member: RecordTree.Member, below path: [Written<String>], _ kind: RecordKind?, into result: inout ObjectBuilder) {
        let path = path + [member.key]
        let written = path.map(\.value).joined(separator: ".")
        let facts = kind?.facts ?? []
        if let fact = facts.first(where: { $0.name == written }) ?? facts.first(where: { $0.label.zh == written || $0.label.en == written }) {
            let parts = fact.name == written ? path : fact.path.map { Written(String($0), at: member.key.location) }
            result.insert(value(member.value, of: fact.type), at: parts)
        } else if case .object(let members) = member.value.kind, !members.isEmpty, path.count < VocabularyReader.pathLimit {
            for inner in members { insert(inner, below: path, kind, into: &result) }
        } else {
            result.insert(member.value, at: path)
        }
    }

    private func events(_ tree: RecordTree) -> RecordTree {
        guard case .list(let items) = tree.kind else { return tree }
        return RecordTree(.list(items.map(event)), at: tree.location)
    }

    private func event(_ tree: RecordTree) -> RecordTree {
        guard case .object(let members) = tree.kind else { return tree }
        let type = members.first { $0.key.value == PolicyKey.type.rawValue }?.value
        guard case .scalar(let name, _)? = type?.kind, let index = vocabulary.event(named: name) else { return tree }
        let declared = vocabulary.events[index]
        let renamed = members.map { member -> RecordTree.Member in
            if member.key.value == PolicyKey.type.rawValue {
                return RecordTree.Member(key: member.key, value: named(member.value) { _ in declared.name })
            }
            let key = member.key.value
            guard
                let fact = declared.facts.first(where: { $0.name == key })
                    ?? declared.facts.first(where: { $0.label.zh == key || $0.label.en == key })
            else { return member }
            return RecordTree.Member(key: Written(fact.name, at: member.key.location), value: value(member.value, of: fact.type))
        }
        return RecordTree(.object(renamed), at: tree.location)
    }

    private func value(_ tree: RecordTree, of type: FactType) -> RecordTree {
        switch type {
        case .enumeration(let index):
            guard vocabulary.enumerations.indices.contains(index) else { return tree }
            let enumeration = vocabulary.enumerations[index]
            return named(tree) { text in enumeration.index(of: text).map { enumeration.values[$0].name } }
        case .boolean:
            return named(tree) { TruthWord.reading($0)?.rawValue }
        case .list(let element):
            guard case .list(let items) = tree.kind else { return tree }
            return RecordTree(.list(items.map { value($0, of: element) }), at: tree.location)
        case .string, .number, .date, .daysTimeDuration, .yearsMonthsDuration:
            return tree
        }
    }

    private func named(_ tree: RecordTree, _ name: (String) -> String?) -> RecordTree {
        guard case .scalar(let text, let quoted) = tree.kind, let name = name(text), name != text else { return tree }
        return RecordTree(.scalar(name, quoted: quoted), at: tree.location)
    }
}

/// An object that grows by paths.
private struct ObjectBuilder {
    private(set) var tree: RecordTree

    init(location: Location) { tree = RecordTree(.object([]), at: location) }

    mutating func insert(_ value: RecordTree, at path: [Written<String>]) {
        Self.insert(value, at: path[...], into: &tree)
    }

    private static func insert(_ value: RecordTree, at path: ArraySlice<Written<String>>, into tree: inout RecordTree) {
        guard let key = path.first, case .object(var members) = tree.kind else { return }
        let rest = path.dropFirst()
        if rest.isEmpty {
            members.append(RecordTree.Member(key: key, value: value))
        } else if let index = members.firstIndex(where: { member in
            if case .object = member.value.kind { return member.key.value == key.value }
            return false
        }) {
            insert(value, at: rest, into: &members[index].value)
        } else {
            var inner = RecordTree(.object([]), at: key.location)
            insert(value, at: rest, into: &inner)
            members.append(RecordTree.Member(key: key, value: inner))
        }
        tree.kind = .object(members)
    }
}
