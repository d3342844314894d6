import FEEL
import Policy
import Synchronization

/// Programs of parts of a policy's expressions, each made when somebody first asks why, and kept with the plan.
final class PartPrograms: Sendable {
    private struct Part {
        /// Kept alive, so that its identity stays its own.
        var expr: TypedExpr
        var program: Program
    }

    /// Compiling adds to the plan's unit, so one thread does so at a time; programs already made aren't touched by it.
    private let known = Mutex<Known>(Known())

    private struct Known {
        var parts: [ObjectIdentifier: Part] = [:]
        /// By definition.
        var tables: [Int: TableRows] = [:]
    }

    /// The rows of a definition that is a decision table.
    func rows(ofDefinition index: Int, _ plan: Plan) -> TableRows? {
        known.withLock { known in
            if let made = known.tables[index] { return made }
            let made = plan.typed.definitions[index].flatMap { PartPrograms.compiler(plan).rows(of: $0) }
            known.tables[index] = made
            return made
        }
    }

    func program(_ part: TypedExpr, of whole: CheckedExpression, _ plan: Plan) -> Program {
        known.withLock { known in
            if let made = known.parts[ObjectIdentifier(part)] { return made.program }
            let program = PartPrograms.compiler(plan).program(part, of: whole)
            known.parts[ObjectIdentifier(part)] = Part(expr: part, program: program)
            return program
        }
    }

    private static func compiler(_ plan: Plan) -> Compiler {
        let events = plan.policy.vocabulary.events
        return Compiler(unit: plan.unit) { function, argument in
            if let function = MeasureFunction(rawValue: function.id) {
                return plan.policy.vocabulary.measures.firstIndex { $0.name == argument }.map { function.code(measure: $0) }
            }
            guard let function = EventFunction(rawValue: function.id), let event = events.firstIndex(where: { $0.name == argument }) else {
                return nil
            }
            return function.code(event: event)
        }
    }
}
