import Diagnostics
import FEEL

extension WrittenExpression {
    /// The value of an expression that reads no name; nil where it has none.
    package var constantValue: Datum? {
        var own = Environment()
        own.forbiddenBuiltins = ["today", "now"]
        let checked = CheckedExpression(SourceText(name: "<expression>", text: text), environment: own)
        guard !checked.hasErrors else { return nil }
        let value = checked.datum(of: nil)
        return value == .null ? nil : value
    }
}

extension CheckedExpression {
    /// What it comes to where nothing but one slot is read.
    /// - Parameter input: the value of slot 0.
    func datum(of input: Datum?) -> Datum {
        let (machine, unit) = (MachineOwner(slots: 1), CompilationUnit())
        let program = Compiler(unit: unit).program(self)
        // A text lies in what made it until it has been copied out.
        return withExtendedLifetime((machine, unit, program)) {
            if let input { machine.ref.pointee.slots[0] = machine.ref.value(of: input) }
            return machine.ref.datum(of: program.evaluate(machine.ref))
        }
    }
}
