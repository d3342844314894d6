import Policy
import _TestSupport

/// Expressions over the sample vocabulary.
struct RandomExpression {
    /// Boolean definitions that exist already.
    var definitions: [String] = []
    /// Decision tables that exist already, by what they come to.
    var tables = RandomTable.Names()
    /// The event of the rule that is being written, where it acts for each.
    var each: Int?
    /// Whether they look at the subject's other records.
    var readsHistory = false

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
        if readsHistory, generator.chance(45) { return history(&generator) }
        let event = generator.pick(SampleVocabulary.events).name
        if generator.chance(25), let test = tables.condition(&generator) { return test }
        if let own = eventLeaf(&generator) { return own }
        if generator.chance(4) {
            let measure = generator.pick(SampleVocabulary.measures).name
            return generator.pick([
                "days served(\"\(measure)\") >= @\"P\(generator.number(1...9))D\"", "served(\"\(measure)\") >= @\"P1M\"", "fulfilled(\"\(measure)\")",
                "stands(\"\(measure)\")",
            ])
        }
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

    /// About the rule's own event and its answer.
    private func eventLeaf(_ generator: inout SeededGenerator) -> String? {
        guard let each, generator.chance(50) else { return nil }
        let answerable = [
            0: ["event.answered", "not(event.answered)", "answer.outcome = \"upheld\"", "answer.partial", "answer.number = event.number"],
            2: ["event.answered", "answer.on < event.on + @\"P5D\""],
        ]
        let own = [
            0: ["event.number = 1", "(\"ban\" in event.about)", "is known(event.about)"], 1: ["event.partial", "event.outcome = \"rejected\""],
            5: ["event.choice = \"lighten\""], 6: ["event.score > 55"],
        ]
        return generator.pick(
            ["event.on < \(day(&generator))", "event.recorded = event.on", "event.on >= breach.recorded"] + (answerable[each] ?? [])
                + (own[each] ?? []))
    }

    /// Which measures, by name.
    func limit(_ generator: inout SeededGenerator) -> String {
        if each == 0, generator.chance(60) { return "event.about" }
        if each == 5, generator.chance(60) { return "event.about" }
        return generator.pick([
            "[\"ban\", \"publication\"]", "\"rectification\"", "(if breach.serious then [\"ban\"] else [\"scrutiny\", \"referral\"])",
        ])
    }

    /// A share of a term, or a duration.
    func amount(_ generator: inout SeededGenerator) -> String {
        generator.pick(["0.5", "0.25", "1.5", "1", "@\"P1M\"", "@\"P7D\"", "breach.term", "(if breach.serious then 0.5 else 0.75)", "grace"])
    }

    /// Something about the subject's other records.
    private func history(_ generator: inout SeededGenerator) -> String {
        let count = generator.number(1...2)
        let days = generator.number(2...20)
        let state = generator.pick(SampleVocabulary.stateNames)
        let measure = generator.pick(SampleVocabulary.measures).name
        let status = generator.pick(["in-force", "suspended", "due", "lifted", "expired", "pending"])
        let period = generator.pick(["@\"P\(days)D\"", "@\"P1M\"", "grace"])
        switch generator.number(0...17) {
        case 0: return "(count(history) >= \(count))"
        case 1: return "(count(history[breach.impact = \"major\"]) >= \(count))"
        case 2: return "(count(history[day + @\"P\(days)D\" >= this record.breach.recorded]) >= \(count))"
        case 3: return "(history[-1].day + \(period) >= breach.recorded)"
        case 4: return "(some h in history satisfies h.\(state))"
        case 5: return "(count(history[\(state)]) >= \(count))"
        case 6: return "(count(later records) >= \(count))"
        case 7: return "(some r in later records satisfies r.breach.loss >= threshold)"
        case 8: return "(every r in later records satisfies (r.breach.serious or r.\(state)))"
        case 9: return "(count(records within(\(period))) >= \(count + 1))"
        case 10: return "(sum(records within(\(period)).breach.loss) >= 150)"
        case 11: return "(count(records in cycle(\(period), breach.occurred)) >= \(count + 1))"
        case 12: return "(number of standing(\"\(measure)\") >= \(count))"
        case 13: return "(some h in history satisfies count(h.measures[name = \"\(measure)\" and status = \"\(status)\"]) > 0)"
        case 14: return "(count(history[count(events[type = \"repaired\"]) > 0]) > 0)"
        case 15: return "(history[1].breach.loss > 50)"
        case 16: return "(count(records within(\(period))[kind = \"report\"]) >= 1)"
        default: return "(some m in history[1].measures satisfies m.until > \(day(&generator)))"
        }
    }

    /// A date: known, unknown or null, before, on and after the days on which things happen.
    func day(_ generator: inout SeededGenerator) -> String {
        if readsHistory, generator.chance(10) { return generator.pick(["history[1].day", "history[-1].breach.occurred", "later records[1].day"]) }
        let event = generator.pick(SampleVocabulary.events).name
        if let each, generator.chance(35) {
            if [0, 2].contains(each), generator.chance(30) { return "answer.on + \(duration(&generator))" }
            return "event.on + \(duration(&generator))"
        }
        switch generator.number(0...10) {
        case 9: return "working days \(generator.pick(["after", "before"]))(breach.recorded, \(generator.number(0...9)))"
        case 10: return "\(generator.pick(["next", "previous"])) working day(breach.occurred)"
        case 0, 1, 2: return "breach.recorded + \(duration(&generator))"
        case 3: return "breach.occurred + \(duration(&generator))"
        case 4: return "date of(\"\(event)\")"
        case 5: return "latest date of(\"\(event)\") + \(duration(&generator))"
        case 6: return "@\"\(CivilDay.text(Int32(SampleVocabulary.day + generator.pick([4, 11, 19, 27]))))\""
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
