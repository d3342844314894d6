import Diagnostics
import Engine
import FEEL
import Policy

/// How the records of a plan are read: for each kind the members of its objects, down to the slot that each fact fills.
///
/// Made once for a plan, before threads read with it; immutable then. The words `id`, `kind` and `events` of a record and `type`, `on` and
/// `recorded` of an event go before facts of the same names; where one fact's path goes on where another's ends, the first declared counts.
package final class RecordSchema: @unchecked Sendable {
    package let plan: Plan
    var vocabulary: Vocabulary { plan.policy.vocabulary }

    // Written in the initializer only, hence safe to share. What is looked at for each record stands behind pointers, so that threads don't contend
    // for reference counts.
    /// The record as a whole, by kind.
    let records: UnsafeMutablePointer<ObjectSchema>
    let kindNames: KeyTable.Lookup
    /// By type of event.
    let events: UnsafeMutablePointer<ObjectSchema>
    let eventNames: KeyTable.Lookup
    /// The word by which an event says its type.
    let typeName: KeyTable.Lookup
    /// How many facts each type of event has.
    let eventFactCounts: UnsafeMutablePointer<Int>
    /// The greatest of them.
    let eventFactLimit: Int
    /// By kind: the slot of the date before which an event is worth a note; -1 for none.
    let notBefore: UnsafeMutablePointer<Int>
    let kindCount: Int
    /// How many guesses a reading keeps.
    let guessCount: Int
    /// As the vocabulary writes them.
    let rangeTexts: [String]

    /// The names of these tables are looked up without counting references to them.
    private let tables: [KeyTable]
    private let memory: SchemaMemory

    package init(_ plan: Plan) {
        var builder = SchemaBuilder(plan)
        let vocabulary = plan.policy.vocabulary
        self.plan = plan
        records = builder.memory.place(vocabulary.records.map { builder.record($0) })
        kindNames = builder.table(vocabulary.records.map(\.name))
        events = builder.memory.place(vocabulary.events.map { builder.event($0) })
        eventNames = builder.table(vocabulary.events.map(\.name))
        typeName = builder.table(["type"])
        eventFactCounts = builder.memory.place(vocabulary.events.map(\.facts.count))
        eventFactLimit = vocabulary.events.map(\.facts.count).max() ?? 0
        kindCount = vocabulary.records.count
        notBefore = builder.memory.place(
            vocabulary.records.map { kind in kind.notBefore.flatMap { (0..<plan.factSlotCount).contains($0) ? $0 : nil } ?? -1 })
        rangeTexts = builder.rangeTexts
        guessCount = builder.guessCount
        tables = builder.tables
        memory = builder.memory
    }

    deinit {
        for block in memory.blocks { block.deallocate() }
    }

    /// The name among an object's members that is nearest to one it hasn't.
    func nearestMember(to name: String, in object: UnsafePointer<ObjectSchema>) -> String? {
        guard let table = tables.first(where: { $0.slots == object.pointee.names.slots }) else { return nil }
        return nearestName(to: name, among: table.allNames)
    }
}
