import Diagnostics

/// The groups of the vocabulary and of all packs, merged by name, with groups inside groups expanded.
struct GroupTable {
    private(set) var groups: [ResolvedGroup] = []
    private let vocabulary: Vocabulary
    private var merged: [Group] = []
    private var indexes: [String: Int] = [:]

    init(layering: Layering) {
        vocabulary = layering.vocabulary
        for group in vocabulary.groups + layering.layers.flatMap(\.groups) { merge(group) }
        for index in merged.indices {
            let group = merged[index]
            if let measure = vocabulary.measure(named: group.name) {
                layering.report(
                    .duplicateName(Written(group.name, at: group.location), first: vocabulary.measures[measure].location))
            }
            indexes[group.label.zh] = indexes[group.label.zh] ?? index
            indexes[group.label.en] = indexes[group.label.en] ?? index
        }
        for group in merged { groups.append(expand(group, layering)) }
    }

    /// The group of a name or label.
    func index(of name: String) -> Int? { indexes[name] }

    var spellings: [String] { merged.spellings(\.name, \.label) }

    private mutating func merge(_ group: Group) {
        guard let index = indexes[group.name] else {
            indexes[group.name] = merged.count
            merged.append(group)
            return
        }
        merged[index].members += group.members
        if group.label != Phrase(same: group.name) { merged[index].label = group.label }
    }

    private func expand(_ group: Group, _ layering: Layering) -> ResolvedGroup {
        var result = ResolvedGroup(name: group.name, label: group.label)
        var visited: Set<String> = [group.name]
        // Members still to be looked at, the next one last, so that the order stays the one written.
        var rest = Array(group.members.reversed())
        while let member = rest.popLast() {
            if let index = indexes[member.value], vocabulary.measure(named: member.value) == nil {
                let inner = merged[index]
                if inner.name == group.name {
                    layering.report(
                        .fault(
                            "group-cycle", at: member.location, zh: "分组 `\(group.name)` 包含它自己", en: "the group `\(group.name)` contains itself",
                            mend: Phrase(zh: "去掉这个成员", en: "take this member out")))
                } else if visited.insert(inner.name).inserted {
                    rest += inner.members.reversed()
                }
                continue
            }
            add(member, to: &result, isOwn: group.members.contains(member), layering)
        }
        result.measures = result.measures.withoutRepeats()
        result.values = result.values.withoutRepeats()
        return result
    }

    private func add(_ member: Written<String>, to result: inout ResolvedGroup, isOwn: Bool, _ layering: Layering) {
        let measure = vocabulary.measure(named: member.value)
        if let measure { result.measures.append(measure) }
        var values: [EnumerationMember] = []
        for (index, enumeration) in vocabulary.enumerations.enumerated() {
            if let value = enumeration.index(of: member.value) { values.append(EnumerationMember(enumeration: index, value: value)) }
        }
        result.values += values
        // An unknown member of an inner group is reported where that group is expanded itself.
        if measure == nil, values.isEmpty, isOwn {
            let known =
                vocabulary.measures.spellings(\.name, \.label) + vocabulary.enumerations.flatMap { $0.values.spellings(\.name, \.label) } + spellings
            layering.report(.unknownName("unknown-member", member, zh: "措施、值或分组", en: "measure, value or group", known: known))
        }
    }
}
