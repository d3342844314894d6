import Redress

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The machine's clock: read here, at the edge, and nowhere else.
enum Clock {
    /// Today in UTC, so that the zone of the machine changes nothing.
    static var today: Day {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return Day(number: Int32(clamping: now.tv_sec / 86_400))
    }
}
