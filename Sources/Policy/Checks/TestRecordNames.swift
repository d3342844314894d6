import Diagnostics

/// Facts, events and values in the records of the pack's tests that the vocabulary doesn't know.
enum TestRecordNames {
    @Sendable static func check(_ typed: TypedPolicy) -> [Diagnostic] {
        let pack = typed.policy.layers.last
        return findings(pack?.tests ?? [], typed.policy.vocabulary)
            + findings((pack?.assessmentTests ?? []).flatMap { $0.given + $0.subjects }, typed.policy.vocabulary)
    }

    /// In the records of these tests, whose labels have been turned into names.
    static func findings(_ tests: [TestCase], _ vocabulary: Vocabulary) -> [Diagnostic] { findings(tests.map(\.given), vocabulary) }

    private static func findings(_ records: [RecordTree], _ vocabulary: Vocabulary) -> [Diagnostic] {
        let reading = Reading(vocabulary: vocabulary)
        return records.flatMap { reading.record($0) }
    }

    /// Layering has turned labels into names, so that what is left over is unknown.
    private struct Reading {
        let vocabulary: Vocabulary

        func record(_ tree: RecordTree) -> [Diagnostic] {
            guard case .object(let members) = tree.kind else { return [] }
            var kind = vocabulary.records.first
            var found: [Diagnostic] = []
            if let written = members.first(where: { $0.key.value == PolicyKey.kind.rawValue })?.value, case .scalar(let name, _) = written.kind {
                kind = vocabulary.recordKind(named: name).map { vocabulary.records[$0] }
                if kind == nil {
                    let known = vocabulary.records.spellings(\.name, \.label)
                    found.append(.unknownName("unknown-kind", Written(name, at: written.location), zh: "记录类型", en: "kind of record", known: known))
                }
            }
            for member in members {
                switch member.key.value {
                case PolicyKey.id.rawValue, PolicyKey.kind.rawValue: break
                case PolicyKey.events.rawValue:
                    if case .list(let events) = member.value.kind { found += events.flatMap(event) }
                default: if let kind { found += facts(member, below: "", kind.facts) }
                }
            }
            return found
        }

        private func facts(_ member: RecordTree.Member, below path: String, _ facts: [Fact]) -> [Diagnostic] {
            let name = path + member.key.value
            if let fact = facts.first(where: { $0.name == name }) { return value(member.value, fact.type) }
            if case .object(let inner) = member.value.kind, facts.contains(where: { $0.name.hasPrefix(name + ".") }) {
                return inner.flatMap { self.facts($0, below: name + ".", facts) }
            }
            // The part that differs is the part to mend.
            let siblings = facts.map(\.name).filter { $0.hasPrefix(path) }.map { String($0.dropFirst(path.count)) }
            let parts = siblings + siblings.compactMap { $0.split(separator: ".").first.map(String.init) } + facts.spellings(\.name, \.label)
            return [
                .fault(
                    "unknown-fact", at: member.key.location, zh: "没有事实 `\(name)`", en: "no fact is called `\(name)`",
                    mend: .didYouMean(nearestName(to: member.key.value, among: parts)))
            ]
        }

        private func event(_ tree: RecordTree) -> [Diagnostic] {
            guard case .object(let members) = tree.kind, let type = members.first(where: { $0.key.value == PolicyKey.type.rawValue })?.value,
                case .scalar(let name, _) = type.kind
            else { return [] }
            guard let index = vocabulary.event(named: name) else { return [.unknownEvent(Written(name, at: type.location), in: vocabulary)] }
            let declared = vocabulary.events[index]
            let own: [PolicyKey] = [.type, .on, .recorded]
            return members.filter { member in !own.contains { $0.rawValue == member.key.value } }.flatMap { member -> [Diagnostic] in
                if let fact = declared.facts.first(where: { $0.name == member.key.value }) { return value(member.value, fact.type) }
                return [
                    .unknownName(
                        "unknown-fact", member.key, zh: "事件 `\(declared.name)` 的事实", en: "fact of `\(declared.name)`",
                        known: declared.facts.spellings(\.name, \.label))
                ]
            }
        }

        private func value(_ tree: RecordTree, _ type: FactType) -> [Diagnostic] {
            switch (type, tree.kind) {
            case (.enumeration(let index), .scalar(let text, let isQuoted)):
                let enumeration = vocabulary.enumerations[index]
                // A fact that has no value is null.
                if text == "null", !isQuoted { return [] }
                guard !enumeration.values.contains(where: { $0.name == text }) else { return [] }
                return [
                    .unknownName(
                        "unknown-value", Written(text, at: tree.location), zh: "取值", en: "value",
                        known: enumeration.values.spellings(\.name, \.label))
                ]
            case (.list(let element), .list(let items)): return items.flatMap { value($0, element) }
            default: return []
            }
        }
    }
}
