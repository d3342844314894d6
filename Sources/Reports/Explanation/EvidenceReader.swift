import Diagnostics
import Engine
import FEEL
import Policy

/// Reads expressions at the moment a workspace stands at.
struct EvidenceReader {
    let workspace: Workspace
    private var policy: ResolvedPolicy { workspace.plan.policy }
    private var typed: TypedPolicy { workspace.plan.typed }

    init(_ workspace: Workspace) { self.workspace = workspace }

    func evidence(_ whole: CheckedExpression) -> Evidence { evidence(whole.root, in: whole, isWhole: true) }

    private func evidence(_ part: TypedExpr, in whole: CheckedExpression, isWhole: Bool) -> Evidence {
        let span = isWhole ? Span(0, whole.source.bytes.count) : part.span
        let conjuncts = Self.conjuncts(part)
        return Evidence(
            text: Self.oneLine(whole.source.text(of: span)), filledIn: pieces(part, whole, span), value: workspace.value(of: part, in: whole),
            readings: readings(part, whole), conjuncts: conjuncts.count > 1 ? conjuncts.map { evidence($0, in: whole, isWhole: false) } : [])
    }

    /// The parts that must all be true.
    static func conjuncts(_ expr: TypedExpr) -> [TypedExpr] {
        if case .and(let left, let right) = expr.kind { return conjuncts(left) + conjuncts(right) }
        return [expr]
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: { $0 == "\n" || $0 == "\r\n" || $0 == "\t" || $0 == " " }).joined(separator: " ")
    }

    // MARK: Readings

    private func readings(_ part: TypedExpr, _ whole: CheckedExpression) -> [Evidence.Reading] {
        var subjects: [Evidence.Subject] = []
        visit(part, whole) { expr in
            if let subject = subject(of: expr), !subjects.contains(subject) { subjects.append(subject) }
        }
        return subjects.map { reading($0) }
    }

    /// Visits what an evaluation reads: of an `if` whose test is known, the way not taken is left out.
    private func visit(_ expr: TypedExpr, _ whole: CheckedExpression, _ body: (TypedExpr) -> Void) {
        switch expr.kind {
        case .conditional(let test, let then, let otherwise):
            body(expr)
            visit(test, whole, body)
            let value = workspace.value(of: test, in: whole)
            if case .unknown = value {
                visit(then, whole, body)
                visit(otherwise, whole, body)
            } else {
                visit(value == .boolean(true) ? then : otherwise, whole, body)
            }
        case .loop, .quantified, .filter, .function, .call: expr.visit(body)  // What stands inside reads locals and has no value of its own.
        default:
            body(expr)
            for child in expr.children { visit(child, whole, body) }
        }
    }

    private func subject(of expr: TypedExpr) -> Evidence.Subject? {
        switch expr.kind {
        case .variable(let variable): subject(ofSlot: variable.slot)
        case .host(let function, let argument) where EventFunction(rawValue: function.id) != nil:
            argument.flatMap { policy.vocabulary.event(named: $0) }.map { .event($0) }
        default: nil
        }
    }

    private func subject(ofSlot slot: Int) -> Evidence.Subject? {
        if let list = HistoryList(slot: slot, in: policy) { return .records(list) }
        guard slot >= 0, slot < policy.variables.count else { return nil }
        return switch policy.variables[slot].origin {
        case .fact: .fact(slot: slot)
        case .state(let index): .state(index)
        case .definition(let index): .definition(index)
        case .parameter(let index): .parameter(index)
        }
    }

    private func reading(_ subject: Evidence.Subject) -> Evidence.Reading {
        switch subject {
        case .fact(let slot): return Evidence.Reading(subject: subject, value: workspace.value(inSlot: slot))
        case .parameter(let index):
            return Evidence.Reading(subject: subject, value: workspace.value(inSlot: policy.parameters[index].slot))
        case .records(let list): return Evidence.Reading(subject: subject, value: workspace.value(inSlot: list.slot(in: policy)))
        case .event(let event):
            return Evidence.Reading(subject: subject, value: .number(Number(workspace.number(ofEvent: event))), events: first(event))
        case .state(let index):
            let state = policy.vocabulary.states[index]
            let events = Set((state.from + state.until).map(\.event))
            let latest = events.compactMap { event in workspace.latestDay(ofEvent: event).map { (event: event, day: $0) } }
            let last = latest.max { ($0.day, $0.event) < ($1.day, $1.event) }
            return Evidence.Reading(subject: subject, value: workspace.value(inSlot: state.slot), events: last.map { [$0] } ?? [])
        case .definition(let index):
            let definition = policy.definitions[index]
            var reading = Evidence.Reading(subject: subject, value: workspace.value(inSlot: definition.slot))
            switch definition.body {
            case .anyOf(let list), .allOf(let list): reading.events = list.flatMap { first($0) }
            case .table(let table, let clauses): read(table, clauses, index, into: &reading)
            case .expression: reading.body = typed.definitions[index].map { [evidence($0)] } ?? []
            }
            return reading
        }
    }

    /// The rows that are hit or may be; what the table's inputs read, and what the tests and results of those rows do, each once.
    private func read(_ table: Policy.DecisionTable, _ clauses: [[ClauseReference]], _ index: Int, into reading: inout Evidence.Reading) {
        guard let whole = typed.definitions[index], let grid = whole.root.table else { return }
        var all = grid.inputs.map(\.value).flatMap { readings($0, whole) }
        for (number, hit) in workspace.hits(ofDefinition: index).enumerated() where hit != false && number < table.rows.count {
            let row = table.rows[number]
            reading.rows.append(
                Evidence.TableRow(
                    number: number + 1, isSure: hit == true, tests: row.tests.map { Self.oneLine($0.text) },
                    outputs: row.outputs.map { Self.oneLine($0.text) }, clauses: clauses[number], note: row.note))
            // A test reads the input it stands under, and has no value of its own.
            for test in grid.rows[number].tests.compactMap({ $0 }) {
                test.visit { if let subject = subject(of: $0) { all.append(self.reading(subject)) } }
            }
            all += grid.rows[number].outputs.flatMap { readings($0, whole) }
        }
        if reading.rows.isEmpty { all += (grid.fallback ?? []).flatMap { readings($0, whole) } }
        var seen: Set<Evidence.Subject> = []
        all.removeAll { !seen.insert($0.subject).inserted }
        reading.body = [Evidence(text: "", filledIn: [], value: reading.value, readings: all, conjuncts: [])]
    }

    private func first(_ event: Int) -> [(event: Int, day: Int32)] { workspace.firstDay(ofEvent: event).map { [(event, $0)] } ?? [] }

    // MARK: Values put in

    private func pieces(_ part: TypedExpr, _ whole: CheckedExpression, _ span: Span) -> [Evidence.Piece] {
        var found: [(span: Span, value: Datum, type: FactType?)] = []
        // Parts inside these read locals.
        var opaque: [Span] = []
        visit(part, whole) { expr in
            guard expr.span.lower >= span.lower, expr.span.upper <= span.upper else { return }
            switch expr.kind {
            // A whole record is no value to put into a sentence.
            case .variable(let variable) where HistoryList(slot: variable.slot, in: policy) != nil: break
            case .variable(let variable):
                found.append((expr.span, workspace.value(inSlot: variable.slot), type(ofSlot: variable.slot)))
            case .loop, .quantified, .filter, .function, .call: opaque.append(expr.span)
            case .conditional where opaque.contains { $0.lower <= expr.span.lower && expr.span.upper <= $0.upper }: break
            case .host, .conditional: found.append((expr.span, workspace.value(of: expr, in: whole), nil))
            default: break
            }
        }
        var pieces: [Evidence.Piece] = []
        var place = span.lower
        for item in found.sorted(by: { ($0.span.lower, $1.span.upper) < ($1.span.lower, $0.span.upper) }) where item.span.lower >= place {
            pieces.append(.text(whole.source.text(of: Span(place, item.span.lower))))
            pieces.append(.value(item.value, item.type))
            place = item.span.upper
        }
        pieces.append(.text(whole.source.text(of: Span(place, span.upper))))
        return pieces
    }

    private func type(ofSlot slot: Int) -> FactType? { slot >= 0 && slot < policy.variables.count ? policy.variables[slot].type : nil }
}
