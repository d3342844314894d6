#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The terminal of standard input, byte by byte and without an echo until it is given back.
struct RawTerminal {
    private let before: termios

    /// Nil when standard input is no terminal.
    init?() {
        var mode = termios()
        guard tcgetattr(STDIN_FILENO, &mode) == 0 else { return nil }
        before = mode
        mode.c_lflag &= ~tcflag_t(ECHO | ICANON | IEXTEN | ISIG)
        mode.c_iflag &= ~tcflag_t(IXON | ICRNL | INLCR | BRKINT | ISTRIP)
        mode.c_cflag |= tcflag_t(CS8)
        guard tcsetattr(STDIN_FILENO, TCSADRAIN, &mode) == 0 else { return nil }
    }

    /// Gives the terminal back as it was.
    func restore() {
        var mode = before
        tcsetattr(STDIN_FILENO, TCSADRAIN, &mode)
    }

    enum Input {
        case byte(UInt8)
        /// Nothing came in time.
        case silence
        case end
    }

    /// - Parameter milliseconds: how long to wait; negative waits for ever.
    func read(within milliseconds: Int32) -> Input {
        while true {
            var descriptor = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
            let ready = poll(&descriptor, 1, milliseconds)
            if ready == 0 { return .silence }
            if ready < 0 {
                if errno == EINTR { continue }
                return .end
            }
            var byte: UInt8 = 0
            let count = systemRead(&byte)
            if count == 1 { return .byte(byte) }
            if count < 0, errno == EINTR { continue }
            return .end
        }
    }
}

/// The system's `read`, which a method of the same name would hide.
private func systemRead(_ byte: inout UInt8) -> Int { read(STDIN_FILENO, &byte, 1) }
