import Policy
import _TestSupport

/// Policies over the sample vocabulary, with rules that get into each other's way.
struct RandomPolicy {
    private var expressions = RandomExpression()

    static func policy(_ generator: inout SeededGenerator) -> ResolvedPolicy {
        var random = RandomPolicy()
        // A plan that looks at no other records goes another way.
        random.expressions.readsHistory = generator.chance(50)
        return random.policy(&generator)
    }

    private mutating func policy(_ generator: inout SeededGenerator) -> ResolvedPolicy {
        let layers = (0..<generator.number(1...3)).map { index in
            Pack(id: "p\(index)", inForce: inForce(&generator))
        }
        var definitions: [(String, ResolvedDefinition.Body)] = []
        let events = Array(SampleVocabulary.events.indices)
        for index in 0..<generator.number(1...4) {
            let name = "d\(index)"
            switch generator.number(0...3) {
            case 0: definitions.append((name, .anyOf(generator.some(events, 25))))
            case 1: definitions.append((name, .allOf(generator.some(events, 20))))
            default: definitions.append((name, .expression(WrittenExpression(expressions.condition(&generator)))))
            }
            expressions.definitions.append(name)
        }
        for index in 0..<generator.number(0...3) {
            let table = RandomTable.table(&generator, expressions.definitions)
            definitions.append(("t\(index)", .table(table.table, clauses: table.table.rows.map { _ in [] })))
            expressions.tables.add("t\(index)", table.result)
        }
        let rules = (0..<generator.number(5...15)).map { rule(&generator, $0, layers.count) }
        var policy = SampleVocabulary.policy(
            layers: layers, definitions: definitions,
            parameters: [("grace", "@\"P\(generator.number(1...15))D\""), ("threshold", "100")], rules: rules.sorted { $0.layer < $1.layer })
        for index in policy.parameters.indices where generator.chance(25) {
            policy.parameters[index].versions = versions(index, &generator)
            if let first = policy.parameters[index].versions.first { policy.parameters[index].value = first.value }
        }
        if generator.chance(25) { policy.runningCases = .oldLaw }
        policy.calendar = calendar(&generator)
        policy.deadlines = deadlines(&generator)
        for layer in layers.indices where generator.chance(30) {
            var combination = Combination(target: Written("any"), order: generator.pick([[], [.extend, .shorten], [.shorten, .extend]]))
            combination.base = generator.pick([.rest, .base])
            if generator.chance(40) { combination.atLeast = WrittenExpression(expressions.amount(&generator)) }
            if generator.chance(40) { combination.atMost = WrittenExpression(expressions.amount(&generator)) }
            policy.combinations.append(
                ResolvedCombination(measures: generator.some(Array(SampleVocabulary.measures.indices), 40), layer: layer, combination: combination))
        }
        return policy
    }

    /// Values that a parameter has had, the first of which is the one for the days before.
    private func versions(_ index: Int, _ generator: inout SeededGenerator) -> [Parameter.Version] {
        var from = SampleVocabulary.day - 10
        return (0..<generator.number(2...3)).map { _ in
            from += generator.number(1...25)
            let value = index == 0 ? "@\"P\(generator.number(1...15))D\"" : "\(generator.pick([40, 60, 100, 400]))"
            return Parameter.Version(from: Int32(from), value: WrittenExpression(value))
        }
    }

    /// Days around those of the cases, some of which it lacks.
    private func calendar(_ generator: inout SeededGenerator) -> ResolvedCalendar {
        let first = SampleVocabulary.day - generator.number(5...60)
        let working = generator.number(3...9)
        return ResolvedCalendar(
            name: "sample", path: "calendars/sample.yaml", first: Int32(first),
            isWorking: (0..<generator.number(40...200)).map { _ in generator.number(0...9) < working })
    }

    private func deadlines(_ generator: inout SeededGenerator) -> Deadlines {
        Deadlines(
            firstDay: generator.pick([nil, .excluded, .included]),
            onHoliday: generator.chance(40) ? generator.pick([.nextWorkingDay, .previousWorkingDay]) : nil)
    }

    private func inForce(_ generator: inout SeededGenerator) -> InForce {
        let from = generator.chance(60) ? Int32(SampleVocabulary.day + generator.number(-20...25)) : nil
        let until = generator.chance(40) ? Int32(SampleVocabulary.day + generator.number(0...50)) : nil
        return InForce(from: from, until: until)
    }

