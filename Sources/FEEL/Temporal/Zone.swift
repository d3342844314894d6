/// What a time says of its zone: nothing, an offset from UTC, or a zone of the IANA database. It fits into 24 bits, so that it stands in a value.
package struct Zone: Sendable, Hashable, BitwiseCopyable {
    /// 0: local; 1: an offset; 2: a zone of the database.
    private let kind: UInt32
    /// The offset plus ``bias``, or the number of the zone in ``ZoneDatabase``.
    private let payload: UInt32

    private static let bias: Int32 = 1 << 20

    /// The offsets that XML Schema and FEEL know: 14 hours either way.
    package static let greatestOffset: Int32 = 14 * 3600

    /// Civil time wherever one is.
    package static let local = Zone(kind: 0, payload: 0)

    /// Seconds ahead of UTC, at most ``greatestOffset`` in size.
    package static func offset(_ seconds: Int32) -> Zone { Zone(kind: 1, payload: UInt32(bitPattern: seconds &+ bias)) }

    /// A zone by its name in the IANA database; nil when the system's has none of that name.
    package static func named(_ name: String) -> Zone? { ZoneDatabase.number(of: name).map { Zone(kind: 2, payload: $0) } }

    package var isLocal: Bool { kind == 0 }

    package var offsetSeconds: Int32? { kind == 1 ? Int32(bitPattern: payload) &- Zone.bias : nil }

    package var name: String? { rules.map { String(decoding: $0.name, as: UTF8.self) } }

    private var rules: ZoneRules? { kind == 2 ? ZoneDatabase.rules(payload) : nil }

    /// Seconds ahead of UTC when the clocks there show this (seconds since 1970-01-01T00:00:00 on that clock); nil for a local time.
    ///
    /// Where clocks show a time twice, the earlier offset; where they skip it, the one before the gap.
    package func offset(atLocalSeconds local: Int64) -> Int32? { offsetSeconds ?? rules?.offset(atLocalSeconds: local) }

    /// Seconds ahead of UTC at an instant (seconds since 1970-01-01T00:00:00Z); nil for a local time.
    package func offset(atUTCSeconds instant: Int64) -> Int32? { offsetSeconds ?? rules?.offset(atUTCSeconds: instant) }

    /// Seconds ahead of UTC of a time of day without a date: of the database's zones their standard time as it is now.
    package var offsetOfTimes: Int32? { offsetSeconds ?? rules?.standardOffset }

    /// Appends nothing, `Z`, `+08:00` (with seconds only where there are some) or `@Asia/Shanghai`.
    package func appendText(to bytes: inout [UInt8]) {
        if let rules {
            bytes.append(UInt8(ascii: "@"))
            bytes.append(contentsOf: rules.name)
        }
        guard let seconds = offsetSeconds else { return }
        if seconds == 0 { return bytes.append(UInt8(ascii: "Z")) }
        let size = UInt(seconds.magnitude)
        bytes.append(UInt8(ascii: seconds < 0 ? "-" : "+"))
        appendDigits(size / 3600, atLeast: 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        appendDigits(size / 60 % 60, atLeast: 2, to: &bytes)
        if size % 60 != 0 {
            bytes.append(UInt8(ascii: ":"))
            appendDigits(size % 60, atLeast: 2, to: &bytes)
        }
    }
}

extension Zone {
    /// Two bits of kind and 22 of payload.
    var packed: UInt32 { kind << 22 | (payload & 0x3F_FFFF) }

    init(packed: UInt32) { self.init(kind: packed >> 22 & 3, payload: packed & 0x3F_FFFF) }
}
