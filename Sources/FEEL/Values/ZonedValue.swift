/// Times and dates-with-time as values, with their zone.
extension Value {
    /// Nanoseconds since midnight.
    package static func time(nanoseconds: Int64, zone: Zone) -> Value {
        let packed = zone.packed
        return Value(tag: .time, exponent: Int8(truncatingIfNeeded: packed >> 16), aux: UInt16(truncatingIfNeeded: packed), bits: nanoseconds)
    }

    /// Seconds since 1970-01-01T00:00:00 as the clock on the wall shows them, and nanoseconds on top.
    package static func dateTime(seconds: Int64, nanoseconds: UInt32, zone: Zone) -> Value {
        let packed = zone.packed
        return Value(
            tag: .dateTime, exponent: Int8(truncatingIfNeeded: packed >> 16), aux: UInt16(truncatingIfNeeded: packed), length: nanoseconds,
            bits: seconds)
    }

    /// The zone of a time or date-and-time.
    package var zone: Zone { Zone(packed: UInt32(UInt8(bitPattern: exponent)) << 16 | UInt32(aux)) }

    /// What the clock on the wall shows, in seconds since midnight or since 1970-01-01T00:00:00, and the nanoseconds on top.
    var clock: (seconds: Int64, nanoseconds: Int64) {
        tag == .time ? (bits / 1_000_000_000, bits % 1_000_000_000) : (bits, Int64(length))
    }

    /// Seconds ahead of UTC of a time or date-and-time; nil for a local one.
    var timeOffset: Int32? { tag == .time ? zone.offsetOfTimes : zone.offset(atLocalSeconds: bits) }
}
