import FEEL
import Testing
import _TestSupport

@Suite struct NumbersTests {
    private static func number(_ text: String) -> Decimal128? { Decimal128(parsing: Array(text.utf8)) }

    @Test(arguments: [
        ("0", "0"), ("-0", "0"), ("0.000", "0"), ("1000000", "1000000"), ("1e6", "1000000"), (".5", "0.5"), ("-0.250", "-0.25"), ("1.10", "1.1"),
        ("100", "100"), ("12e-1", "1.2"), ("1E+20", "100000000000000000000"), ("1e-7", "0.0000001"), ("00012.3400", "12.34"),
        ("1234567890123456789012345678901234", "1234567890123456789012345678901234"),
        ("12345678901234567890123456789012345", "12345678901234567890123456789012340"), ("1e-7000", "0"),
        ("99999999999999999999999999999999995", "100000000000000000000000000000000000"),
    ])
    func printsPlainly(text: String, plain: String) throws {
        let number = try #require(Self.number(text))
        #expect(number.description == plain)
        let small = number.small
        if let small {
            var bytes: [UInt8] = []
            SmallDecimal.appendText(small.coefficient, small.exponent, to: &bytes)
            #expect(String(decoding: bytes, as: UTF8.self) == plain)
        }
        #expect((small == nil) == plain.hasPrefix("12345678901234"))
    }

    @Test(arguments: [
        "", "-", "+1", ".", "1.", "1..2", "1.e5", "e5", "1e", "1e+", "1 ", " 1", "1,0", "0x1", "NaN", "--1", "1e7000", "9e99999999999999999999",
    ])
    func rejectsWhatIsNoNumber(text: String) {
        #expect(Self.number(text) == nil)
    }

    @Test func longTextsAreRoundedOnce() {
        let tie = "1" + String(repeating: "0", count: 33) + "5" + String(repeating: "0", count: 1000)
        #expect(Self.number(tie) == Self.number("1e1034"))
        #expect(Self.number(tie + "1") == Self.number("1000000000000000000000000000000001e1002"))
        #expect(Self.number("-0." + tie + "1") == Self.number("-0.1000000000000000000000000000000001"))
    }

    @Test func equalNumbersHashAlike() {
        let forms = [Decimal128(1200, exponent: -2), Decimal128(12), Decimal128(12000, exponent: -3)]
        #expect(Set(forms).count == 1)
        #expect(Set([Decimal128(12), Decimal128(-12), Decimal128(12, exponent: 1)]).count == 3)
    }

    @Test func wholeNumbers() {
        #expect(Decimal128(1200, exponent: -2).asInt64 == 12)
        #expect(Decimal128(1205, exponent: -2).asInt64 == nil)
        #expect(Decimal128(Int64.min).asInt64 == Int64.min)
        #expect(Decimal128(Int64.min).negated.asInt64 == nil)
        #expect(Decimal128(Int64.max, exponent: 1).asInt64 == nil)
        #expect(Self.number("10e18")?.asInt64 == nil)
        #expect(Self.number("9e18")?.asInt64 == 9_000_000_000_000_000_000)
        #expect(Decimal128(10, exponent: -1).isInteger && !Decimal128(11, exponent: -1).isInteger)
        #expect(SmallDecimal.asInt64(1200, -2) == 12 && SmallDecimal.asInt64(12, 2) == 1200)
        #expect(SmallDecimal.asInt64(1205, -2) == nil && SmallDecimal.asInt64(1, 19) == nil && SmallDecimal.asInt64(1, -128) == nil)
    }

    @Test func whatHasNoValueIsNil() {
        let greatest = Self.number("9.999999999999999999999999999999999E+6144") ?? .zero
        #expect(!greatest.isZero)
        #expect(Decimal128.divide(.one, .zero) == nil && Decimal128.modulo(.one, .zero) == nil)
        #expect(Decimal128.add(greatest, greatest) == nil && Decimal128.multiply(greatest, greatest) == nil)
        #expect(Decimal128.subtract(greatest, .one) == greatest)
        #expect(Decimal128.squareRoot(.one.negated) == nil)
        #expect(Decimal128.naturalLogarithm(.zero) == nil && Decimal128.naturalLogarithm(.one.negated) == nil)
        #expect(Decimal128.power(.zero, .one.negated) == nil && Decimal128.power(.one.negated, Decimal128(5, exponent: -1)) == nil)
        #expect(Decimal128.exponential(greatest) == nil && Decimal128.exponential(greatest.negated) == .zero)
        #expect(greatest.rounded(scale: -6145, mode: .up) == nil && greatest.rounded(scale: .min, mode: .down) == .zero)
        #expect(greatest.rounded(scale: .max, mode: .up) == greatest)
    }

