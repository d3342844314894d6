import Diagnostics
import Engine
import FEEL
import Policy
import Redress
import Reports
import Testing

/// What the corpus of time expects of `redress next` and `redress letter` (`Tests/Corpus/time/README.md`).
@Suite struct AheadCorpusTests {
    /// The cases that ask for it.
    static let cases = TimeCorpusTests.cases.filter { name in
        (try? TimeCase(name))?.records.contains { !$0.asked.isEmpty } ?? false
    }

    @Test(arguments: cases) func comesToThis(_ name: String) throws {
        let expected = try TimeCase(name)
        let pack = try #require(PolicyPack.load(expected.pack).pack)
        let lines = try DiskFiles().read("\(TimeCase.root)/\(name)/records.jsonl")
        for record in expected.records {
            for asked in record.asked {
                let days = DecisionDays(asOf: asked.day, law: expected.law, known: expected.known)
                guard case .found(let read) = try RecordSearch.find(.id(record.id), in: .bytes(lines), pack, days) else {
                    Issue.record("\(name): no record \(record.id)")
                    continue
                }
                let found = read.with { workspace -> [String] in
                    switch asked.what {
                    case .next:
                        var outlook = Outlook(workspace, workspace.request)
                        if days.law == nil { outlook.lawChanges = pack.lawChanges(after: days.request.law) }
                        return AheadText(outlook, workspace.plan.policy, expected).lines
                    case .letter(let language, let name):
                        guard let letter = workspace.plan.typed.letter(named: name) else { return ["no letter \(name ?? "")"] }
                        let text = DecisionLetter(workspace, workspace.request).markdown(letter, language)
                        return text.split(separator: "\n").map(String.init).filter { $0 != "---" && !$0.contains("`sha256:") }
                    }
                }
                #expect(
                    found == asked.lines,
                    "\(name), record \(record.id), \(asked.what) on \(asked.day) comes to\n\(found.map { "  \($0)" }.joined(separator: "\n"))")
            }
        }
    }
}

/// What lies ahead, as the corpus writes it.
private struct AheadText {
    private let outlook: Outlook
    private let policy: ResolvedPolicy
    private let expected: TimeCase

    init(_ outlook: Outlook, _ policy: ResolvedPolicy, _ expected: TimeCase) {
        self.outlook = outlook
        self.policy = policy
        self.expected = expected
    }

    var lines: [String] {
        var lines = ["change \(outlook.next.map { CivilDay.text($0.day) } ?? "never")"]
        if let day = outlook.lawChanges { lines.append("law \(CivilDay.text(day))") }
        lines += outlook.coming.map { coming in
            let measure = outlook.decision.measures[coming.measure].measure
            return "\(coming.kind) \(measure)\(coming.day.map { " \(CivilDay.text($0))" } ?? "")"
        }
        lines += outlook.events.map(event)
        for fact in outlook.unknown {
            if fact.outcomes.isEmpty { lines.append("fact \(fact.name): \(fact.rules.joined(separator: ", "))") }
            lines += fact.outcomes.map { "fact \(fact.name) \(text($0.value)): \(text($0.changes))" }
        }
        return lines
    }

    private func event(_ trial: Outlook.EventTrial) -> String {
        let type = policy.vocabulary.events[trial.event]
        let sets = trial.facts.filter { !$0.isEmpty }.map { set in
            set.map { "\(type.facts[$0.fact].name): \(text($0.value))" }.joined(separator: ", ")
        }
        let facts = sets.isEmpty || trial.isWhatever ? "" : " (\(sets.joined(separator: "; ")))"
        return "event \(type.name)\(facts): \(text(trial.changes))"
    }

    private func text(_ value: Datum) -> String {
        switch value {
        case .boolean(let truth): "\(truth)"
        case .string(let text): text
        default: "?"
        }
    }

    private func text(_ changes: [Outlook.Change]) -> String {
        if changes.isEmpty { return "nothing" }
        return changes.map { change in
            switch change {
            case .imposed(let measure, _): "imposed \(expected.text(measure))"
            case .gone(let measure): "gone \(measure.measure)"
            case .altered(_, let measure, _): expected.text(measure)
            case .opened(let option): "may \(option.choices.joined(separator: "|")): \(option.measures.joined(separator: ", "))"
            case .closed(let option): "closed \(option.choices.joined(separator: "|")): \(option.measures.joined(separator: ", "))"
            case .undetermined(let rule, let missing): "undetermined \(rule): \(missing.joined(separator: ", "))"
            case .settled(let rule): "settled \(rule)"
            }
        }.joined(separator: "; ")
    }
}
