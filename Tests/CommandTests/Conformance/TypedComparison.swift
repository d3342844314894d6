import FEEL
import Foundation
import Records

/// Whether an answer is the value that a conformance case expects, as the kit's own runners compare: numbers within 10⁻⁸, times by their fields and
/// offset, contexts in any order, everything else exactly.
enum TypedComparison {
    static func same(_ expected: JSONTree, _ found: JSONTree) -> Bool {
        guard let type = expected["type"]?.string, found["type"]?.string == type else { return false }
        if type == "null" { return true }
        guard let wanted = expected["value"], let got = found["value"] else { return false }
        switch (type, wanted, got) {
        case ("number", _, _): return sameNumber(wanted, got)
        case ("boolean", .boolean(let a), .boolean(let b)): return a == b
        case ("list", .array(let a), .array(let b)): return a.count == b.count && zip(a, b).allSatisfy { same($0, $1) }
        case ("context", .object(let a), .object(let b)):
            return a.count == b.count && a.allSatisfy { member in got[member.name].map { same(member.value, $0) } ?? false }
        case (_, .string(let a), .string(let b)): return a.utf8.elementsEqual(b.utf8) || sameTemporal(type, a, b)
        default: return false
        }
    }

    // MARK: Numbers

    private static func sameNumber(_ a: JSONTree, _ b: JSONTree) -> Bool {
        guard let a = decimal(a), let b = decimal(b) else { return false }
        if a == b { return true }
        if let difference = Decimal128.subtract(a, b), difference.magnitude < Decimal128(1, exponent: -8) { return true }
        // Nothing is rounded away at that place once the digits end before it.
        guard let x = a.rounded(scale: 8, mode: .halfEven), let y = b.rounded(scale: 8, mode: .halfEven) else { return false }
        return x == y
    }

    private static func decimal(_ tree: JSONTree) -> Decimal128? {
        switch tree {
        case .string(let text), .number(let text): Number(text.trimmingCharacters(in: .whitespaces))?.decimal
        default: nil
        }
    }

    // MARK: Dates, times, durations

    private static func sameTemporal(_ type: String, _ a: String, _ b: String) -> Bool {
        guard ["date", "time", "date and time", "days and time duration", "years and months duration"].contains(type) else { return false }
        guard let a = Datum(temporal: a), let b = Datum(temporal: b) else { return false }
        switch (type, a, b) {
        case ("date", .date, .date), ("days and time duration", .daysTimeDuration, .daysTimeDuration),
            ("years and months duration", .yearsMonthsDuration, .yearsMonthsDuration):
            return a == b
        case ("time", .time(let x, let zone), .time(let y, let other)): return x == y && sameZone(zone, other, at: nil)
        case ("date and time", .dateTime(let x, let fraction, let zone), .dateTime(let y, let rest, let other)):
            return x == y && fraction == rest && sameZone(zone, other, at: x)
        default: return false
        }
    }

    /// A named zone counts as the offset that it has at that local time; without a day only by its name.
    private static func sameZone(_ a: Datum.TimeZoneText, _ b: Datum.TimeZoneText, at local: Int64?) -> Bool {
        if a == b { return true }
        guard let a = offset(a, at: local), let b = offset(b, at: local) else { return false }
        return a == b
    }

    private static func offset(_ zone: Datum.TimeZoneText, at local: Int64?) -> Int? {
        switch zone {
        case .local: return nil
        case .offset(let seconds): return Int(seconds)
        case .named(let name) where ["Z", "UTC", "Etc/UTC", "GMT"].contains(name): return 0
        case .named(let name):
            guard let local, let rules = TimeZone(identifier: name) else { return nil }
            let guess = rules.secondsFromGMT(for: Date(timeIntervalSince1970: Double(local)))
            return rules.secondsFromGMT(for: Date(timeIntervalSince1970: Double(local - Int64(guess))))
        }
    }
}