    /// The 64-bit tier says what the 34-digit tier says, or nothing.
    @Test func tiersAgree() {
        let seed: UInt64 = 7
        var random = SeededGenerator(seed: seed)
        var answered = 0
        for _ in 0..<4000 {
            let a = Int64.random(in: .min ... .max, using: &random) >> Int64.random(in: 0...63, using: &random)
            let b = Int64.random(in: .min ... .max, using: &random) >> Int64.random(in: 0...63, using: &random)
            let p = Int8.random(in: -9...9, using: &random)
            let q =
                Int8.random(in: 0...9, using: &random) == 0
                ? Int8.random(in: .min ... .max, using: &random) : p + Int8.random(in: -6...6, using: &random)
            let (wideA, wideB) = (Decimal128(a, exponent: p), Decimal128(b, exponent: q))
            #expect(SmallDecimal.compare(a, p, b, q) == Decimal128.compare(wideA, wideB), "seed \(seed)")
            let pairs = [
                (SmallDecimal.add(a, p, b, q), Decimal128.add(wideA, wideB)), (SmallDecimal.subtract(a, p, b, q), .subtract(wideA, wideB)),
                (SmallDecimal.multiply(a, p, b, q), .multiply(wideA, wideB)), (SmallDecimal.divideEvenly(a, p, b, q), .divide(wideA, wideB)),
            ]
            for (small, wide) in pairs {
                guard let small else { continue }
                answered += 1
                #expect(Decimal128(small.coefficient, exponent: small.exponent) == wide, "seed \(seed): \(a)e\(p) \(b)e\(q)")
            }
            let canonical = SmallDecimal.normalized(a, p)
            let reduced = wideA.small
            #expect(canonical.coefficient == reduced?.coefficient && canonical.exponent == reduced?.exponent, "seed \(seed)")
        }
        #expect(answered > 2000)
    }

    @Test func smallTierKeepsItsEdges() {
        #expect(SmallDecimal.add(.max, 0, 1, 0) == nil && SmallDecimal.subtract(0, 0, .min, 0) == nil && SmallDecimal.subtract(0, 1, .min, 0) == nil)
        #expect(SmallDecimal.multiply(1, 127, 1, 1) == nil && SmallDecimal.multiply(.min, 0, -1, 0) == nil)
        #expect(SmallDecimal.divideEvenly(.min, 0, -1, 0) == nil && SmallDecimal.divideEvenly(1, 0, 0, 0) == nil)
        #expect(SmallDecimal.compare(1, 127, .max, -128) == 1 && SmallDecimal.compare(-1, 127, .min, -128) == -1)
        #expect(SmallDecimal.compare(0, 127, 0, -128) == 0 && SmallDecimal.compare(0, 127, 1, -128) == -1)
        #expect(Self.number("1e130")?.small.map { [$0.coefficient, Int64($0.exponent)] } == [1000, 127])
        #expect(Self.number("1e-129")?.small == nil && Self.number("1e146")?.small == nil)
    }

    /// What holds of floor, ceiling and modulo for all numbers.
    @Test func roundingEnclosesTheNumber() throws {
        let seed: UInt64 = 11
        var random = SeededGenerator(seed: seed)
        for _ in 0..<2000 {
            let a = Decimal128(Int64.random(in: .min ... .max, using: &random), exponent: Int8.random(in: -30...5, using: &random))
            let b = Decimal128(Int64.random(in: -999...999, using: &random), exponent: Int8.random(in: -4...2, using: &random))
            let scale = Int.random(in: -4...30, using: &random)
            let (low, high) = (try #require(a.floor(scale: scale)), try #require(a.ceiling(scale: scale)))
            #expect(low <= a && a <= high, "seed \(seed)")
            let gap = try #require(Decimal128.subtract(high, low))
            #expect(gap.isZero ? low == a : gap == Decimal128(1, exponent: Int8(-scale)), "seed \(seed)")
            guard let rest = Decimal128.modulo(a, b) else {
                #expect(b.isZero)
                continue
            }
            #expect(rest.isZero || rest.isNegative == b.isNegative, "seed \(seed)")
            #expect(rest.magnitude < b.magnitude, "seed \(seed): \(a) mod \(b) = \(rest)")
        }
    }
}
