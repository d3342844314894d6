import Engine
import FEEL
import Policy

/// Compiles a vocabulary's facts into tables of names.
struct SchemaBuilder {
    let plan: Plan
    var memory = SchemaMemory()
    private(set) var tables: [KeyTable] = []
    private(set) var rangeTexts: [String] = []
    /// How many guesses a reading keeps for all objects.
    private(set) var guessCount = 0
    private var enumerations: [Int: UnsafePointer<EnumerationSchema>] = [:]

    init(_ plan: Plan) { self.plan = plan }

    /// The members of an object, before they are compiled.
    private final class Draft {
        var names: [String] = []
        var members: [Member] = []

        enum Member {
            case own(MemberSchema.Role)
            case fact(Fact)
            case object(Draft)
        }

        func add(_ name: String, _ member: Member) {
            names.append(name)
            members.append(member)
        }
    }

    mutating func record(_ kind: RecordKind) -> ObjectSchema {
        let root = Draft()
        root.add("id", .own(.id))
        root.add("kind", .own(.kind))
        root.add("events", .own(.events))
        for fact in kind.facts where (0..<plan.factSlotCount).contains(fact.slot) {
            let path = fact.path.map(String.init)
            guard let last = path.last, let parent = object(path.dropLast(), in: root), !parent.names.contains(last) else { continue }
            parent.add(last, .fact(fact))
        }
        // A fact of that name goes before the record's own word.
        if !root.names.contains("recorded") { root.add("recorded", .own(.known)) }
        return compile(root, facts: .fact)
    }

    /// The object at a path; nil where a fact or a word of the record stands in its way.
    private func object(_ path: ArraySlice<String>, in root: Draft) -> Draft? {
        var place = root
        for name in path {
            if let index = place.names.firstIndex(of: name) {
                guard case .object(let next) = place.members[index] else { return nil }
                place = next
            } else {
                let next = Draft()
                place.add(name, .object(next))
                place = next
            }
        }
        return place
    }

    mutating func event(_ type: EventType) -> ObjectSchema {
        let draft = Draft()
        draft.add("type", .own(.type))
        draft.add("on", .own(.on))
        draft.add("recorded", .own(.recorded))
        for (number, fact) in type.facts.enumerated() where !draft.names.contains(fact.name) {
            var numbered = fact
            numbered.slot = number
            draft.add(fact.name, .fact(numbered))
        }
        return compile(draft, facts: .eventFact)
    }

    mutating func table(_ names: [String]) -> KeyTable.Lookup {
        let table = KeyTable(names)
        tables.append(table)
        return table.lookup
    }

    private mutating func compile(_ draft: Draft, facts: MemberSchema.Role) -> ObjectSchema {
        let string = FactSchema(shape: .string)
        var members: [MemberSchema] = []
        for (name, member) in zip(draft.names, draft.members) {
            defer {
                members[members.count - 1].text = MemberText(name)
                members[members.count - 1].expectPlain()
            }
            switch member {
            case .own(let role): members.append(MemberSchema(role: role, fact: string, slot: -1))
            case .fact(let fact): members.append(MemberSchema(role: facts, fact: schema(of: fact.type, fact.range), slot: fact.slot))
            case .object(let inner):
                let schema = compile(inner, facts: facts)
                members.append(MemberSchema(role: .object, fact: string, object: memory.place(schema), slot: -1))
            }
        }
        let type = draft.members.firstIndex { if case .own(.type) = $0 { true } else { false } }
        let schema = ObjectSchema(names: table(draft.names), members: memory.place(members), guesses: guessCount, type: type ?? -1)
        // One more than members: what comes first in the object.
        guessCount += members.count + 1
        return schema
    }

    private mutating func schema(of type: FactType, _ range: FactRange?) -> FactSchema {
        switch type {
        case .string: FactSchema(shape: .string)
        case .number: FactSchema(shape: .number, range: range.map { compile($0) })
        case .boolean: FactSchema(shape: .boolean)
        case .date: FactSchema(shape: .date)
        case .daysTimeDuration: FactSchema(shape: .daysTimeDuration)
        case .yearsMonthsDuration: FactSchema(shape: .yearsMonthsDuration)
        case .enumeration(let index): FactSchema(shape: .enumeration, enumeration: enumeration(index))
        case .list(let element):
            FactSchema(shape: .list, element: place(element, range))
        }
    }

    private mutating func place(_ type: FactType, _ range: FactRange?) -> UnsafePointer<FactSchema> {
        let schema = schema(of: type, range)
        return memory.place(schema)
    }

    /// The symbols are those that the plan's expressions compare with.
    private mutating func enumeration(_ index: Int) -> UnsafePointer<EnumerationSchema> {
        if let known = enumerations[index] { return known }
        let all = plan.policy.vocabulary.enumerations
        let names = all.indices.contains(index) ? all[index].values.map(\.name) : []
        let schema = EnumerationSchema(names: table(names), values: memory.place(names.map { plan.unit.symbol($0) }), index: index)
        let placed = memory.place(schema)
        enumerations[index] = placed
        return placed
    }

    private mutating func compile(_ range: FactRange) -> UnsafePointer<NumberRange> {
        let text = (range.lowClosed ? "[" : "(") + (range.low ?? "") + ".." + (range.high ?? "") + (range.highClosed ? "]" : ")")
        rangeTexts.append(text)
        return memory.place(
            NumberRange(
                low: range.low.flatMap { Decimal128(parsing: Array($0.utf8)) }, lowClosed: range.lowClosed,
                high: range.high.flatMap { Decimal128(parsing: Array($0.utf8)) }, highClosed: range.highClosed, text: rangeTexts.count - 1))
    }
}
