import Diagnostics
import FEEL

/// Lines of `operation`, `a`, `b`, `expected`, parted by tabs: dates, times and durations against Python's `datetime` and `zoneinfo`.
///
/// Each operation is a FEEL expression over `a` and `b`; a result is written as `string()` writes it, or as `null`.
struct DatesConformance {
    private let owner = MachineOwner(slots: 2)
    private let programs: [String: Program]
    private var report = Report()

    private static let operations = [
        "add": "a + b", "subtract": "a - b", "multiply": "a * b", "divide": "a / b", "less": "a < b", "equal": "a = b",
        "months": "years and months duration(a, b)", "weekday": "a.weekday", "week": "week of year(a)", "day": "day of year(a)",
        "write": "string(a)", "offset": "a.time offset",
    ]

    init() { programs = DatesConformance.operations.mapValues(DatesConformance.program) }

    func run() -> Never {
        var own = self
        var expected: Int?
        while let line = readLine() {
            if line.hasPrefix("end ") { expected = Int(line.dropFirst(4)) } else { own.check(line) }
        }
        own.report.finish(expected: expected)
    }

    private mutating func check(_ line: String) {
        let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4, let program = programs[parts[0]], let a = Self.operand(parts[1]), let b = Self.operand(parts[2]) else {
            Report.stop("not understood: \(line)")
        }
        owner.reset()
        let m = owner.ref
        m.pointee.slots[0] = m.value(of: a)
        m.pointee.slots[1] = m.value(of: b)
        let value = m.datum(of: program.evaluate(m))
        report.count(parts[0], agrees: value.text == parts[3], "\(line), here \(value.text)")
    }

    private static func operand(_ text: String) -> Datum? { text.isEmpty ? .null : Datum(temporal: text) ?? Number(text).map { .number($0) } }

    private static func program(_ text: String) -> Program {
        var environment = Environment()
        environment.declare(.init(name: "a", slot: 0, type: .any))
        environment.declare(.init(name: "b", slot: 1, type: .any))
        let checked = CheckedExpression(SourceText(name: "<operation>", text: text), environment: environment)
        if !checked.diagnostics.isEmpty { Report.stop("`\(text)` is no expression") }
        return Compiler(unit: CompilationUnit()).program(checked)
    }
}
