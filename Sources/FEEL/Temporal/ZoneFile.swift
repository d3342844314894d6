/// Reads a file of the compiled time zone database: TZif, versions 1 to 4 (RFC 9636).
struct ZoneFile {
    private let bytes: [UInt8]
    private var position = 0

    /// The rules that the file holds; nil when it is no such file, is damaged, or counts leap seconds.
    static func rules(named name: String, in bytes: [UInt8]) -> ZoneRules? {
        var file = ZoneFile(bytes: bytes)
        return file.read(name)
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private struct Header {
        var version: UInt8
        var utcIndicators, standardIndicators, leapSeconds, transitions, types, characters: Int

        /// Bytes of the block behind the header.
        func size(ofTime width: Int) -> Int {
            transitions * (width + 1) + types * 6 + characters + leapSeconds * (width + 4) + standardIndicators + utcIndicators
        }
    }

    private mutating func read(_ name: String) -> ZoneRules? {
        guard var header = readHeader() else { return nil }
        let width = header.version >= UInt8(ascii: "2") ? 8 : 4
        if width == 8 {
            // What follows is for readers of version 1.
            position += header.size(ofTime: 4)
            guard let second = readHeader() else { return nil }
            header = second
        }
        guard header.leapSeconds == 0, header.types > 0, bytes.count - position >= header.size(ofTime: width) else { return nil }
        guard let transitions = readAll(header.transitions, { $0.readInteger(width) }),
            let kinds = readAll(header.transitions, { $0.readInteger(1).map { Int($0 & 0xFF) } }),
            let types = readAll(header.types, { $0.readType() })
        else { return nil }
        guard kinds.allSatisfy({ $0 < types.count }) else { return nil }
        position += header.characters + header.standardIndicators + header.utcIndicators
        // Before the first transition the first type holds.
        let offsets = [types[0]] + kinds.map { types[$0] }
        if width == 4 { return ZoneRules(name: name, transitions: transitions, offsets: offsets, rule: nil) }
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\n"), let end = bytes[(position + 1)...].firstIndex(of: UInt8(ascii: "\n"))
        else { return nil }
        let footer = bytes[(position + 1)..<end]
        if footer.isEmpty { return ZoneRules(name: name, transitions: transitions, offsets: offsets, rule: nil) }
        guard let rule = ZoneRule(parsing: footer) else { return nil }
        return ZoneRules(name: name, transitions: transitions, offsets: offsets, rule: rule)
    }

    private mutating func readHeader() -> Header? {
        guard bytes.count - position >= 44, Array(bytes[position..<(position + 4)]) == Array("TZif".utf8) else { return nil }
        let version = bytes[position + 4]
        position += 20
        guard let counts = readAll(6, { $0.readInteger(4) }), counts.allSatisfy({ (0...0xFFFF).contains($0) }) else { return nil }
        return Header(
            version: version, utcIndicators: Int(counts[0]), standardIndicators: Int(counts[1]), leapSeconds: Int(counts[2]),
            transitions: Int(counts[3]), types: Int(counts[4]), characters: Int(counts[5]))
    }

    private mutating func readAll<T>(_ count: Int, _ read: (inout ZoneFile) -> T?) -> [T]? {
        var values: [T] = []
        values.reserveCapacity(count)
        for _ in 0..<count {
            guard let value = read(&self) else { return nil }
            values.append(value)
        }
        return values
    }

    /// Signed, the highest byte first.
    private mutating func readInteger(_ width: Int) -> Int64? {
        guard bytes.count - position >= width else { return nil }
        var value = Int64(Int8(bitPattern: bytes[position]))
        for byte in bytes[(position + 1)..<(position + width)] { value = value << 8 | Int64(byte) }
        position += width
        return value
    }

    /// Seconds ahead of UTC; whether it is summer time and what it is called nobody asks.
    private mutating func readType() -> Int32? {
        guard let offset = readInteger(4), readInteger(2) != nil, abs(offset) < 26 * 3600 else { return nil }
        return Int32(offset)
    }
}
