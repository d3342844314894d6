#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A run of sorted records in a file that has no name any more: the system takes it back when it is closed, however the program ends.
final class SortedFile {
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var position = 0
    /// Bytes in the file once all is written.
    private var length = 0
    /// The place in the file from which the buffer is filled next.
    private var offset = 0

    private static let bufferBytes = 256 << 10

    private init() throws(SystemFault) {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var name = Array("\(folder)/redress-XXXXXX".utf8CString)
        let opened = name.withUnsafeMutableBufferPointer { $0.baseAddress.map { mkstemp($0) } ?? -1 }
        guard opened >= 0 else { throw .latest }
        name.withUnsafeBufferPointer { if let path = $0.baseAddress { _ = unlink(path) } }
        descriptor = opened
    }

    deinit { close(descriptor) }

    static func writing(_ records: [SortedRecord]) throws(SystemFault) -> SortedFile {
        let file = try SortedFile()
        for record in records { try file.write(record) }
        try file.flush()
        return file
    }

    static func writing(_ merge: inout SortedMerge) throws(SystemFault) -> SortedFile {
        let file = try SortedFile()
        while let record = try merge.next() { try file.write(record) }
        try file.flush()
        return file
    }

    // MARK: Writing

    private func write(_ record: SortedRecord) throws(SystemFault) {
        append(record.key.count)
        append(record.bytes.count)
        append(record.place.line)
        append(record.place.column)
        append(record.fault.map { Int($0.rawValue) } ?? -1)
        buffer.append(contentsOf: record.key)
        buffer.append(contentsOf: record.bytes)
        if buffer.count >= Self.bufferBytes { try flush() }
    }

    private func append(_ number: Int) {
        withUnsafeBytes(of: Int64(number)) { buffer.append(contentsOf: $0) }
    }

    private func flush() throws(SystemFault) {
        var done = 0
        while done < buffer.count {
            let wrote = buffer.withUnsafeBytes { bytes in
                bytes.baseAddress.map { pwrite(descriptor, $0 + done, bytes.count - done, off_t(offset)) } ?? 0
            }
            if wrote < 0, errno == EINTR { continue }
            guard wrote > 0 else { throw .latest }
            done += wrote
            offset += wrote
        }
        buffer.removeAll()
        length = offset
    }

    // MARK: Reading

    private var isReading = false

    func next() throws(SystemFault) -> SortedRecord? {
        if !isReading {
            isReading = true
            offset = 0
        }
        guard try have(40) else { return nil }
        let key = number(0), bytes = number(1), line = number(2), column = number(3), fault = number(4)
        guard key >= 0, bytes >= 0, try have(40 + key + bytes) else { throw SystemFault(code: EIO) }
        let start = position + 40
        let record = SortedRecord(
            key: Array(buffer[start..<(start + key)]), bytes: Array(buffer[(start + key)..<(start + key + bytes)]),
            place: TextPlace(line: line, column: column), fault: fault < 0 ? nil : StreamFault(rawValue: UInt8(clamping: fault)))
        position = start + key + bytes
        return record
    }

    private func number(_ index: Int) -> Int {
        let start = position + 8 * index
        return buffer.withUnsafeBytes { Int($0.loadUnaligned(fromByteOffset: start, as: Int64.self)) }
    }

    /// Sees to it that so many bytes are in the buffer; false at the end of the file.
    private func have(_ count: Int) throws(SystemFault) -> Bool {
        if buffer.count - position >= count { return true }
        buffer.removeFirst(position)
        position = 0
        while buffer.count < count {
            let room = min(max(Self.bufferBytes, count - buffer.count), length - offset)
            if room <= 0 { return false }
            let before = buffer.count
            buffer.append(contentsOf: repeatElement(0, count: room))
            let got = buffer.withUnsafeMutableBytes { bytes in bytes.baseAddress.map { pread(descriptor, $0 + before, room, off_t(offset)) } ?? 0 }
            buffer.removeLast(room - max(0, got))
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw .latest }
            // Nobody else can have made it shorter.
            guard got > 0 else { throw SystemFault(code: EIO) }
            offset += got
        }
        return true
    }
}
