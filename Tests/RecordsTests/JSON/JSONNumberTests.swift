import Records
import Testing

@Suite struct JSONNumberTests {
    @Test func smallNumbersAreInline() throws {
        let cases: [(json: String, coefficient: Int64, exponent: Int32)] = [
            ("0", 0, 0), ("-0", 0, 0), ("7", 7, 0), ("-7", -7, 0), ("1200000.00", 120_000_000, -2), ("0.05", 5, -2), ("0.000", 0, -3), ("1e3", 1, 3),
            ("1.50E+2", 150, 0), ("-2.5e-3", -25, -4), ("999999999999999999", 999_999_999_999_999_999, 0),
            ("0.999999999999999999", 999_999_999_999_999_999, -18),
            ("0.00000000000000000000123", 123, -23), ("-123456789.123456789", -123_456_789_123_456_789, -9), ("1e99999", 1, 99_999),
            ("10e-99998", 10, -99_998),
            ("100", 100, 0), ("0e12", 0, 12),
        ]
        for (json, coefficient, exponent) in cases {
            try scan(json) { scanner in
                let number = try scanner.number()
                #expect(number.isInline, "\(json)")
                #expect(number.coefficient == coefficient && number.exponent == exponent, "\(json)")
                #expect(number.text.string == json)
                try scanner.finish()
            }
        }
    }

    @Test func largeNumbersAreLeftAsWritten() throws {
        let thousandDigits = "-" + String(repeating: "1234567890", count: 100) + ".5"
        let cases = [
            "1234567890123456789", "0.1234567890123456789", "-123456789012345678.9", "1e100000", "1e-100000", "1e99999999999999999999999",
            "0.5e-99999999999999999999", thousandDigits,
        ]
        for json in cases {
            try scan("[\(json)]") { scanner in
                _ = try scanner.beginArray()
                let number = try scanner.number()
                #expect(!number.isInline, "\(json)")
                #expect(number.text.string == json)
                #expect(try scanner.nextElement() == false)
            }
        }
    }

    @Test func whatIsNoNumberIsRefused() throws {
        try scan("\"1\"") { scanner in
            #expect(throws: JSONFault(kindAt: .expectedNumber, "\"", 0)) { try scanner.number() }
        }
    }

    @Test func decimalsAreWrittenInFull() {
        let cases: [(Int64, Int, String)] = [
            (0, 0, "0"), (5, 0, "5"), (-5, 0, "-5"), (120, -2, "1.20"), (5, -2, "0.05"), (-5, -1, "-0.5"), (12345, -5, "0.12345"),
            (12345, -4, "1.2345"), (7, 3, "7000"),
            (0, 5, "0"), (0, -2, "0.00"), (1, 50, "1e50"), (1, -60, "1e-60"), (.max, 0, "9223372036854775807"), (.min, -3, "-9223372036854775.808"),
        ]
        for (coefficient, exponent, text) in cases {
            var out = OutputBuffer()
            out.appendDecimal(coefficient, exponent: exponent)
            #expect(out.string == text)
        }
        var out = OutputBuffer()
        out.appendDecimal(negative: true, magnitude: 1_000_000_000_000_000_000_000_000_000_000_000_007, exponent: -3)
        #expect(out.string == "-1000000000000000000000000000000000.007")
        out.removeAll()
        out.appendDecimal(negative: false, magnitude: .max, exponent: 0)
        #expect(out.string == "340282366920938463463374607431768211455")
        for value in [0, 9, 10, -1, 99, 100, Int.max, Int.min] {
            out.removeAll()
            out.appendInteger(value)
            #expect(out.string == String(value))
        }
    }
}
