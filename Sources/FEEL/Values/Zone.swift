import Synchronization

/// The zone of a time or date-and-time, packed into the 24 bits of a value beside its payload: none, an offset, or a named zone.
package struct Zone: Sendable, Equatable {
    /// 0: local; 1: offset in seconds; 2: the number of a name.
    let kind: UInt32
    /// The offset plus `Zone.bias`, or the number of the name.
    let payload: UInt32

    private static let bias: Int32 = 1 << 20

    package static let local = Zone(kind: 0, payload: 0)

    package static func offset(_ seconds: Int32) -> Zone { Zone(kind: 1, payload: UInt32(bitPattern: seconds &+ bias)) }

    /// A named zone; nil when there are more names than any program needs.
    package static func named(_ name: String) -> Zone? { ZoneNames.number(of: name).map { Zone(kind: 2, payload: $0) } }

    package var offsetSeconds: Int32? { kind == 1 ? Int32(bitPattern: payload) &- Zone.bias : nil }

    package var name: String? { kind == 2 ? ZoneNames.name(of: payload) : nil }

    package var isLocal: Bool { kind == 0 }
}

/// Numbers for the names of zones, shared by the process: a number stands in a value, a name doesn't fit.
private enum ZoneNames {
    private struct Table: Sendable {
        var names: [String] = []
        var numbers: [String: UInt32] = [:]
    }

    private static let table = Mutex(Table())
    /// The IANA database has some 600 names; the rest is somebody feeding us inventions.
    private static let limit = 4096

    static func number(of name: String) -> UInt32? {
        table.withLock { table in
            if let known = table.numbers[name] { return known }
            guard table.names.count < limit else { return nil }
            let number = UInt32(table.names.count)
            table.names.append(name)
            table.numbers[name] = number
            return number
        }
    }

    static func name(of number: UInt32) -> String? {
        table.withLock { Int(number) < $0.names.count ? $0.names[Int(number)] : nil }
    }
}

extension Value {
    /// Nanoseconds since midnight.
    package static func time(nanoseconds: Int64, zone: Zone) -> Value {
        let (high, low) = packed(zone)
        return Value(tag: .time, exponent: high, aux: low, bits: nanoseconds)
    }

    /// Seconds since 1970-01-01T00:00:00 as the clock on the wall shows them, and nanoseconds on top.
    package static func dateTime(seconds: Int64, nanoseconds: UInt32, zone: Zone) -> Value {
        let (high, low) = packed(zone)
        return Value(tag: .dateTime, exponent: high, aux: low, length: nanoseconds, bits: seconds)
    }

    private static func packed(_ zone: Zone) -> (Int8, UInt16) {
        // 2 bits of kind and 22 of payload.
        let all = zone.kind << 22 | (zone.payload & 0x3F_FFFF)
        return (Int8(truncatingIfNeeded: all >> 16), UInt16(truncatingIfNeeded: all))
    }

    /// The zone of a time or date-and-time.
    package var zone: Zone {
        let all = UInt32(UInt8(bitPattern: exponent)) << 16 | UInt32(aux)
        return Zone(kind: all >> 22, payload: all & 0x3F_FFFF)
    }
}

extension MachineRef {
    /// When a time or date-and-time is, for comparing: local ones as they stand, the others in UTC. Nil when its zone has no rules.
    func instant(of value: Value) -> (seconds: Int64, nanoseconds: UInt32, isLocal: Bool)? {
        let seconds: Int64
        let nanoseconds: UInt32
        if value.tag == .time {
            seconds = value.bits / 1_000_000_000
            nanoseconds = UInt32(value.bits % 1_000_000_000)
        } else {
            seconds = value.bits
            nanoseconds = value.length
        }
        let zone = value.zone
        if zone.isLocal { return (seconds, nanoseconds, true) }
        guard let offset = offset(of: zone, atLocalSeconds: seconds) else { return nil }
        let (utc, overflow) = seconds.subtractingReportingOverflow(Int64(offset))
        return overflow ? nil : (utc, nanoseconds, false)
    }

    /// Seconds east of UTC that hold at a local time; nil for a local zone or one without rules.
    func offset(of zone: Zone, atLocalSeconds seconds: Int64) -> Int32? {
        if let offset = zone.offsetSeconds { return offset }
        guard let name = zone.name else { return nil }
        return pointee.zones?.offset(zone: name, atLocalSeconds: seconds)
    }
}
