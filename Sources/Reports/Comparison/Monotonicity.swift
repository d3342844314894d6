import FEEL
import Policy

/// How an expression's value moves when a parameter's grows.
enum Monotonicity: Sendable, Hashable {
    /// The parameter isn't in it.
    case constant
    case rising
    case falling
    /// Neither always up nor always down, as far as can be seen.
    case unclear

    var reversed: Monotonicity {
        switch self {
        case .rising: .falling
        case .falling: .rising
        case .constant, .unclear: self
        }
    }

    /// Of two parts that both pull the whole up.
    func joined(_ other: Monotonicity) -> Monotonicity {
        if self == .constant { return other }
        return other == .constant || other == self ? self : .unclear
    }
}

/// Reads from typed expressions which way a change of a parameter moves them; truth counts as more than falsehood.
struct MonotonicityReader {
    let typed: TypedPolicy
    /// The slot of the parameter.
    let slot: Int
    /// Expressions looked at; one that is too large is unclear.
    private let limit = 4096

    func of(_ expression: CheckedExpression?) -> Monotonicity {
        guard let expression else { return .constant }
        var left = limit
        return of(expression.root, depth: 0, &left)
    }

    private func of(_ expr: TypedExpr, depth: Int, _ left: inout Int) -> Monotonicity {
        left -= 1
        guard left > 0, depth < 64 else { return .unclear }
        func part(_ expr: TypedExpr) -> Monotonicity { of(expr, depth: depth + 1, &left) }
        switch expr.kind {
        case .variable(let variable):
            if variable.slot == slot { return .rising }
            guard let index = typed.policy.definitions.firstIndex(where: { $0.slot == variable.slot }), let body = typed.definitions[index] else {
                return .constant
            }
            return part(body.root)
        case .negate(let value): return part(value).reversed
        case .arithmetic(.add, let a, let b), .and(let a, let b), .or(let a, let b): return part(a).joined(part(b))
        case .arithmetic(.subtract, let a, let b), .comparison(.greater, let a, let b), .comparison(.greaterOrEqual, let a, let b):
            return part(a).joined(part(b).reversed)
        case .comparison(.less, let a, let b), .comparison(.lessOrEqual, let a, let b): return part(a).reversed.joined(part(b))
        case .conditional(let condition, let then, let otherwise):
            return part(condition) == .constant ? part(then).joined(part(otherwise)) : .unclear
        case .table(let table) where [.unique, .any, .first, .sum, .min, .max].contains(table.hit) && table.outputs.count == 1:
            // Which rows are hit must not hang on it; then what they say moves as they do.
            let tests = table.inputs.map(\.value) + table.rows.flatMap { $0.tests.compactMap { $0 } }
            guard tests.allSatisfy({ part($0) == .constant }) else { return .unclear }
            return (table.rows.flatMap(\.outputs) + (table.fallback ?? [])).reduce(.constant) { $0.joined(part($1)) }
        case .builtin(let builtin, let arguments, _) where builtin.name == "not" && arguments.count == 1:
            return arguments.first.map { part($0).reversed } ?? .constant
        default: return expr.children.allSatisfy { part($0) == .constant } ? .constant : .unclear
        }
    }
}
