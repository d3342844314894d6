import Records
import Testing
import _TestSupport

/// A record as a test sees it: where it begins, its text or why there is none.
struct Cut: Hashable, CustomStringConvertible {
    var line: Int
    var column = 1
    var text: String?
    var fault: StreamFault?

    var description: String { "\(line):\(column) \(text.map { "`\($0)`" } ?? "\(fault.map { "\($0)" } ?? "?")")" }
}

/// How bytes come in during a test.
enum Reading {
    case atOnce
    case bytes(Int)
    case random(UInt64)

    func source(_ bytes: [UInt8]) -> ByteSource {
        var position = 0
        switch self {
        case .atOnce: return .bytes(bytes)
        case .bytes(let size): return ByteSource { (target, count) in Self.copy(bytes, &position, target, min(size, count)) }
        case .random(let seed):
            var random = SeededGenerator(seed: seed)
            return ByteSource { (target, count) in
                Self.copy(bytes, &position, target, min(Int.random(in: 1...40, using: &random), count))
            } isReady: {
                // Now and then nothing more is there, and what is must be handed on.
                position % 3 != 0
            }
        }
    }

    private static func copy(_ bytes: [UInt8], _ position: inout Int, _ target: UnsafeMutableRawPointer, _ count: Int) -> Int {
        let step = min(count, bytes.count - position)
        UnsafeMutableRawBufferPointer(start: target, count: step).copyBytes(from: bytes[position..<position + step])
        position += step
        return step
    }
}

/// Cuts a text up, in small chunks unless told otherwise.
func cut(_ bytes: [UInt8], _ reading: Reading = .atOnce, chunkBytes: Int = 32, recordBytes: Int = 1 << 20) throws -> [Cut] {
    var limits = RecordReader.Limits()
    limits.chunkBytes = chunkBytes
    limits.recordBytes = recordBytes
    var reader = RecordReader(reading.source(bytes), limits: limits)
    let chunk = RecordChunk()
    var cuts: [Cut] = []
    while try reader.fill(chunk) {
        #expect(!chunk.slices.isEmpty)
        for slice in chunk.slices {
            let bytes = UnsafeBufferPointer(start: chunk.base + slice.offset, count: slice.count)
            let text = slice.fault == nil ? String(decoding: bytes, as: UTF8.self) : nil
            cuts.append(Cut(line: slice.place.line, column: slice.place.column, text: text, fault: slice.fault))
        }
    }
    // An exhausted reader stays so.
    #expect(try reader.fill(chunk) == false)
    return cuts
}

func cut(_ text: String, _ reading: Reading = .atOnce, chunkBytes: Int = 32, recordBytes: Int = 1 << 20) throws -> [Cut] {
    try cut(Array(text.utf8), reading, chunkBytes: chunkBytes, recordBytes: recordBytes)
}
