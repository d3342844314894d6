#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A thread of the operating system that runs one closure.
struct WorkerThread {
    private let handle: pthread_t

    /// Deep enough for whatever the main thread could do; macOS gives other threads half a mebibyte otherwise.
    static let stackBytes = 8 << 20

    private final class Body {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// Starts a thread; nil when the system has none to give.
    init?(_ run: @escaping @Sendable () -> Void) {
        var attributes = pthread_attr_t()
        guard pthread_attr_init(&attributes) == 0 else { return nil }
        defer { pthread_attr_destroy(&attributes) }
        _ = pthread_attr_setstacksize(&attributes, Self.stackBytes)
        let body = Unmanaged.passRetained(Body(run)).toOpaque()
        #if canImport(Glibc)
            var handle = pthread_t()
            let result = pthread_create(&handle, &attributes, { Self.enter($0) }, body)
        #else
            var created: pthread_t?
            let result = pthread_create(&created, &attributes, { Self.enter($0) }, body)
            guard let handle = created else {
                Unmanaged<Body>.fromOpaque(body).release()
                return nil
            }
        #endif
        guard result == 0 else {
            Unmanaged<Body>.fromOpaque(body).release()
            return nil
        }
        self.handle = handle
    }

    private static func enter(_ body: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        if let body { Unmanaged<Body>.fromOpaque(body).takeRetainedValue().run() }
        return nil
    }

    /// Waits until it has ended.
    func join() { pthread_join(handle, nil) }
}
