import Engine
import Policy
import Reports
import Testing

@Suite("observers of a replay")
struct ObserverTests {
    @Test("the trace is what happened, in order")
    func trace() throws {
        let record = Library.record(events: [("complained", "2023-03-10", []), ("returned", "2023-03-20", [])])
        let (workspace, _) = try Library.workspace(record, "2023-04-01")
        var trace = TraceObserver()
        workspace.decide(observer: &trace)
        let names = workspace.plan.policy.rules.map(\.name)
        let lines = trace.entries.compactMap { entry -> String? in
            switch entry {
            case .moment(let day): "moment \(Day(number: day))"
            case .fired(let rule, _): "fired \(names[rule])"
            case .ceased(let rule, _): "ceased \(names[rule])"
            case .acted(let rule, let action, _): "acted \(names[rule]) \(action)"
            case .changed(_, let day, let status, let rule): "\(Day(number: day)) \(status.word) \(names[rule])"
            case .option, .evaluated: nil
            }
        }
        #expect(
            lines == [
                "moment 2023-03-01", "fired ban of the late", "fired fine for many", "acted ban of the late 0", "acted fine for many 0",
                "2023-03-01 in-force ban of the late", "2023-03-01 due fine for many",
                "moment 2023-03-10", "fired ban rests", "acted ban rests 0", "2023-03-10 suspended ban rests",
                "2023-03-16 overdue fine for many",
                "moment 2023-03-20", "fired return ends the ban", "acted return ends the ban 0", "2023-03-20 lifted return ends the ban",
            ])
        #expect(trace.entries.contains(.evaluated(rule: 0, on: trace.entries[0].day, .isTrue)))
    }

    @Test("coverage of several cases, merged from two observers, is coverage by one")
    func coverage() throws {
        let records = [Library.record(), Library.record(kind: "child", damaged: nil, events: [("returned", "2023-03-05", [])])]
        let plan = try Library.plan()
        let request = DecisionRequest(asOf: try #require(Day("2023-04-01")).number)
        let workspace = Workspace(plan, request: request)
        var one = CoverageObserver(plan)
        var parts: [CoverageObserver] = []
        for record in records {
            #expect(fill(record, workspace) == nil)
            workspace.decide(observer: &one)
            var own = CoverageObserver(plan)
            workspace.decideAnew(request, observer: &own)
            parts.append(own)
        }
        var merged = parts[0]
        merged.merge(parts[1])
        #expect(merged.outcomes == one.outcomes)
        #expect(merged.hasFired == one.hasFired)
        #expect(merged.hasActed == one.hasActed)
        let rule = try #require(plan.policy.rules.firstIndex { $0.name == "damage is posted" })
        #expect(one.outcomes[rule] == [.isFalse, .isUnknown])
        #expect(one.hasFired == [true, true, false, true, true, false])
    }

    @Test("cost counts moments and evaluations")
    func cost() throws {
        let (workspace, _) = try Library.workspace(Library.record(events: [("complained", "2023-03-10", [])]), "2023-04-01")
        var cost = CostObserver(workspace.plan)
        workspace.decide(observer: &cost)
        // Two moments; at the second only the rule that reads the complaint is asked: the rest has fired or reads no such event.
        #expect(cost.moments == 2)
        #expect(cost.evaluations == [1, 1, 2, 1, 0, 1])
        #expect(cost.total == 6)
    }

    @Test("deciding anew forgets what was decided before", arguments: ["2023-03-05", "2023-03-12", "2023-03-25", "2023-06-30"])
    func anew(_ day: String) throws {
        let record = Library.record(events: [("complained", "2023-03-10", []), ("decided", "2023-03-20", [("verdict", "wrong")])])
        let (fresh, request) = try Library.workspace(record, day)
        fresh.decide()
        let (used, later) = try Library.workspace(record, "2024-01-01")
        var trace = TraceObserver()
        used.decideAnew(later, observer: &trace)
        used.decideAnew(request, observer: &trace)
        #expect(used.decision() == fresh.decision())
    }

    @Test("looking on changes nothing")
    func untouched() throws {
        let record = Library.record(damaged: nil, events: [("complained", "2023-03-10", [])])
        let (plain, request) = try Library.workspace(record, "2023-03-12")
        plain.decide()
        let (watched, _) = try Library.workspace(record, "2023-03-12")
        #expect(Explanation(watched, request).decision == plain.decision())
    }
}
