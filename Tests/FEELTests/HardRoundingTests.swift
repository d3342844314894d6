import FEEL
import Foundation
import Testing

/// Results next to, or at, the middle of two numbers of 34 digits (`Data/make_hard_cases.py`).
@Suite struct HardRoundingTests {
    @Test(arguments: ["exponential", "naturalLogarithm", "power", "standardDeviation"])
    func isCorrectlyRounded(operation: String) throws {
        let file = try #require(Bundle.module.url(forResource: "hard-cases", withExtension: "txt", subdirectory: "Data"))
        let rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { $0.split(separator: " ") }
            .filter { $0.first == Substring(operation) }
        #expect(rows.count > 10)
        for row in rows {
            try #require(row.count == 3)
            let numbers = row[1].split(separator: ";").compactMap { Decimal128(parsing: Array($0.utf8)) }
            let expected = try #require(Decimal128(parsing: Array(row[2].utf8)))
            #expect(Self.result(operation, numbers) == expected, "\(row.joined(separator: " "))")
        }
    }

    private static func result(_ operation: String, _ numbers: [Decimal128]) -> Decimal128? {
        switch operation {
        case "exponential": .exponential(numbers[0])
        case "naturalLogarithm": .naturalLogarithm(numbers[0])
        case "power": .power(numbers[0], numbers[1])
        default: .standardDeviation(numbers)
        }
    }
}
