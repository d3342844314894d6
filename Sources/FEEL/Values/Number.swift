/// A FEEL number: a decimal of up to 34 digits (IEEE 754-2008 decimal128), never a binary float.
public struct Number: Sendable, Hashable, Comparable, CustomStringConvertible, ExpressibleByIntegerLiteral {
    package let decimal: Decimal128

    package init(decimal: Decimal128) { self.decimal = decimal }

    /// A whole number.
    public init(_ value: Int) { decimal = Decimal128(Int64(value)) }

    public init(integerLiteral value: Int64) { decimal = Decimal128(value) }

    /// Reads digits with an optional sign, fraction and exponent; more than 34 digits are rounded half to even.
    /// Nil when the text isn't a number or is out of range.
    public init?(_ text: String) {
        guard let decimal = Decimal128(parsing: Array(text.utf8)) else { return nil }
        self.decimal = decimal
    }

    /// The value as an integer, nil when it has a fraction or doesn't fit.
    public var integer: Int? { decimal.asInt64.map { Int($0) } }

    /// Plain digits without an exponent, without trailing zeros behind the point.
    public var description: String { decimal.description }

    var negated: Number { Number(decimal: decimal.negated) }

    public static func < (a: Number, b: Number) -> Bool { a.decimal < b.decimal }
    public static func == (a: Number, b: Number) -> Bool { a.decimal == b.decimal }
    public func hash(into hasher: inout Hasher) { decimal.hash(into: &hasher) }
}
