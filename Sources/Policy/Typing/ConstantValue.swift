import Diagnostics
import FEEL

extension WrittenExpression {
    /// The value of an expression that reads no name; nil where it has none.
    package var constantValue: Datum? {
        var own = Environment()
        own.forbiddenBuiltins = ["today", "now"]
        let checked = CheckedExpression(SourceText(name: "<expression>", text: text), environment: own)
        guard !checked.hasErrors else { return nil }
        let machine = MachineOwner(slots: 0)
        let value = machine.ref.datum(of: Compiler(unit: CompilationUnit()).program(checked).evaluate(machine.ref))
        return value == .null ? nil : value
    }
}
