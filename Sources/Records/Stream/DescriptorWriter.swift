#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Writes bytes to an open file, pipe or socket, all of them or a fault.
///
/// A pipe that nobody reads any more raises SIGPIPE, which ends the process; a program that wants ``SystemFault/isClosedPipe`` instead ignores that signal.
package struct DescriptorWriter: Sendable {
    package let descriptor: Int32

    package init(descriptor: Int32) { self.descriptor = descriptor }

    package func write(_ bytes: UnsafeRawBufferPointer) throws(SystemFault) {
        guard var place = bytes.baseAddress else { return }
        var left = bytes.count
        while left > 0 {
            #if canImport(Glibc)
                let done = Glibc.write(descriptor, place, left)
            #else
                let done = Darwin.write(descriptor, place, left)
            #endif
            if done >= 0 {
                place += done
                left -= done
                continue
            }
            let fault = SystemFault.latest
            switch fault.code {
            case EINTR: continue
            case EAGAIN:
                var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                _ = poll(&request, 1, -1)
            default: throw fault
            }
        }
    }
}
