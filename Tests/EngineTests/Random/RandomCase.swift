import Policy
import _TestSupport

/// Cases with much happening on few days, much unknown, and questions about all kinds of day.
enum RandomCase {
    /// A record, more often than not with others of the same subject.
    static func record(_ generator: inout SeededGenerator) -> ReferenceCase {
        var record = single(&generator)
        if generator.chance(30) { return record }
        let count = generator.number(1...4)
        for number in 0..<count {
            var other = single(&generator)
            other.id = "o-\(number)"
            if generator.chance(15) { other.recorded = SampleVocabulary.day + generator.number(-5...40) }
            if generator.chance(60) { record.before.append(other) } else { record.after.append(other) }
        }
        return record
    }

    private static func single(_ generator: inout SeededGenerator) -> ReferenceCase {
        let base = SampleVocabulary.day
        let kind = generator.chance(88) ? 0 : 1
        let declared = SampleVocabulary.records[kind].facts
        var facts = [ReferenceValue?](repeating: nil, count: SampleVocabulary.factNames.count)
        for fact in declared where generator.chance(fact.slot == 0 ? 97 : 80) { facts[fact.slot] = value(fact, &generator) }
        let days = (0..<4).map { _ in base + generator.number(-10...45) } + [base]
        let events = (0..<generator.number(0...12)).map { _ in event(&generator, days) }
        return ReferenceCase(
            kind: kind, facts: facts, events: events, asOf: generator.chance(20) ? generator.pick(days) : base + generator.number(-4...55),
            law: generator.chance(30) ? base + generator.number(-20...70) : nil, known: generator.chance(30) ? base + generator.number(-5...60) : nil)
    }

    /// An event of any type, often on one of these days.
    static func event(_ generator: inout SeededGenerator, _ days: [Int]) -> ReferenceCase.Event {
        let type = generator.number(0...(SampleVocabulary.events.count - 1))
        let on = generator.chance(70) ? generator.pick(days) : SampleVocabulary.day + generator.number(-12...60)
        return ReferenceCase.Event(
            type: type, on: on, recorded: generator.chance(25) ? on + generator.number(0...15) : nil,
            facts: SampleVocabulary.events[type].facts.map { fact in
                if fact.name == "number" { return generator.chance(60) ? .number(generator.number(1...2)) : nil }
                return generator.chance(["term", "about"].contains(fact.name) ? 55 : 80) ? value(fact, &generator) : nil
            })
    }

    private static func value(_ fact: Fact, _ generator: inout SeededGenerator) -> ReferenceValue {
        switch fact.type {
        case .string: return .string(generator.pick(["s-1", "head"]))
        case .number: return .number(generator.pick([0, 50, 59, 60, 99, 100, 500]))
        case .boolean: return .boolean(generator.chance(50))
        case .date: return .date(SampleVocabulary.day + generator.number(fact.slot == 0 ? -5...10 : -15...10))
        case .daysTimeDuration: return .days(generator.number(0...12))
        case .yearsMonthsDuration: return .months(generator.number(0...2))
        case .enumeration(let index): return .string(generator.pick(SampleVocabulary.enumerations[index].values).name)
        case .list(let element):
            return .list((0..<generator.number(0...2)).map { _ in value(Fact(name: "", type: element, slot: 1), &generator) })
        }
    }
}
