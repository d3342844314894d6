import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The system's IANA time zone database: zones are read when they are first named, and have a small number from then on, for the whole process.
///
/// `TZDIR` says where it is, as it does for the C library.
enum ZoneDatabase {
    private struct Directory: Sendable {
        /// Nil for a name that was looked for and isn't there.
        var numbers: [String: UInt32?] = [:]
        var count: UInt32 = 0
    }

    private static let directory = Mutex(Directory())
    /// The database has some 600 names.
    private static let capacity = 1024
    /// Names that aren't there are remembered up to so many; the rest is somebody feeding us inventions.
    private static let remembered = 4096
    private static let greatestFile = 1 << 20

    /// Read without a lock: who has a number got it from who had the lock when the rules were written.
    nonisolated(unsafe) private static let table = UnsafeMutablePointer<ZoneRules>.allocate(capacity: capacity)

    private static let roots: [String] = {
        if let root = getenv("TZDIR").map({ String(cString: $0) }), !root.isEmpty { return [root] }
        return ["/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo"]
    }()

    /// The number of a zone; nil when the database has none of this name, or isn't there.
    static func number(of name: String) -> UInt32? {
        directory.withLock { directory in
            if let known = directory.numbers[name] { return known }
            guard isName(name), directory.count < capacity, let rules = read(name) else {
                if directory.numbers.count < remembered { directory.numbers[name] = .some(nil) }
                return nil
            }
            let number = directory.count
            (table + Int(number)).initialize(to: rules)
            directory.numbers[name] = number
            directory.count += 1
            return number
        }
    }

    /// The rules of a zone by a number that ``number(of:)`` gave.
    @inline(__always)
    static func rules(_ number: UInt32) -> ZoneRules { table[Int(number)] }

    /// Whether it is a name as the database gives them, so that nothing leads out of its folder: parts of letters, digits, `_`, `-`, `+`, a letter
    /// first. Its copies that count leap seconds, and what stands for the machine's own zone, are no names.
    static func isName(_ name: String) -> Bool {
        guard name.utf8.count <= 64, let first = name.utf8.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first | 0x20) else { return false }
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard !["posix", "right", "localtime", "posixrules", "Factory"].contains(String(parts[0])) else { return false }
        return parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(isNameByte) }
    }

    /// The zone that a text of a time names behind its `@` and that isn't there; nil when the text fails for another reason, or not at all.
    static func missingZone(of text: String) -> String? {
        guard let sign = text.lastIndex(of: "@") else { return nil }
        let name = String(text[text.index(after: sign)...])
        guard isName(name), number(of: name) == nil else { return nil }
        return Datum(temporal: String(text[..<sign])) == nil ? nil : name
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"),
            UInt8(ascii: "-"), UInt8(ascii: "+"):
            true
        default: false
        }
    }

    private static func read(_ name: String) -> ZoneRules? {
        for root in roots {
            if let bytes = contents("\(root)/\(name)"), let rules = ZoneFile.rules(named: name, in: bytes) { return rules }
        }
        return nil
    }

    private static func contents(_ path: String) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > 0, status.st_size <= greatestFile else { return nil }
        let size = Int(status.st_size)
        return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let step = readBytes(file, buffer.baseAddress.map { $0 + count }, size - count)
                if step <= 0 { break }
                count += step
            }
        }
    }
}

/// The system's `read`, whose name ``ZoneDatabase`` has taken for its own.
private func readBytes(_ file: Int32, _ memory: UnsafeMutableRawPointer?, _ count: Int) -> Int { read(file, memory, count) }
