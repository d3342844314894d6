/// A moment on the time line, as a host's clock gives it.
public struct Instant: Sendable, Hashable {
    /// Since 1970-01-01T00:00:00Z, rounded down.
    public let seconds: Int64
    /// On top of the seconds, below a billion.
    public let nanoseconds: UInt32

    /// - Parameters:
    ///   - seconds: since 1970-01-01T00:00:00Z, rounded down.
    ///   - nanoseconds: on top of the seconds; a second or more counts as just below one.
    public init(seconds: Int64, nanoseconds: UInt32 = 0) {
        self.seconds = seconds
        self.nanoseconds = min(nanoseconds, 999_999_999)
    }
}
