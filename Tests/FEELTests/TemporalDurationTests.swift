import FEEL
import Testing
import _TestSupport

@Suite struct TemporalDurationTests {
    @Test(arguments: [
        ("P1DT2H3M4.5S", "P1DT2H3M4.5S"), ("PT0S", "PT0S"), ("-PT0S", "PT0S"), ("P0D", "PT0S"), ("PT00.S", "PT0S"), ("PT0.00S", "PT0S"),
        ("PT0H", "PT0S"), ("PT700M", "PT11H40M"),
        ("PT59M60.000000001S", "PT1H0.000000001S"), ("PT75M", "PT1H15M"), ("PT168H", "P7D"), ("P6DT1441M", "P7DT1M"), ("PT30H", "P1DT6H"),
        ("-PT0.25S", "-PT0.25S"),
        ("-P1DT0.5S", "-P1DT0.5S"), ("PT3600S", "PT1H"), ("PT0.0000000019S", "PT0.000000001S"),
        ("P106751991167300DT15H30M7.999999999S", "P106751991167300DT15H30M7.999999999S"),
        ("-P106751991167300DT15H30M8S", "-P106751991167300DT15H30M8S"),
    ])
    func readsDaysAndTime(text: String, written: String) {
        #expect(Texts.daysTime(text) == written)
    }

    @Test(arguments: [
        "", "P", "-P", "PT", "P1DT", "1D", "P1", "P1H", "P1S", "PT1D", "PT1", "P1Y", "P1M", "P1Y2D", "P-1D", "+P1D", "PT1S1M", "PT1M1H", "PT1M1M",
        "PT0.5M", "PT.5S", "P1DT1H ", "p1d", "P1D1D",
        "P106751991167300DT15H30M8S", "-P106751991167300DT15H30M8.1S", "P99999999999999999999D", "PT18446744073709551616S",
    ])
    func rejectsWhatIsNoDaysAndTime(text: String) {
        #expect(Texts.daysTime(text) == nil)
    }

    @Test(arguments: [
        ("P7Y3M", "P7Y3M"), ("P1Y", "P1Y"), ("P0Y", "P0M"), ("-P0M", "P0M"), ("P31M", "P2Y7M"), ("-P50M", "-P4Y2M"), ("-P123456789Y", "-P123456789Y"),
        ("P9223372036854775807M", "P768614336404564650Y7M"), ("-P9223372036854775808M", "-P768614336404564650Y8M"),
    ])
    func readsYearsAndMonths(text: String, written: String) {
        #expect(Texts.yearsMonths(text) == written)
    }

    @Test(arguments: [
        "", "P", "-P", "P1", "P1D", "P1M1Y", "P1M1M", "P1Y1Y", "P1YT", "P1Y2M3D", "P-1Y", "P1.5Y", "PY", "P9223372036854775808M",
        "P18446744073709551615Y",
    ])
    func rejectsWhatIsNoYearsAndMonths(text: String) {
        #expect(Texts.yearsMonths(text) == nil)
    }

    @Test func negativeDurationsAreRoundedDown() throws {
        let quarter = try #require(Texts.read("-PT0.25S") { DaysTimeDuration(parsing: $0) })
        #expect(quarter.seconds == -1 && quarter.nanoseconds == 750_000_000)
        #expect(quarter.negated == DaysTimeDuration(seconds: 0, nanoseconds: 250_000_000))
        #expect(DaysTimeDuration(seconds: .min).negated == nil)
        #expect(DaysTimeDuration.add(DaysTimeDuration(seconds: .max), DaysTimeDuration(seconds: 1)) == nil)
        let parts = DaysTimeDuration(seconds: -90_062, nanoseconds: 500_000_000).parts
        #expect(parts == (true, 1, 1, 1, 1, 500_000_000))
    }

    @Test func secondsAsDecimals() {
        #expect(DaysTimeDuration(seconds: -1, nanoseconds: 750_000_000).decimalSeconds == Decimal128(-25, exponent: -2))
        #expect(DaysTimeDuration(decimalSeconds: Decimal128(15, exponent: -10)) == DaysTimeDuration(seconds: 0, nanoseconds: 2))
        #expect(DaysTimeDuration(decimalSeconds: Decimal128(1, exponent: 19)) == nil)
        #expect(DaysTimeDuration(decimalSeconds: Decimal128(1, exponent: 127)) == nil)
    }

    @Test func randomDurationsComeBack() {
        let seed: UInt64 = 21
        var random = SeededGenerator(seed: seed)
        for _ in 0..<3000 {
            let seconds = Int64.random(in: .min ... .max, using: &random) >> Int64.random(in: 0...60, using: &random)
            let nanoseconds: UInt32 = Bool.random(using: &random) ? 0 : UInt32.random(in: 0..<1_000_000_000, using: &random)
            let duration = DaysTimeDuration(seconds: seconds, nanoseconds: nanoseconds)
            let text = Texts.written { duration.appendText(to: &$0) }
            #expect(Texts.read(text) { DaysTimeDuration(parsing: $0) } == duration, "seed \(seed): \(text)")
            #expect(DaysTimeDuration(decimalSeconds: duration.decimalSeconds) == duration, "seed \(seed): \(text)")
            let months = Texts.written { YearsMonthsDuration.appendText(months: seconds, to: &$0) }
            #expect(Texts.read(months, YearsMonthsDuration.parse) == seconds, "seed \(seed): \(months)")
        }
    }
}
