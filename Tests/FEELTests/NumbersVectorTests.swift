import FEEL
import Foundation
import Testing

/// Results of Python's decimal module (`Data/make_decimal_vectors.py`), operation by operation.
@Suite struct NumbersVectorTests {
    @Test(arguments: [
        "add", "subtract", "multiply", "divide", "modulo", "compare", "power", "squareRoot", "exponential", "naturalLogarithm", "parse", "up", "down",
        "halfUp", "halfDown", "halfEven", "floor", "ceiling",
    ])
    func agreesWithPython(operation: String) throws {
        let file = try #require(Bundle.module.url(forResource: "decimal-vectors", withExtension: "txt", subdirectory: "Data"))
        let rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { $0.split(separator: " ") }
            .filter { $0.first == Substring(operation) }
        #expect(rows.count == 30)
        for row in rows {
            try #require(row.count == 4)
            let expected = row[3] == "nil" ? nil : Decimal128(parsing: Array(row[3].utf8))
            try #require(row[3] == "nil" || expected != nil)
            let first = Decimal128(parsing: Array(row[1].utf8))
            #expect(Self.result(operation, first, String(row[2])) == expected, "\(row.joined(separator: " "))")
        }
    }

    private static func result(_ operation: String, _ first: Decimal128?, _ text: String) -> Decimal128? {
        guard let first, operation != "parse" else { return first }
        let modes: [String: DecimalRoundingMode] = [
            "up": .up, "down": .down, "halfUp": .halfUp, "halfDown": .halfDown, "halfEven": .halfEven, "floor": .floor, "ceiling": .ceiling,
        ]
        if let mode = modes[operation] { return Int(text).flatMap { first.rounded(scale: $0, mode: mode) } }
        switch operation {
        case "squareRoot": return .squareRoot(first)
        case "exponential": return .exponential(first)
        case "naturalLogarithm": return .naturalLogarithm(first)
        default: break
        }
        guard let second = Decimal128(parsing: Array(text.utf8)) else { return nil }
        switch operation {
        case "add": return .add(first, second)
        case "subtract": return .subtract(first, second)
        case "multiply": return .multiply(first, second)
        case "divide": return .divide(first, second)
        case "modulo": return .modulo(first, second)
        case "compare": return Decimal128(Int64(Decimal128.compare(first, second)))
        case "power": return .power(first, second)
        default: return nil
        }
    }
}
