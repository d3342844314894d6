/// Nanoseconds of one of many equal steps: the median of several rounds, each long enough for the clock, after a warm one.
func nanoseconds(_ body: (_ count: Int) -> Void) -> Double {
    let clock = ContinuousClock()
    func time(_ count: Int) -> Double {
        let spent = clock.measure { body(count) }
        return Double(spent.components.attoseconds) / 1e9 + Double(spent.components.seconds) * 1e9
    }
    var count = 256
    while time(count) < 20_000_000, count < 1 << 30 { count *= 2 }
    let rounds = (0..<7).map { _ in time(count) / Double(count) }.sorted()
    return rounds[rounds.count / 2]
}

/// Keeps the optimizer from leaving out what nobody reads.
@inline(never)
func use<Result>(_ result: Result) {}

func padded(_ text: String, _ width: Int) -> String { String(repeating: " ", count: max(0, width - text.count)) + text }

/// Three digits that matter.
func shown(_ value: Double) -> String {
    let digits = value < 10 ? 2 : value < 100 ? 1 : 0
    let scale = [1.0, 10, 100][digits]
    let scaled = Int((value * scale).rounded())
    if digits == 0 { return String(scaled) }
    let rest = String(scaled % Int(scale))
    return "\(scaled / Int(scale)).\(String(repeating: "0", count: digits - rest.count))\(rest)"
}
