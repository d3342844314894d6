/// A number as it stands in a record: exact, never a binary float.
package struct JSONNumber {
    /// `coefficient × 10^exponent` is the number, when ``isInline``.
    package var coefficient: Int64
    package var exponent: Int32
    /// Whether the number has at most 18 significant digits and an exponent of at most ``exponentLimit`` either way. When not, ``text`` must be read.
    package var isInline: Bool
    /// The number as written.
    package var text: JSONText

    /// Exponents beyond it are left to the reader of ``text``, for whom they are no numbers any more.
    package static let exponentLimit = 99_999
    /// Significant digits that always fit a signed 64-bit coefficient.
    package static let inlineDigits = 18

    @inlinable @inline(__always)
    package init(coefficient: Int64, exponent: Int32, isInline: Bool, text: JSONText) {
        self.coefficient = coefficient
        self.exponent = exponent
        self.isInline = isInline
        self.text = text
    }
}
