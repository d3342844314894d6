import Diagnostics
import FEEL

/// Finds out how a condition can come out, as far as constants, ranges and closed lists tell.
///
/// Whatever it doesn't see through counts as something that may be true or false; the same words count as the same thing. So "can't be true" is
/// certain, and "can be true" is not.
struct ConditionAnalysis {
    /// The values that a slot can have at all.
    private let domains: [Int: Domain]
    /// The definitions that stand in slots, which are looked into.
    private let definitions: [Int: Body]
    private let budget = Cases.Budget()

    private enum Body {
        case expression(CheckedExpression)
        case anyOf([String])
        case allOf([String])
    }

    /// The conditions of a policy's rules.
    init(_ typed: TypedPolicy) {
        let policy = typed.policy
        var domains: [Int: Domain] = [:]
        for fact in policy.vocabulary.records.flatMap(\.facts) { domains[fact.slot] = Self.domain(fact, policy.vocabulary) }
        for state in policy.vocabulary.states { domains[state.slot] = Self.truth }
        var definitions: [Int: Body] = [:]
        for (definition, checked) in zip(policy.definitions, typed.definitions) {
            let names = policy.vocabulary.events.map(\.name)
            switch definition.body {
            case .expression, .table: definitions[definition.slot] = checked.map { .expression($0) }
            case .anyOf(let events): definitions[definition.slot] = .anyOf(events.map { names[$0] })
            case .allOf(let events): definitions[definition.slot] = .allOf(events.map { names[$0] })
            }
        }
        self.domains = domains
        self.definitions = definitions
    }

    /// A condition over an event's own facts.
    init(event: EventType, _ vocabulary: Vocabulary) {
        var domains: [Int: Domain] = [:]
        for (slot, fact) in event.facts.enumerated() { domains[slot] = Self.domain(fact, vocabulary) }
        self.domains = domains
        definitions = [:]
    }

    /// The tests of a decision table, over its inputs: an input is called by its local.
    init(locals: [Int: Domain]) {
        domains = Dictionary(uniqueKeysWithValues: locals.map { (Self.slot(ofLocal: $0.key), $0.value) })
        definitions = [:]
    }

    /// What stands for a local among slots.
    static func slot(ofLocal local: Int) -> Int { -1 - local }

    static let truth = Domain.among([.boolean(true), .boolean(false)])

    static func domain(_ fact: Fact, _ vocabulary: Vocabulary) -> Domain? {
        switch fact.type {
        case .boolean: return truth
        case .enumeration(let index): return .among(vocabulary.enumerations[index].values.map { .text($0.name) })
        case .number:
            guard let range = fact.range else { return nil }
            func bound(_ text: String?, _ isClosed: Bool) -> Domain.Bound? {
                text.flatMap { Number($0) }.map { Domain.Bound(value: .number($0), isClosed: isClosed) }
            }
            return .interval(from: bound(range.low, range.lowClosed), to: bound(range.high, range.highClosed))
        case .string, .date, .daysTimeDuration, .yearsMonthsDuration, .list: return nil
        }
    }

    // MARK: What a condition comes to

    /// How an expression can come out true, or false; nil when that can't be followed.
    func cases(_ expression: CheckedExpression, _ wanted: Bool) -> Cases? {
        cases(expression.root, of: expression, wanted)
    }

    /// How a part of an expression can come out.
    func cases(_ part: TypedExpr, of expression: CheckedExpression, _ wanted: Bool) -> Cases? {
        guard !expression.hasErrors else { return nil }
        budget.begin()
        return cases(part, wanted, Reading(source: expression.source, depth: 0))
    }

    /// A slot that has one of these values.
    func cases(_ slot: Int, among values: [String]) -> Cases {
        Cases(.slot(slot), Domain.among(values.map { .text($0) }).intersection(domains[slot] ?? .all))
    }

    /// The text in which spans stand, and how far into definitions and brackets it has come.
    struct Reading {
        var source: SourceText
        var depth: Int
        static let depthLimit = 200
    }

