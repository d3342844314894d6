import Diagnostics
import FEEL

/// `feel-benchmark [--json]`: nanoseconds per evaluation, warm, and per parse, check and compilation. With `--json` one object a line, for a script.
@main
struct FEELBenchmark {
    private struct Figures {
        var expression: BenchmarkExpression
        var evaluate: Double
        var parse: Double
        var check: Double
        var compile: Double
    }

    static func main() {
        let isJSON = CommandLine.arguments.contains("--json")
        let rows = Rows()
        if !isJSON {
            print("\(padded("", 14))\(padded("evaluate", 12))\(padded("parse", 10))\(padded("check", 10))\(padded("compile", 10))  ns each")
        }
        for expression in benchmarkExpressions {
            guard let figures = measure(expression, rows) else {
                print("\(expression.name) isn't read")
                continue
            }
            show(figures, isJSON)
        }
        if !isJSON { compareThreeTerms(rows) }
    }

    private static func show(_ figures: Figures, _ isJSON: Bool) {
        if isJSON {
            let text = figures.expression.text.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] }
            print(
                "{\"name\": \"\(figures.expression.name)\", \"text\": \"\(String(text))\", \"evaluate\": \(figures.evaluate), "
                    + "\"compile\": \(figures.check + figures.compile)}")
        } else {
            let name = figures.expression.name
            print(
                name + String(repeating: " ", count: max(0, 14 - name.count)) + padded(shown(figures.evaluate), 12) + padded(shown(figures.parse), 10)
                    + padded(shown(figures.check), 10) + padded(shown(figures.compile), 10))
        }
    }

    private static func measure(_ expression: BenchmarkExpression, _ rows: Rows) -> Figures? {
        let source = SourceText(name: expression.name, text: expression.text)
        let environment = rows.environment
        let checked = CheckedExpression(source, environment: environment)
        guard checked.written != nil, !checked.hasErrors else { return nil }
        let program = Compiler(unit: rows.unit).program(checked)
        return Figures(
            expression: expression, evaluate: evaluations(of: program, rows),
            parse: nanoseconds { count in
                for _ in 0..<count { use(Parser.parseExpression(source, names: environment.names, members: environment.members)) }
            },
            check: nanoseconds { count in for _ in 0..<count { use(CheckedExpression(source, environment: environment)) } },
            compile: nanoseconds { count in
                // A unit keeps its constants as long as it lives: one for every few hundred programs.
                var unit = CompilationUnit()
                for index in 0..<count {
                    if index & 255 == 255 { unit = CompilationUnit() }
                    use(Compiler(unit: unit).program(checked))
                }
            })
    }

    private static func evaluations(of program: Program, _ rows: Rows) -> Double {
        let owner = MachineOwner(slots: Rows.width)
        let machine = owner.ref
        let own = machine.pointee.slots
        defer { machine.pointee.slots = own }
        return withExtendedLifetime((owner, program)) {
            nanoseconds { count in
                var sum: Int64 = 0
                for index in 0..<count {
                    let row = index & (Rows.count - 1)
                    if row == 0 { owner.reset() }
                    machine.pointee.slots = rows.slots + row * Rows.width
                    sum &+= program.evaluate(machine).bits
                }
                use(sum)
            }
        }
    }

    private static func compareThreeTerms(_ rows: Rows) {
        let checked = CheckedExpression(SourceText(name: "three terms", text: threeTerms), environment: rows.environment)
        let program = Compiler(unit: rows.unit).program(checked)
        let overValues = HandWritten.overValues(rows.unit)
        let overStruct = HandWritten.overStruct()
        let ours = evaluations(of: program, rows)
        let values = nanoseconds { count in
            var sum: Int64 = 0
            for index in 0..<count { sum &+= overValues(rows.slots + (index & (Rows.count - 1)) * Rows.width).bits }
            use(sum)
        }
        let plain = nanoseconds { count in
            var sum = 0
            rows.plain.withUnsafeBufferPointer { list in
                for index in 0..<count { if overStruct(list[index & (Rows.count - 1)]) { sum &+= 1 } }
            }
            use(sum)
        }
        print("\n\(threeTerms)")
        print("  compiled FEEL                            \(padded(shown(ours), 8)) ns")
        print("  closures over the same values, by hand   \(padded(shown(values), 8)) ns   FEEL takes \(shown(ours / values)) times that")
        print("  a Swift closure over a struct, by hand   \(padded(shown(plain), 8)) ns   FEEL takes \(shown(ours / plain)) times that")
    }
}
