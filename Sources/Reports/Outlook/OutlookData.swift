import Diagnostics
import Engine
import FEEL
import Policy

/// An outlook for programs.
extension Outlook {
    /// One JSON object.
    /// - Parameters:
    ///   - record: the record's own JSON, for the residual.
    ///   - law: the day of the law where one was asked for; else it follows the day of the decision.
    ///   - known: likewise the day of knowledge.
    package func json(record: String, law: Day?, known: Day?) -> String {
        let head: [(String, JSONDocument.Value)] = [
            ("record", .string(decision.record)), ("subject", .text(decision.subject)), ("pack", .string(decision.pack)),
            ("digest", .string(decision.digest)), ("asOf", .string("\(decision.asOf)")), ("open", .boolean(isOpen)),
        ]
        let days: [JSONDocument.Value] = coming.map { coming in self.coming(coming) }
        let trials: [JSONDocument.Value] = events.map { trial in event(trial) }
        let facts: [JSONDocument.Value] = unknown.map { trial in fact(trial) }
        let change: JSONDocument.Value = next.map { section in self.next(section) } ?? .null
        let turn: [(String, JSONDocument.Value)] = lawChanges.map { [("lawChanges", day($0))] } ?? []
        let body: [(String, JSONDocument.Value)] = [
            ("coming", .list(days)), ("triedOn", day(triedOn)), ("events", .list(trials)), ("unknown", .list(facts)),
            ("residual", residual(record: record, law: law, known: known)),
        ]
        return JSONDocument.text(of: .object(head + [("next", change)] + turn + body))
    }

    private func coming(_ coming: Coming) -> JSONDocument.Value {
        let measure = decision.measures[coming.measure]
        return .object([
            ("on", day(coming.day)), ("what", .string(coming.kind.rawValue)), ("measure", .string(measure.measure)),
            ("addressee", .text(measure.addressee)),
        ])
    }

    /// What has to be kept for the case to be taken up again on a later day.
    package func residual(record: String, law: Day?, known: Day?) -> JSONDocument.Value {
        .object([
            ("pack", .string(decision.pack)), ("digest", .string(decision.digest)), ("asOf", .string("\(decision.asOf)")),
            ("law", .text(law?.description)), ("known", .text(known?.description)), ("record", .json(record)),
            ("measures", .list(decision.measures.map { Outlook.measure($0) })),
        ])
    }

    /// The measures of the case in a workspace on a day, as the residual holds them.
    package static func measures(_ workspace: Workspace, _ request: DecisionRequest) -> JSONDocument.Value {
        workspace.ask(request)
        workspace.decide()
        return .list(workspace.decision().measures.map { measure($0) })
    }

    private func day(_ day: Int32?) -> JSONDocument.Value { .text(day.map { CivilDay.text($0) }) }

    private func next(_ section: Timeline.Section) -> JSONDocument.Value {
        func lines(_ language: Language) -> JSONDocument.Value { .texts(TimelineWriter(labels: Labels(policy, language)).lines(section)) }
        return .object([("on", day(section.day)), ("zh", lines(.chinese)), ("en", lines(.english))])
    }

    private func event(_ trial: EventTrial) -> JSONDocument.Value {
        let type = policy.vocabulary.events[trial.event]
        return .object([
            ("event", .string(type.name)),
            (
                "facts",
                .list(
                    trial.facts.filter { !$0.isEmpty }.map { set in
                        .object(set.map { (type.facts[$0.fact].name, value($0.value)) })
                    })
            ),
            ("whatever", .boolean(trial.isWhatever)), ("changes", .list(trial.changes.map { change in self.change(change) })),
        ])
    }

    private func fact(_ trial: FactTrial) -> JSONDocument.Value {
        .object([
            ("fact", .string(trial.name)), ("rules", .texts(trial.rules)),
            (
                "outcomes",
                .list(
                    trial.outcomes.map { outcome in
                        .object([("value", value(outcome.value)), ("changes", .list(outcome.changes.map { change in self.change(change) }))])
                    })
            ),
        ])
    }

    private func value(_ datum: Datum) -> JSONDocument.Value {
        switch datum {
        case .boolean(let truth): .boolean(truth)
        case .string(let text): .string(text)
        default: .null
        }
    }

    private func change(_ change: Change) -> JSONDocument.Value {
        func members(_ what: String, _ more: [(String, JSONDocument.Value)]) -> JSONDocument.Value { .object([("what", .string(what))] + more) }
        func source(_ source: Source) -> [(String, JSONDocument.Value)] { [("rule", .string(source.rule)), ("clauses", .texts(source.clauses))] }
        switch change {
        case .imposed(let measure, let by): return members("imposed", [("to", Outlook.measure(measure))] + source(by))
        case .gone(let measure): return members("gone", [("from", Outlook.measure(measure))])
        case .altered(let old, let new, let by):
            return members("altered", [("from", Outlook.measure(old)), ("to", Outlook.measure(new))] + source(by))
        case .opened(let option): return members("opened", self.option(option))
        case .closed(let option): return members("closed", self.option(option))
        case .undetermined(let rule, let missing): return members("undetermined", [("rule", .string(rule)), ("missing", .texts(missing))])
        case .settled(let rule): return members("settled", [("rule", .string(rule))])
        }
    }

    private func option(_ option: Decision.Option) -> [(String, JSONDocument.Value)] {
        [
            ("choices", .texts(option.choices)), ("measures", .texts(option.measures)), ("rule", .string(option.rule)),
            ("clauses", .texts(option.clauses)),
        ]
    }

    private static func measure(_ measure: Decision.Measure) -> JSONDocument.Value {
        .object([
            ("measure", .string(measure.measure)), ("addressee", .text(measure.addressee)), ("status", .string(measure.status)),
            ("from", .text(measure.from?.description)), ("until", .text(measure.until?.description)), ("due", .text(measure.due?.description)),
            ("adjusted", .texts(measure.adjusted)),
        ])
    }
}
