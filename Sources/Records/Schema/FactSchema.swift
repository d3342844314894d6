import FEEL

/// How the value of a fact is read. Plain values over memory that the ``RecordSchema`` keeps.
struct FactSchema: BitwiseCopyable {
    var shape: Shape
    /// For ``Shape/enumeration``.
    var enumeration: UnsafePointer<EnumerationSchema>?
    /// For a number whose values are bounded.
    var range: UnsafePointer<NumberRange>?
    /// For ``Shape/list``.
    var element: UnsafePointer<FactSchema>?

    enum Shape: UInt8, BitwiseCopyable {
        case string, number, boolean, date, daysTimeDuration, yearsMonthsDuration, enumeration, list
    }
}

/// A closed list of values: a name's bytes to its symbol.
struct EnumerationSchema: BitwiseCopyable {
    var names: KeyTable.Lookup
    var values: UnsafeMutablePointer<Value>
    /// Among ``Vocabulary/enumerations``.
    var index: Int
}

/// The bounds of a number, exact.
struct NumberRange {
    var low: Decimal128?
    var lowClosed: Bool
    var high: Decimal128?
    var highClosed: Bool
    /// Among ``RecordSchema/rangeTexts``.
    var text: Int
    /// Whether it is from 0 on, without an end: what ranges are most.
    let isFromZero: Bool

    init(low: Decimal128?, lowClosed: Bool, high: Decimal128?, highClosed: Bool, text: Int) {
        (self.low, self.lowClosed, self.high, self.highClosed, self.text) = (low, lowClosed, high, highClosed, text)
        isFromZero = low == .zero && lowClosed && high == nil
    }

    func contains(_ number: Decimal128) -> Bool {
        if let low {
            let order = Decimal128.compare(number, low)
            guard order > 0 || (lowClosed && order == 0) else { return false }
        }
        if let high {
            let order = Decimal128.compare(number, high)
            guard order < 0 || (highClosed && order == 0) else { return false }
        }
        return true
    }
}
