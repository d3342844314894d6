/// A half-open range of byte offsets in one text.
///
/// Spans are bytes because that is what readers produce; lines and columns are computed when somebody looks (``SourceText/position(at:)``).
public struct Span: Hashable, Sendable {
    /// First byte.
    public var lower: Int
    /// One past the last byte; never below ``lower``.
    public var upper: Int

    @inlinable
    public init(_ lower: Int, _ upper: Int) {
        self.lower = lower
        self.upper = upper < lower ? lower : upper
    }

    /// An empty span at one place.
    @inlinable
    public static func at(_ offset: Int) -> Span { Span(offset, offset) }

    /// The smallest span that covers both.
    @inlinable
    public func union(_ other: Span) -> Span {
        Span(min(lower, other.lower), max(upper, other.upper))
    }

    /// The same span moved by some bytes.
    @inlinable
    public func shifted(by delta: Int) -> Span { Span(lower + delta, upper + delta) }

    /// Length in bytes.
    @inlinable
    public var count: Int { upper - lower }

    /// Whether there is nothing in it.
    @inlinable
    public var isEmpty: Bool { upper == lower }
}
