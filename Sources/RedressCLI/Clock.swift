import FEEL
import Redress

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The machine's clock: read here, at the edge, and nowhere else.
enum Clock {
    /// Today in UTC, so that the zone of the machine changes nothing.
    static var today: Day { Day(number: Int32(clamping: now.seconds / 86_400)) }

    /// This moment.
    static var now: Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(seconds: Int64(time.tv_sec), nanoseconds: UInt32(truncatingIfNeeded: time.tv_nsec))
    }
}
