import FEEL

/// Three zones of the IANA database by the rules that they have kept for years: without clocks that change, and as Europe and the United States
/// change theirs.
enum ReferenceZones {
    /// Nanoseconds on the clock there in which the rules hold: from 2009 to the end of 2035.
    static let years = Int128(1_230_768_000) * ReferenceTemporal.second..<Int128(2_082_758_400) * ReferenceTemporal.second

    private struct Rule {
        var standard: Int
        /// When clocks go forward and back in a year, in seconds since 1970-01-01T00:00:00Z.
        var changes: (@Sendable (_ year: Int) -> (forward: Int128, back: Int128))?
    }

    private static let rules: [String: Rule] = [
        "Asia/Tokyo": Rule(standard: 9 * 3600),
        // At one o'clock UTC on the last Sundays of March and October.
        "Europe/Paris": Rule(standard: 3600) { (sunday($0, 3, last: true) + 3600, sunday($0, 10, last: true) + 3600) },
        // At two o'clock on the clock there, on the second Sunday of March and the first of November.
        "America/New_York": Rule(standard: -5 * 3600) { (sunday($0, 3, number: 2) + 7 * 3600, sunday($0, 11, number: 1) + 6 * 3600) },
    ]

    static func standard(_ name: String) -> Int { rules[name]?.standard ?? 0 }

    static func offset(_ name: String, instant: Int128) -> Int {
        guard let rule = rules[name] else { return 0 }
        guard years.contains(instant * ReferenceTemporal.second) else { return rule.standard }
        let year = CivilDate.components(ofDay: Int64(clamping: floorDivide(instant, 86_400).0)).year
        guard let (forward, back) = rule.changes?(year) else { return rule.standard }
        return forward <= instant && instant < back ? rule.standard + 3600 : rule.standard
    }

    /// Of a time shown twice the earlier; of one that is skipped the offset from before.
    static func offset(_ name: String, local: Int128) -> Int {
        let standard = standard(name)
        // An earlier moment has the greater offset.
        for candidate in [standard + 3600, standard] where offset(name, instant: local - Int128(candidate)) == candidate { return candidate }
        return standard
    }

    /// Midnight UTC of a Sunday of a month, in seconds since 1970-01-01.
    private static func sunday(_ year: Int, _ month: Int, number: Int = 1, last: Bool = false) -> Int128 {
        let days = (1...31).compactMap { CivilDate.day(year: year, month: month, day: $0) }.filter { floorDivide(Int128($0) + 3, 7).1 == 6 }
        return Int128(last ? days[days.count - 1] : days[number - 1]) * 86_400
    }
}
