import Diagnostics
import Engine
import FEEL
import Policy
import Records

/// A plan of no rules over a vocabulary with a fact of every type, and a decoder for it.
struct Orchard {
    let schema: RecordSchema
    let frame: Frame
    let decoder: RecordDecoder
    let chunk = RecordChunk()

    static let plan = Plan(TypedPolicy(policy()))
    static let writer = RecordTreeWriter(plan.policy.vocabulary)

    init(strict: Bool = false) {
        schema = RecordSchema(Self.plan)
        frame = Frame(Self.plan)
        decoder = RecordDecoder(schema, strict: strict)
    }

    private static func policy() -> ResolvedPolicy {
        var names: [String] = []
        func fact(_ name: String, _ type: FactType, _ label: Phrase? = nil, range: FactRange? = nil) -> Fact {
            if !names.contains(name) { names.append(name) }
            return Fact(name: name, type: type, label: label, range: range, slot: names.firstIndex(of: name) ?? 0)
        }
        let grower = Phrase(zh: "果农.编号", en: "grower id")
        let tree = RecordKind(
            name: "tree", label: Phrase(zh: "果树", en: "tree record"), day: 2, subject: 0, appliesTo: 1, notBefore: 2,
            facts: [
                fact("grower.id", .string, grower),
                fact("tree.species", .enumeration(0), Phrase(zh: "树.树种", en: "species")),
                fact("tree.planted", .date, Phrase(zh: "树.栽种日", en: "planted on")),
                fact("tree.height", .number, range: FactRange(low: "0", lowClosed: true, high: "99.5", highClosed: false)),
                fact("tree.wild", .boolean),
                fact("tree.rest", .daysTimeDuration),
                fact("tree.age", .yearsMonthsDuration),
                fact("tree.grafts", .list(.enumeration(0))),
                fact("tree.yields", .list(.list(.number))),
                fact("tree.soil.acidity", .number),
                fact("note", .string, Phrase(zh: "备注", en: "remark")),
            ])
        let basket = RecordKind(
            name: "basket", label: Phrase(zh: "果篮", en: "basket record"),
            facts: [fact("grower.id", .string, grower), fact("weight", .number), fact("tree", .string)])
        let vocabulary = Vocabulary(
            name: "orchard",
            enumerations: [
                Enumeration(
                    name: "species",
                    values: ["apple", "pear", "quince", "black walnut"].map {
                        EnumerationValue(name: $0, label: Phrase(zh: "\($0)树", en: "\($0) tree"))
                    })
            ],
            records: [tree, basket],
            events: [
                EventType(name: "pruned", label: Phrase(zh: "修剪", en: "was pruned")),
                EventType(
                    name: "harvested", label: Phrase(zh: "采收", en: "was harvested"),
                    facts: [
                        Fact(name: "weight", type: .number, label: Phrase(zh: "重量", en: "kilograms"), slot: 0),
                        Fact(name: "sold", type: .boolean, slot: 1), Fact(name: "of", type: .enumeration(0), slot: 2),
                    ]),
            ])
        var variables = VariableTable()
        for name in names { variables.append(Variable(name: name, origin: .fact, type: nil)) }
        return ResolvedPolicy(vocabulary: vocabulary, layers: [], variables: variables)
    }

    static func slot(_ name: String) -> Int { plan.factNames.firstIndex(of: name) ?? -1 }

    /// Reads the first record of an input.
    func read(_ text: String) throws -> RecordOutcome { try read(Array(text.utf8)) }

    func read(_ bytes: [UInt8]) throws -> RecordOutcome {
        var reader = RecordReader(.bytes(bytes))
        guard try reader.fill(chunk), let slice = chunk.slices.first else { return .rejected(Reject(line: 0, reason: Phrase(same: "nothing"))) }
        return decoder.decode(chunk, slice, into: frame)
    }

    /// The facts that the frame knows.
    var facts: [String: Datum] {
        var facts: [String: Datum] = [:]
        for (slot, name) in Self.plan.factNames.prefix(Self.plan.factSlotCount).enumerated() where frame.isSet(slot) {
            facts[name] = frame.owner.ref.datum(of: frame[slot])
        }
        return facts
    }

    var id: String { String(decoding: frame.id.utf8, as: UTF8.self) }

    struct Event: Equatable {
        var type: String
        var on: Int32
        var recorded: Int32
        var facts: [Datum]
    }

    var events: [Event] {
        frame.events.elements.map { event in
            let type = Self.plan.policy.vocabulary.events[Int(event.type)]
            return Event(
                type: type.name, on: event.on, recorded: event.recorded,
                facts: type.facts.indices.map { frame.owner.ref.datum(of: frame.eventValues[Int(event.facts) + $0]) })
        }
    }
}
