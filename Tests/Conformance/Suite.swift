import Diagnostics
import FEEL

/// Operations of one kind, each a FEEL expression over `a` and `b`, whose results somebody else has worked out.
struct Suite: Sendable {
    let name: String
    let operations: [(name: String, expression: String)]
    /// The value of an operand as the lines write it; nil when it is none.
    let operand: @Sendable (String) -> Datum?
    /// Whether a result is what a line expects, which is written as FEEL's `string()` writes it, or as `null`.
    var agrees: @Sendable (Datum, String) -> Bool = { value, expected in value.text == expected }

    private struct Count {
        var lines = 0
        var faults = 0
    }

    /// Evaluates every line; false when one disagrees, is malformed, or there is none.
    func run() -> Bool {
        let owner = MachineOwner(slots: 2)
        let programs = Dictionary(uniqueKeysWithValues: operations.map { ($0.name, program($0.expression)) })
        var counts: [String: Count] = [:]
        while let line = readLine() {
            let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 4, let program = programs[parts[0]], let a = operand(parts[1]), let b = operand(parts[2]) else {
                print("malformed: \(line)")
                return false
            }
            owner.reset()
            let m = owner.ref
            m.pointee.slots[0] = m.value(of: a)
            m.pointee.slots[1] = m.value(of: b)
            let value = m.datum(of: program.evaluate(m))
            counts[parts[0], default: Count()].lines += 1
            if agrees(value, parts[3]) { continue }
            counts[parts[0], default: Count()].faults += 1
            if counts.values.map(\.faults).reduce(0, +) <= 20 { print("\(line): is \(value.text)") }
        }
        for (operation, _) in operations {
            guard let count = counts[operation] else { continue }
            print("\(name) \(operation): \(count.lines - count.faults) of \(count.lines) agree")
        }
        let (lines, faults) = (counts.values.map(\.lines).reduce(0, +), counts.values.map(\.faults).reduce(0, +))
        print("\(name): \(lines) lines, \(faults) disagree")
        return faults == 0 && lines > 0
    }

    private func program(_ text: String) -> Program {
        var environment = Environment()
        environment.declare(.init(name: "a", slot: 0, type: .any))
        environment.declare(.init(name: "b", slot: 1, type: .any))
        let checked = CheckedExpression(SourceText(name: "<operation>", text: text), environment: environment)
        precondition(checked.diagnostics.isEmpty, "`\(text)` is no expression")
        return Compiler(unit: CompilationUnit()).program(checked)
    }
}
