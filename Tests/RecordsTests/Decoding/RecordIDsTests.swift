import Diagnostics
import Records
import Testing
import _TestSupport

@Suite struct RecordIDsTests {
    /// The notes on some ids, cut into batches.
    private func notes(_ ids: [String], batch size: Int, limit: Int = RecordIDs.limit) -> [RecordNote] {
        var register = RecordIDs(limit: limit)
        var notes: [RecordNote] = []
        var batch = RecordIDs.Batch(seed: register.seed)
        for (index, id) in ids.enumerated() {
            var bytes = Array(id.utf8)
            let count = bytes.count
            bytes += Array(repeating: UInt8(index & 0xFF), count: JSONText.padding)
            bytes.withUnsafeBufferPointer { buffer in
                if let start = buffer.baseAddress { batch.append(JSONText(start: start, count: count), line: index + 1) }
            }
            if (index + 1) % size == 0 || index == ids.count - 1 {
                notes += register.compare(batch)
                batch.removeAll()
            }
        }
        return notes
    }

    @Test func sayBothLines() throws {
        let found = notes(["a", "b", "a", "c", "一号", "a", "一号"], batch: 2)
        #expect(found.map(\.line) == [3, 6, 7])
        #expect(found.map(\.record) == ["a", "a", "一号"])
        #expect(
            found.map(\.message.en) == [
                "line 3 has the same `id` as line 1", "line 6 has the same `id` as line 1", "line 7 has the same `id` as line 5",
            ])
        #expect(found.first?.message.zh == "第 3 行的 `id` 与第 1 行的相同" && found.first?.path == "id")
    }

    @Test(arguments: [UInt64(3), 71]) func agreeWithADictionary(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let ids = (0..<20_000).map { _ in "record-\(Int.random(in: 0..<60_000, using: &random))" }
        var first: [String: Int] = [:]
        var expected: [String] = []
        for (index, id) in ids.enumerated() {
            if let line = first[id] {
                expected.append("line \(index + 1) has the same `id` as line \(line)")
            } else {
                first[id] = index + 1
            }
        }
        for size in [1, 7, 100_000] {
            #expect(notes(ids, batch: size).map(\.message.en) == expected, "seed \(seed)")
        }
        #expect(expected.count > 1000)
    }

    @Test func sayOnceThatTheyAreTooMany() {
        let found = notes(["a", "b", "c", "d", "a", "c"], batch: 4, limit: 2)
        #expect(found.map(\.line) == [3, 5])
        #expect(found.first?.message.en == "there are 2 different ids by now; new ones from this line on aren't checked for coming twice")
        #expect(found.first?.record == nil && found.first?.message.zh.isEmpty == false)
        #expect(found.last?.message.en == "line 5 has the same `id` as line 1")
    }
}
