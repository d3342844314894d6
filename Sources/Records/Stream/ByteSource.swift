#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where the bytes of records come from: a file descriptor, or memory.
package struct ByteSource {
    /// Reads at most so many bytes to an address; 0 at the end.
    let read: (UnsafeMutableRawPointer, Int) throws(SystemFault) -> Int
    /// Whether a read would return at once. What has been read by then is handed on before a read that would wait.
    let isReady: () -> Bool

    package init(
        read: @escaping (UnsafeMutableRawPointer, Int) throws(SystemFault) -> Int, isReady: @escaping () -> Bool = { true }
    ) {
        self.read = read
        self.isReady = isReady
    }

    /// An open file, pipe or socket; it stays the caller's to close.
    package static func descriptor(_ descriptor: Int32) -> ByteSource {
        ByteSource { (target, count) throws(SystemFault) in
            while true {
                #if canImport(Glibc)
                    let got = Glibc.read(descriptor, target, count)
                #else
                    let got = Darwin.read(descriptor, target, count)
                #endif
                if got >= 0 { return got }
                let fault = SystemFault.latest
                switch fault.code {
                case EINTR: continue
                case EAGAIN: wait(for: descriptor)
                default: throw fault
                }
            }
        } isReady: {
            var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            return poll(&request, 1, 0) > 0
        }
    }

    /// Bytes in memory.
    package static func bytes(_ bytes: [UInt8]) -> ByteSource {
        var position = 0
        return ByteSource { (target, count) throws(SystemFault) in
            let step = min(count, bytes.count - position)
            bytes.withUnsafeBytes { source in
                if step > 0, let base = source.baseAddress { target.copyMemory(from: base + position, byteCount: step) }
            }
            position += step
            return step
        }
    }

    private static func wait(for descriptor: Int32) {
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        _ = poll(&request, 1, -1)
    }
}
