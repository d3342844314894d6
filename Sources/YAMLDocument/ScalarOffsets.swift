/// From libyaml's marks, which count Unicode scalars, to byte offsets.
struct ScalarOffsets {
    /// Where the text begins, after a byte order mark (which libyaml isn't shown).
    private let base: Int
    private let bytes: [UInt8]
    /// The byte offset of every fourth scalar; empty for ASCII, where index and offset are one.
    private let checkpoints: [Int]
    private static let stride = 4

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        base = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        guard bytes.dropFirst(base).contains(where: { $0 >= 0x80 }) else {
            checkpoints = []
            return
        }
        var found: [Int] = []
        var count = 0
        for index in base..<bytes.count where bytes[index] & 0xC0 != 0x80 {
            if count % ScalarOffsets.stride == 0 { found.append(index) }
            count += 1
        }
        checkpoints = found
    }

    /// The bytes that are parsed.
    func text(of bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: bytes.dropFirst(base))
    }

    func byte(ofScalar index: Int) -> Int {
        if checkpoints.isEmpty { return min(base + index, bytes.count) }
        let slot = min(index / ScalarOffsets.stride, checkpoints.count - 1)
        var offset = checkpoints[slot]
        var remaining = index - slot * ScalarOffsets.stride
        while remaining > 0, offset < bytes.count {
            offset += 1
            while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
            remaining -= 1
        }
        return offset
    }
}