    private mutating func rule(_ generator: inout SeededGenerator, _ number: Int, _ layers: Int) -> ResolvedRule {
        let layer = generator.number(0...(layers - 1))
        let trigger: ResolvedRule.Trigger = generator.pick([.when, .when, .when, .during, .during, .always])
        expressions.each = generator.chance(35) ? generator.pick([0, 0, 0, 1, 2, 2, 5, 6]) : nil
        defer { expressions.each = nil }
        let conditions =
            trigger == .always
            ? []
            : (0...(generator.chance(15) ? 1 : 0)).map { _ in
                LayeredExpression(WrittenExpression(expressions.condition(&generator)), layer: layer)
            }
        var actions = (0..<generator.number(1...3)).map { _ in
            action(&generator, trigger, layer: generator.chance(85) ? layer : generator.number(layer...(layers - 1)))
        }
        // One rule suspends with one clock: a conflict is between two.
        if let first = actions.firstIndex(where: { $0.verb == .suspend }) {
            let clock = actions[first].clock
            for index in actions.indices where actions[index].verb == .suspend { actions[index].clock = clock }
        }
        var rule = ResolvedRule(
            name: "r\(number)", layer: layer, kind: generator.chance(90) ? 0 : 1,
            appliesTo: generator.chance(25) ? generator.some([0, 1, 2], 50) : nil, trigger: trigger, conditions: conditions, actions: actions)
        if generator.chance(25) { rule.inForce = inForce(&generator) }
        rule.each = expressions.each
        if rule.each != nil, generator.chance(30) {
            rule.admission = LayeredExpression(WrittenExpression(expressions.condition(&generator, depth: 1)), layer: layer)
        }
        return rule
    }

    private func action(_ generator: inout SeededGenerator, _ trigger: ResolvedRule.Trigger, layer: Int) -> ResolvedAction {
        var verbs: [ActionVerb] = [.impose, .impose, .impose, .impose, .lift, .revoke, .withhold, .may, .may]
        verbs += [.lift, .reinstate, .shorten, .extend]
        if trigger == .during { verbs += [.suspend, .suspend, .suspend, .suspend, .withhold] }
        let verb = generator.pick(verbs)
        let all = Array(SampleVocabulary.measures.indices)
        var action = ResolvedAction(verb: verb, layer: layer, measures: generator.some(all, verb == .impose ? 20 : 40))
        switch verb {
        case .impose:
            if generator.chance(35) { action.from = WrittenExpression(expressions.day(&generator)) }
            if generator.chance(50) { action.due = WrittenExpression(expressions.day(&generator)) }
            if generator.chance(40) {
                action.duration = WrittenExpression(expressions.duration(&generator))
            } else if generator.chance(40) {
                action.until = WrittenExpression(expressions.day(&generator))
            }
            if generator.chance(30) {
                action.addressee = generator.pick([
                    .subject, .authority, .expression(WrittenExpression("if breach.serious then \"head\" else \"deputy\"")),
                ])
            }
            if generator.chance(20) { action.responsible = ["bureau", "hall"] }
            if generator.chance(15) { action.modality = .may }
        case .suspend: action.clock = generator.pick([.runs, .stops, .stops, .waits])
        case .may:
            action.choices = generator.some([0, 1, 2, 3], 60)
            action.decidedBy = generator.chance(75) ? [5] : generator.pick([[1], [1, 5], [5, 6]])
            if generator.chance(30) { action.atLeast = WrittenExpression(expressions.amount(&generator)) }
            if generator.chance(30) { action.atMost = WrittenExpression(expressions.amount(&generator)) }
        case .lift: if generator.chance(40) { action.from = WrittenExpression(expressions.day(&generator)) }
        case .reinstate: action.clock = generator.pick([.runs, .stops])
        case .shorten, .extend:
            action.amount = WrittenExpression(expressions.amount(&generator))
            action.word = generator.pick(["shortened", "extended", "lightened"])
        case .revoke, .withhold: break
        }
        if verb != .impose {
            if generator.chance(20) { action.only = WrittenExpression(expressions.limit(&generator)) }
            if expressions.each != nil, generator.chance(20) { action.isOfEvent = true }
        }
        return action
    }
}
