import Policy
import _TestSupport

/// Expressions over the sample vocabulary.
struct RandomExpression {
    /// Boolean definitions that exist already.
    var definitions: [String] = []
    /// Decision tables that exist already, by what they come to.
    var tables = RandomTable.Names()

    func condition(_ generator: inout SeededGenerator, depth: Int = 2) -> String {
        if depth > 0, generator.chance(45) {
            let a = condition(&generator, depth: depth - 1)
            let b = condition(&generator, depth: depth - 1)
            switch generator.number(0...4) {
            case 0: return "not(\(a))"
            case 1, 2: return "(\(a) and \(b))"
            case 3: return "(\(a) or \(b))"
            default: return "(if \(a) then \(b) else \(condition(&generator, depth: 0)))"
            }
        }
        return leaf(&generator)
    }

    private func leaf(_ generator: inout SeededGenerator) -> String {
        let event = generator.pick(SampleVocabulary.events).name
        if generator.chance(25), let test = tables.condition(&generator) { return test }
        switch generator.number(0...20) {
        case 0, 1, 2: return generator.pick(SampleVocabulary.stateNames)
        case 3, 4: return definitions.isEmpty ? "breach.serious" : generator.pick(definitions)
        case 5: return "breach.serious"
        case 6: return "breach.loss \(generator.pick(["<", "<=", ">", ">=", "=", "!="])) \(generator.pick(["50", "100", "threshold"]))"
        case 7: return "breach.loss between 50 and threshold"
        case 8: return "breach.impact in (\"minor\", \"major\")"
        case 9: return "breach.impact \(generator.pick(["=", "!="])) \"\(generator.pick(["minor", "major", "severe"]))\""
        case 10: return "(\"major\" in breach.areas)"
        case 11: return "is known(\(generator.pick(["breach.loss", "breach.serious", "breach.occurred", "objection upheld"])))"
        case 12: return "has(\"\(event)\")"
        case 13: return "number of(\"\(event)\") \(generator.pick([">=", "=", "<"])) \(generator.number(1...3))"
        case 14: return "date of(\"\(event)\") \(generator.pick(["<", ">=", ">"])) \(day(&generator))"
        case 15: return "latest date of(\"\(event)\") \(generator.pick(["=", "!="])) null"
        case 16: return "breach.occurred \(generator.pick(["!=", "="])) null"
        case 17: return "is working day(\(day(&generator)))"
        case 18: return "working days between(breach.recorded, \(day(&generator))) \(generator.pick(["<", ">=", "="])) \(generator.number(0...8))"
        default: return "(breach.loss in [50..threshold])"
        }
    }

    /// A date: known, unknown or null, before, on and after the days on which things happen.
    func day(_ generator: inout SeededGenerator) -> String {
        let event = generator.pick(SampleVocabulary.events).name
        switch generator.number(0...10) {
        case 9: return "working days \(generator.pick(["after", "before"]))(breach.recorded, \(generator.number(0...9)))"
        case 10: return "\(generator.pick(["next", "previous"])) working day(breach.occurred)"
        case 0, 1, 2: return "breach.recorded + \(duration(&generator))"
        case 3: return "breach.occurred + \(duration(&generator))"
        case 4: return "date of(\"\(event)\")"
        case 5: return "latest date of(\"\(event)\") + \(duration(&generator))"
        case 6: return "@\"2023-06-\(generator.pick(["05", "12", "20", "28"]))\""
        case 7: return "(if \(condition(&generator, depth: 0)) then breach.recorded else breach.recorded + @\"P9D\")"
        default: return "breach.recorded"
        }
    }

    func duration(_ generator: inout SeededGenerator) -> String {
        if generator.chance(30), !tables.durations.isEmpty { return generator.pick(tables.durations) }
        switch generator.number(0...6) {
        case 0, 1: return "@\"P\(generator.number(0...12))D\""
        case 2: return "@\"P1M\""
        case 3: return "grace"
        case 4: return "breach.grace"
        case 5: return "breach.term"
        default: return "(if breach.serious then @\"P20D\" else @\"P4D\")"
        }
    }
}