    func cases(_ expr: TypedExpr, _ wanted: Bool, _ reading: Reading) -> Cases? {
        guard reading.depth < Reading.depthLimit, budget.take() else { return nil }
        var inner = reading
        inner.depth += 1
        switch expr.kind {
        case .constant(.boolean(let value)): return value == wanted ? .always : .never
        case .constant: return .never
        case .and(let a, let b):
            return wanted
                ? both(cases(a, true, inner), cases(b, true, inner)) : .either(cases(a, false, inner), cases(b, false, inner))
        case .or(let a, let b):
            return wanted
                ? .either(cases(a, true, inner), cases(b, true, inner)) : both(cases(a, false, inner), cases(b, false, inner))
        case .builtin(let builtin, let arguments, _) where builtin.name == "not" && arguments.count == 1:
            return cases(arguments[0], !wanted, inner)
        case .conditional(let test, let then, let otherwise):
            return .either(
                both(cases(test, true, inner), cases(then, wanted, inner)), both(cases(test, false, inner), cases(otherwise, wanted, inner)))
        case .variable(let variable): return named(variable, expr, wanted, inner)
        case .comparison(let op, let a, let b): return comparison(op, a, b, expr, wanted, inner)
        case .between(let value, let low, let high):
            return interval(value, low: low, lowClosed: true, high: high, highClosed: true, expr, wanted, inner)
        case .within(let value, let tests, let negated, _):
            return tests.reduce(wanted == negated ? Cases.always : .never) { found, test in
                wanted == negated
                    ? both(found, outcome(test, value, false, inner)) : .either(found, outcome(test, value, true, inner))
            }
        default: return opaque(expr, wanted, reading)
        }
    }

    private func named(_ variable: Environment.Variable, _ expr: TypedExpr, _ wanted: Bool, _ reading: Reading) -> Cases? {
        if let constant = variable.constant { return constant == .boolean(wanted) ? .always : .never }
        switch definitions[variable.slot] {
        case .expression(let body)?: return body.hasErrors ? nil : cases(body.root, wanted, Reading(source: body.source, depth: reading.depth))
        case .anyOf(let events)?:
            return events.reduce(wanted ? .never : .always) { found, event in
                wanted ? .either(found, has(event, true)) : both(found, has(event, false))
            }
        case .allOf(let events)?:
            return events.reduce(wanted ? .always : .never) { found, event in
                wanted ? both(found, has(event, true)) : .either(found, has(event, false))
            }
        case nil: return constrained(.slot(variable.slot), .only(.boolean(wanted)))
        }
    }

    private func has(_ event: String, _ wanted: Bool) -> Cases {
        Cases(.text(Self.call(EventFunction.has.name, event)), .only(.boolean(wanted)))
    }

    private static func call(_ function: String, _ argument: String?) -> String { "\(function)(\"\(argument ?? "")\")" }

    /// A term with these values, of those that it can have at all.
    func constrained(_ term: Cases.Term, _ domain: Domain) -> Cases {
        guard case .slot(let slot) = term, let possible = domains[slot] else { return Cases(term, domain) }
        return Cases(term, possible.intersection(domain))
    }

    /// What isn't looked into is true or false by its words.
    func opaque(_ expr: TypedExpr, _ wanted: Bool, _ reading: Reading) -> Cases {
        Cases(term(of: expr, reading), .only(.boolean(wanted)))
    }

    /// Both; nil when that can't be followed.
    func both(_ a: Cases?, _ b: Cases?) -> Cases? { .both(a, b, budget) }

    // MARK: Terms and constants

    func constant(_ expr: TypedExpr) -> Datum? {
        switch expr.kind {
        case .constant(let datum): datum
        case .variable(let variable): variable.constant
        default: nil
        }
    }

    func term(of expr: TypedExpr, _ reading: Reading) -> Cases.Term {
        switch expr.kind {
        case .variable(let variable):
            if case .expression(let body)? = definitions[variable.slot], !body.hasErrors, reading.depth < Reading.depthLimit {
                return term(of: body.root, Reading(source: body.source, depth: reading.depth + 1))
            }
            return .slot(variable.slot)
        case .local(let local): return .slot(Self.slot(ofLocal: local))
        case .host(let function, let argument): return .text(Self.call(function.name, argument))
        default:
            // White space between words is no difference.
            let words = reading.source.text(of: expr.span).split(whereSeparator: \.isWhitespace)
            return .text(words.joined(separator: " "))
        }
    }
}
