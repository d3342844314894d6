import Policy

/// A field small enough to read a failure in, with one of everything that the language has.
enum SampleVocabulary {
    /// 2023-06-01, around which everything happens; a test may have it happen around another day.
    @TaskLocal static var day = 19_509

    static let factNames = [
        "breach.recorded", "subject.id", "subject.kind", "breach.loss", "breach.serious", "breach.impact", "breach.occurred", "breach.grace",
        "breach.term", "breach.areas", "report.weight",
    ]
    static let stateNames = ["objection pending", "objection upheld", "under repair", "review passed"]

    static func fact(_ name: String, _ type: FactType) -> Fact {
        Fact(name: name, type: type, slot: factNames.firstIndex(of: name) ?? 0)
    }

    static let enumerations = [
        Enumeration(name: "kind", values: ["unit", "person", "firm"].map { EnumerationValue(name: $0) }),
        Enumeration(name: "impact", values: ["minor", "major", "severe"].map { EnumerationValue(name: $0) }),
        Enumeration(name: nil, values: ["upheld", "rejected"].map { EnumerationValue(name: $0) }),
        Enumeration(name: nil, values: ["lighten", "harden", "exempt", "none"].map { EnumerationValue(name: $0) }),
        Enumeration(name: nil, values: measures.map { EnumerationValue(name: $0.name) }),
    ]

    static let records = [
        RecordKind(
            name: "breach", day: 0, subject: 1, appliesTo: 2, voidWhile: 1,
            facts: [
                fact("breach.recorded", .date), fact("subject.id", .string), fact("subject.kind", .enumeration(0)), fact("breach.loss", .number),
                fact("breach.serious", .boolean), fact("breach.impact", .enumeration(1)), fact("breach.occurred", .date),
                fact("breach.grace", .daysTimeDuration), fact("breach.term", .yearsMonthsDuration),
                fact("breach.areas", .list(.enumeration(1))),
            ]),
        RecordKind(
            name: "report", day: 0, subject: 1,
            facts: [fact("breach.recorded", .date), fact("subject.id", .string), fact("report.weight", .number)]),
    ]

    static let events = [
        EventType(
            name: "objection-filed",
            facts: [Fact(name: "number", type: .number, slot: 0), Fact(name: "about", type: .list(.enumeration(4)), slot: 1)]),
        answering(
            EventType(
                name: "objection-decided",
                facts: [
                    Fact(name: "outcome", type: .enumeration(2), slot: 0), Fact(name: "partial", type: .boolean, slot: 1),
                    Fact(name: "number", type: .number, slot: 2),
                ]), [0], EventType.Matching(fact: 2, asked: [0])),
        EventType(name: "rectified"),
        answering(EventType(name: "repaired"), [2], nil),
        EventType(name: "published"),
        EventType(
            name: "discretion-exercised",
            facts: [
                Fact(name: "choice", type: .enumeration(3), slot: 0), Fact(name: "term", type: .yearsMonthsDuration, slot: 1),
                Fact(name: "about", type: .list(.enumeration(4)), slot: 2),
            ]),
        EventType(name: "reviewed", facts: [Fact(name: "score", type: .number, slot: 0)]),
    ]

    static func states(firstSlot: Int) -> [StateDeclaration] {
        typealias Trigger = StateDeclaration.Trigger
        return [
            StateDeclaration(name: stateNames[0], from: [Trigger(event: 0)], until: [Trigger(event: 1)], slot: firstSlot),
            StateDeclaration(
                name: stateNames[1], from: [Trigger(event: 1, where: WrittenExpression(#"outcome = "upheld" or partial"#))],
                until: [Trigger(event: 0), Trigger(event: 1, where: WrittenExpression(#"outcome = "rejected" and not(partial)"#))],
                slot: firstSlot + 1),
            StateDeclaration(
                name: stateNames[2], from: [Trigger(event: 3), Trigger(event: 2)], until: [Trigger(event: 4)], slot: firstSlot + 2),
            StateDeclaration(
                name: stateNames[3], from: [Trigger(event: 6, where: WrittenExpression("score >= 60"))],
                until: [Trigger(event: 6, where: WrittenExpression("score < 60"))], slot: firstSlot + 3),
        ]
    }

    static let measures = [
        MeasureType(name: "rectification", kind: .obligation, fulfilledBy: [2]),
        MeasureType(name: "explanation", kind: .obligation, fulfilledBy: [3, 6], earlierCounts: true),
        MeasureType(name: "ban", kind: .restriction),
        MeasureType(name: "scrutiny", kind: .restriction, borneBy: .authority),
        MeasureType(name: "publication", kind: .disclosure, fulfilledBy: [4]),
        MeasureType(
            name: "referral", kind: .referral, fulfilledBy: [6],
            borneBy: .expression(WrittenExpression(#"if breach.serious then "head" else subject.id"#))),
        MeasureType(name: "preference", kind: .incentive),
        MeasureType(name: "entry", kind: .entry),
    ]

    static let choices = [
        Choice(name: "lighten", effect: .adjust("lightened")), Choice(name: "harden", effect: .adjust("hardened")),
        Choice(name: "exempt", effect: .exempt), Choice(name: "none", effect: .none),
    ]

    private static let discretion: Discretion = {
        var discretion = Discretion(event: 5, choice: 0)
        discretion.term = 1
        discretion.measures = 2
        return discretion
    }()

    private static func answering(_ event: EventType, _ answers: [Int], _ matching: EventType.Matching?) -> EventType {
        var event = event
        event.answers = answers
        event.matching = matching
        return event
    }

    static let vocabulary = Vocabulary(
        name: "sample", enumerations: enumerations, records: records, events: events, states: states(firstSlot: factNames.count),
        measures: measures, choices: choices, discretion: discretion, authority: "office")

    /// A policy over the vocabulary with these names beside it.
    static func policy(
        layers: [Pack], definitions: [(name: String, body: ResolvedDefinition.Body)] = [], parameters: [(name: String, value: String)] = [],
        rules: [ResolvedRule]
    ) -> ResolvedPolicy {
        var variables = VariableTable()
        let types = Dictionary(records.flatMap(\.facts).map { ($0.name, $0.type) }, uniquingKeysWith: { first, _ in first })
        for name in factNames { variables.append(Variable(name: name, origin: .fact, type: types[name])) }
        for (index, name) in stateNames.enumerated() { variables.append(Variable(name: name, origin: .state(index), type: .boolean)) }
        var resolved: [ResolvedDefinition] = []
        for (index, definition) in definitions.enumerated() {
            resolved.append(ResolvedDefinition(name: definition.name, layer: 0, body: definition.body, slot: variables.count))
            variables.append(Variable(name: definition.name, origin: .definition(index), type: nil))
        }
        var values: [ResolvedParameter] = []
        for (index, parameter) in parameters.enumerated() {
            values.append(
                ResolvedParameter(
                    name: parameter.name, value: WrittenExpression(parameter.value), declaredBy: 0, setBy: 0, slot: variables.count))
            variables.append(Variable(name: parameter.name, origin: .parameter(index), type: nil))
        }
        return ResolvedPolicy(
            vocabulary: vocabulary, layers: layers, variables: variables, definitions: resolved, parameters: values, rules: rules,
            monthEnds: .lastDay)
    }
}
