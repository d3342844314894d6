/// A FEEL value at run time: 16 bytes, trivially copyable, no reference counting.
///
/// What doesn't fit stands behind a raw pointer into memory that outlives the value: an arena that is reset per record, the constants of a
/// program, or the bytes of the record itself. A value must not be kept past that; ``Datum`` is the owned form.
@usableFromInline
package struct Value: BitwiseCopyable, Sendable {
    /// Tag, exponent, symbol and length, from the lowest byte up: two words are passed and copied as they are, where small fields would be taken apart
    /// and put together again at every call.
    @usableFromInline var head: UInt64
    /// Coefficient, days, seconds, months, or the address of what stands in memory.
    @usableFromInline package var bits: Int64

    @inlinable @inline(__always)
    package var tag: Tag {
        get { unsafeBitCast(UInt8(truncatingIfNeeded: head), to: Tag.self) }
        set { head = head & ~0xFF | UInt64(unsafeBitCast(newValue, to: UInt8.self)) }
    }

    /// The exponent of an inline number; high bits of a zone.
    @inlinable @inline(__always)
    package var exponent: Int8 {
        get { Int8(truncatingIfNeeded: head >> 8) }
        set { head = head & ~0xFF00 | UInt64(UInt8(bitPattern: newValue)) << 8 }
    }

    /// The symbol of an interned string (0: none), the bounds of a range, low bits of a zone.
    @inlinable @inline(__always)
    package var aux: UInt16 {
        get { UInt16(truncatingIfNeeded: head >> 16) }
        set { head = head & ~0xFFFF_0000 | UInt64(newValue) << 16 }
    }

    /// Length of a string in bytes, of a list or context in elements; nanoseconds of a date and time or of a duration.
    @inlinable @inline(__always)
    package var length: UInt32 {
        get { UInt32(truncatingIfNeeded: head >> 32) }
        set { head = head & 0xFFFF_FFFF | UInt64(newValue) << 32 }
    }

    @usableFromInline
    package enum Tag: UInt8, Sendable, BitwiseCopyable {
        case null = 0
        /// A declared fact that the record doesn't have. Not a FEEL value: it exists only where a host declares facts.
        case unknown
        case boolean
        /// Coefficient and exponent inline.
        case number
        /// A decimal of up to 34 digits in memory.
        case bigNumber
        case string
        case date
        case time
        case dateTime
        case daysTimeDuration
        case yearsMonthsDuration
        case list
        case context
        case range
        case function
        /// A slot whose expression hasn't been evaluated at this moment yet; never seen outside a frame.
        case deferred

        // Spelled out: the synthesized ones aren't inlined in other modules, where a comparison becomes a call by witness.
        @inlinable @inline(__always)
        package static func == (a: Tag, b: Tag) -> Bool { unsafeBitCast(a, to: UInt8.self) == unsafeBitCast(b, to: UInt8.self) }
        @inlinable @inline(__always)
        package static func != (a: Tag, b: Tag) -> Bool { unsafeBitCast(a, to: UInt8.self) != unsafeBitCast(b, to: UInt8.self) }
    }

    @inlinable @inline(__always)
    package init(tag: Tag, exponent: Int8 = 0, aux: UInt16 = 0, length: UInt32 = 0, bits: Int64 = 0) {
        head =
            UInt64(unsafeBitCast(tag, to: UInt8.self)) | UInt64(UInt8(bitPattern: exponent)) << 8 | UInt64(aux) << 16
            | UInt64(length) << 32
        self.bits = bits
    }

    @inlinable package static var null: Value { Value(tag: .null) }
    @inlinable package static var `true`: Value { Value(tag: .boolean, bits: 1) }
    @inlinable package static var `false`: Value { Value(tag: .boolean, bits: 0) }

    @inlinable @inline(__always)
    package static func boolean(_ value: Bool) -> Value { Value(tag: .boolean, bits: value ? 1 : 0) }

    /// `coefficient × 10^exponent`.
    @inlinable @inline(__always)
    package static func number(_ coefficient: Int64, exponent: Int8 = 0) -> Value {
        Value(tag: .number, exponent: exponent, bits: coefficient)
    }

    /// Days since 1970-01-01 in the proleptic Gregorian calendar.
    @inlinable @inline(__always)
    package static func date(days: Int64) -> Value { Value(tag: .date, bits: days) }

    /// Whole months, negative for a negative duration.
    @inlinable @inline(__always)
    package static func yearsMonths(_ months: Int64) -> Value { Value(tag: .yearsMonthsDuration, bits: months) }

    /// Seconds rounded down, and nanoseconds 0..<1_000_000_000 on top.
    @inlinable @inline(__always)
    package static func daysTime(seconds: Int64, nanoseconds: UInt32 = 0) -> Value {
        Value(tag: .daysTimeDuration, length: nanoseconds, bits: seconds)
    }

    /// A string over bytes that somebody else keeps; `symbol` when it is interned.
    @inlinable @inline(__always)
    package static func string(_ bytes: UnsafePointer<UInt8>, count: Int, symbol: UInt16 = 0) -> Value {
        Value(tag: .string, aux: symbol, length: UInt32(truncatingIfNeeded: count), bits: Int64(Int(bitPattern: bytes)))
    }

    /// The one unknown fact with this number.
    @inlinable @inline(__always)
    package static func unknown(fact: Int) -> Value { Value(tag: .unknown, length: 1, bits: Int64(fact)) }

    @inlinable @inline(__always) package var isNull: Bool { tag == .null }
    @inlinable @inline(__always) package var isUnknown: Bool { tag == .unknown }
    @inlinable @inline(__always) package var isTrue: Bool { tag == .boolean && bits == 1 }
    @inlinable @inline(__always) package var isFalse: Bool { tag == .boolean && bits == 0 }
    @inlinable @inline(__always) package var isNumber: Bool { tag == .number || tag == .bigNumber }

    /// The address in `bits`.
    @inlinable @inline(__always)
    package var address: UnsafeRawPointer? { UnsafeRawPointer(bitPattern: Int(bits)) }

    /// The bytes of a string; empty for anything else.
    @inlinable @inline(__always)
    package var utf8: UnsafeBufferPointer<UInt8> {
        guard tag == .string, length > 0 else { return UnsafeBufferPointer(start: nil, count: 0) }
        return UnsafeBufferPointer(start: UnsafePointer<UInt8>(bitPattern: Int(bits)), count: Int(length))
    }

    /// The elements of a list, or the two ends of a range; empty for anything else. A context's are ``entries``.
    @inlinable @inline(__always)
    package var elements: UnsafeBufferPointer<Value> {
        guard tag == .list || tag == .range, length > 0 else { return UnsafeBufferPointer(start: nil, count: 0) }
        return UnsafeBufferPointer(start: UnsafePointer<Value>(bitPattern: Int(bits)), count: Int(length))
    }

    /// Keys and values of a context, in order, a key (a string) before its value; empty for anything else.
    @inlinable @inline(__always)
    package var entries: UnsafeBufferPointer<Value> {
        guard tag == .context, length > 0 else { return UnsafeBufferPointer(start: nil, count: 0) }
        return UnsafeBufferPointer(start: UnsafePointer<Value>(bitPattern: Int(bits)), count: Int(length) * 2)
    }
}
