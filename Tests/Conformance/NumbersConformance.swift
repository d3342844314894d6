import Diagnostics
import FEEL

/// Lines of `operation operand operand result`, where a function of one number has `-` as its second, and a result that there isn't is `null`.
///
/// They are evaluated as an expression's operations are, with numbers of either tier.
struct NumbersConformance {
    private let machine = MachineOwner(slots: 0)
    private let site = Site(span: Span(0, 0), subject: "conformance")
    private var report = Report()

    func run() -> Never {
        var own = self
        var expected: Int?
        while let line = readLine() {
            let words = line.split(separator: " ")
            if words.count == 2, words[0] == "end" {
                expected = Int(words[1])
            } else {
                own.check(words, line)
            }
        }
        own.report.finish(expected: expected)
    }

    private mutating func check(_ words: [Substring], _ line: String) {
        guard words.count == 4, let first = number(words[1]), let second = words[2] == "-" ? Value.null : number(words[2]) else {
            Report.stop("not understood: \(line)")
        }
        machine.reset()
        guard let result = result(String(words[0]), first, second) else { Report.stop("no such operation: \(line)") }
        let expected = words[3] == "null" ? nil : Decimal128(parsing: Array(words[3].utf8))
        let agrees = result.isNumber ? expected.map { $0 == result.decimal } ?? false : result.isNull && words[3] == "null"
        report.count(String(words[0]), agrees: agrees, "\(line), here \(Self.text(result))")
    }

    private static func text(_ value: Value) -> String {
        let number = value.decimal
        return value.isNumber ? "\(number.isNegative ? "-" : "")\(number.coefficient)E\(number.exponent)" : "null"
    }

    private func number(_ text: Substring) -> Value? {
        Decimal128(parsing: Array(text.utf8)).map { machine.ref.number($0, site) }
    }

    private func result(_ operation: String, _ a: Value, _ b: Value) -> Value? {
        let m = machine.ref
        switch operation {
        case "add": return Arithmetic.add(a, b, m, site)
        case "subtract": return Arithmetic.subtract(a, b, m, site)
        case "multiply": return Arithmetic.multiply(a, b, m, site)
        case "divide": return Arithmetic.divide(a, b, m, site)
        case "integer-power", "power": return Arithmetic.power(a, b, m, site)
        case "compare": return Comparison.order(a, b, m).map { .number(Int64($0)) }
        default:
            guard let builtin = Builtins.table[operation.replacing("-", with: " ")] else { return nil }
            return [a, b].withUnsafeBufferPointer { arguments in
                arguments.baseAddress.map { builtin.body(m, $0, b.isNull ? 1 : 2, site) }
            }
        }
    }
}
