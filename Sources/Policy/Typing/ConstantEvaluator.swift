import Diagnostics
import FEEL

/// Works out expressions that read nothing of a record, one after the other on one machine: its stack is half a megabyte.
struct ConstantEvaluator {
    private let machine = MachineOwner(slots: 1)
    private let unit = CompilationUnit()

    /// What an expression comes to, and why where it is null.
    /// - Parameter input: the value of slot 0, for one that reads it.
    func evaluate(_ expression: CheckedExpression, input: Datum? = nil) -> (value: Datum, reasons: [Reason]) {
        machine.reset()
        let program = Compiler(unit: unit).program(expression)
        // A text lies in what made it until it has been copied out.
        return withExtendedLifetime((self, program)) {
            if let input { machine.ref.pointee.slots[0] = machine.ref.value(of: input) }
            let (result, reasons) = machine.collectingReasons { program.evaluate($0) }
            return (machine.ref.datum(of: result), reasons)
        }
    }
}

extension WrittenExpression {
    /// The value of an expression that reads no name; nil where it has none.
    package var constantValue: Datum? { constantValue(ConstantEvaluator()) }

    func constantValue(_ constants: ConstantEvaluator) -> Datum? {
        var own = Environment()
        own.forbiddenBuiltins = ["today", "now"]
        let checked = CheckedExpression(SourceText(name: "<expression>", text: text), environment: own)
        guard !checked.hasErrors else { return nil }
        let value = constants.evaluate(checked).value
        return value == .null ? nil : value
    }
}
