/// What a time says of its zone.
package enum ZoneOffset: Sendable, Hashable {
    /// Nothing: civil time wherever one is.
    case local
    /// Seconds ahead of UTC, at most ``greatest`` in size.
    case offset(seconds: Int32)
    /// A zone of the IANA database, by name. Whether there is such a zone the host's ``TimeZoneRules`` say.
    case zone(String)

    /// 18 hours.
    package static let greatest = 18 * 3600

    /// Appends nothing, `Z`, `+08:00` (with seconds only where there are some) or `@Asia/Shanghai`.
    package func appendText(to bytes: inout [UInt8]) {
        switch self {
        case .local:
            break
        case .offset(seconds: 0):
            bytes.append(UInt8(ascii: "Z"))
        case .offset(let seconds):
            let size = UInt(seconds.magnitude)
            bytes.append(UInt8(ascii: seconds < 0 ? "-" : "+"))
            appendDigits(size / 3600, atLeast: 2, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            appendDigits(size / 60 % 60, atLeast: 2, to: &bytes)
            if size % 60 != 0 {
                bytes.append(UInt8(ascii: ":"))
                appendDigits(size % 60, atLeast: 2, to: &bytes)
            }
        case .zone(let name):
            bytes.append(UInt8(ascii: "@"))
            bytes.append(contentsOf: name.utf8)
        }
    }

    /// Seconds ahead of UTC at a local time (seconds since 1970-01-01T00:00:00 on the clock there); nil without a zone, and for a zone unknown to `rules`.
    package func seconds(atLocal local: Int64, rules: (any TimeZoneRules)?) -> Int32? {
        switch self {
        case .local: nil
        case .offset(let seconds): seconds
        case .zone(let name): rules?.offset(zone: name, atLocalSeconds: local)
        }
    }
}

/// The rules of time zones, handed in by the host: the language itself knows none.
package protocol TimeZoneRules: Sendable {
    /// Seconds ahead of UTC when the zone's clocks show this (seconds since 1970-01-01T00:00:00 on that clock); nil when there is no such zone.
    ///
    /// Where clocks show a time twice, the earlier offset; where they skip it, the one before the gap.
    func offset(zone: String, atLocalSeconds: Int64) -> Int32?

    /// Seconds ahead of UTC at an instant (seconds since 1970-01-01T00:00:00Z); nil when there is no such zone.
    func offset(zone: String, atUTCSeconds: Int64) -> Int32?
}
