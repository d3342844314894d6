import Diagnostics
import Engine
import FEEL
import Policy
import Reports
import Testing

/// What lies ahead of a case: days, events, facts that aren't known.
@Suite("what next")
struct OutlookTests {
    private static let plain = Library.record(due: "2023-03-01", books: "6")
    private static let complaint = Library.record(id: "l-2", events: [("complained", "2023-03-10", [])])
    private static let child = Library.record(id: "l-3", kind: "child", events: [("complained", "2023-03-10", [])])
    private static let unknown = Library.record(id: "l-4", damaged: nil)
    private static let undecided = Library.record(
        id: "l-5", kind: "child", events: [("complained", "2023-03-10", []), ("decided", "2023-03-11", []), ("chosen", "2023-03-12", [])])
    private static let over = Library.record(id: "l-6", due: "2020-03-01", books: "1", damaged: "false", events: [("returned", "2020-03-02", [])])
    static let cases = [plain, complaint, child, unknown, undecided, over]

    private struct Outcome: Equatable {
        var measures: [Decision.Measure]
        var options: [Decision.Option]
    }

    private func outlook(_ record: RecordTree, _ day: String = "2023-03-12", pack: String = "town/branch") throws -> Outlook {
        let (workspace, request) = try Library.workspace(record, day, pack: pack)
        return Outlook(workspace, request)
    }

    @Test("in words", arguments: Language.allCases)
    func text(_ language: Language) throws {
        let texts = try Self.cases.map { try outlook($0).text(language) }
        try expectSnapshot(texts.joined(separator: "────\n"), "next.\(language.rawValue)")
    }

    @Test("days come in order, a clock that stands still last")
    func days() throws {
        let plain = try outlook(Self.plain)
        let days = plain.coming.compactMap(\.day)
        #expect(days == days.sorted())
        #expect(plain.coming.map(\.kind) == [.due, .ends])
        #expect(plain.coming.first?.day == Day("2023-03-15")?.number)
        let resting = try outlook(Self.complaint)
        #expect(resting.coming.last?.kind == .rests)
        #expect(resting.coming.last?.day == nil)
    }

    @Test("an event is told with what it changes, by which rule, and leaves no trace")
    func events() throws {
        let outlook = try outlook(Self.plain)
        let names = try outlook.events.map { try Library.plan().policy.vocabulary.events[$0.event].name }
        // What no rule, state or measure hangs on isn't there: nothing is open to be chosen, no complaint to be decided.
        #expect(names == ["complained", "returned", "fined"])
        let complaint = try #require(outlook.events.first)
        guard case .altered(let old, let new, let source)? = complaint.changes.first else {
            Issue.record("\(complaint.changes)")
            return
        }
        #expect([old.status, new.status, source.rule] == ["in-force", "suspended", "ban rests"])
        #expect(source.clauses == ["图发〔2020〕1号 第三条"])
        let (workspace, request) = try Library.workspace(Self.plain, "2023-03-12")
        workspace.decide()
        let before = workspace.decision()
        _ = Outlook(workspace, request)
        workspace.ask(request)
        workspace.decide()
        #expect(workspace.decision() == before)
        #expect(workspace.frame.events.count == 0)
    }

    @Test("what an event says may matter, or not")
    func outcomes() throws {
        let events = try outlook(Self.complaint).events
        let vocabulary = try Library.plan().policy.vocabulary
        let decided = events.filter { vocabulary.events[$0.event].name == "decided" }
        #expect(decided.count == 1 && decided[0].isWhatever && decided[0].facts.count == 2)
        let chosen = try outlook(Self.child).events.filter { vocabulary.events[$0.event].name == "chosen" }
        #expect(chosen.count == 2)
        #expect(chosen.allSatisfy { !$0.isWhatever })
    }

    @Test("a fact that isn't known is tried with each value it may have")
    func facts() throws {
        let unknown = try outlook(Self.unknown).unknown
        #expect(unknown.map(\.name) == ["loan.damaged"])
        #expect(unknown.first?.rules == ["fine for many", "damage is posted"])
        #expect(unknown.first?.outcomes.map(\.value) == [.boolean(true), .boolean(false)])
        #expect(unknown.first?.outcomes.allSatisfy { !$0.changes.isEmpty } == true)
        // Of an event, too; a choice that isn't said.
        #expect(try outlook(Self.undecided).unknown.map(\.name) == ["events.chosen.choice"])
    }

    @Test("a case that is over has nothing ahead")
    func over() throws {
        let over = try outlook(Self.over, "2023-03-12")
        #expect(over.next == nil)
        #expect(over.coming.isEmpty && over.unknown.isEmpty)
    }

    @Test("the next change is the first day the timeline shows one, and before it nothing changes", arguments: ["town/branch", "town/grid"])
    func asTheTimeline(_ pack: String) throws {
        for record in Self.cases {
            for day in ["2020-03-01", "2023-02-20", "2023-03-01", "2023-03-10", "2023-03-15", "2023-04-30", "2023-05-15"] {
                let (workspace, request) = try Library.workspace(record, day, pack: pack)
                func decide(_ asOf: Int32) -> Outcome {
                    workspace.ask(DecisionRequest(asOf: asOf, law: request.law, known: request.known))
                    workspace.decide()
                    let decision = workspace.decision()
                    return Outcome(measures: decision.measures, options: decision.options)
                }
                let next = Outlook(workspace, request).next?.day
                let now = decide(request.asOf)
                for asOf in (request.asOf + 1)...(request.asOf + 500) {
                    if let next, asOf >= next { break }
                    #expect(decide(asOf) == now, "\(day), \(Day(number: asOf))")
                }
                guard let next, let section = Timeline(workspace, request).days.first(where: { $0.day == next }) else { continue }
                let isSeen = section.entries.contains { entry in
                    switch entry {
                    case .changed, .option: true
                    default: false
                    }
                }
                if isSeen { #expect(decide(next) != now, "\(day), \(Day(number: next))") }
            }
        }
    }
}
