import Records
import Testing
import _TestSupport

/// Records of one subject stay together, whatever the chunks.
@Suite struct GroupedRecordsTests {
    static let probe = SubjectProbe(RecordSchema(Orchard.plan))

    /// What comes out: the records' texts and faults, and where groups begin.
    private struct Seen: Equatable {
        var groups: [[String]] = []
        var faults: [StreamFault?] = []
        var lines: [Int] = []
        var notes = 0
    }

    private func seen(_ supply: some RecordSupply) throws -> Seen {
        var supply = supply
        let chunk = RecordChunk()
        var seen = Seen()
        while try supply.fill(chunk) {
            #expect(!chunk.slices.isEmpty)
            seen.notes += chunk.notes.count
            for group in chunk.groups {
                seen.groups.append(
                    group.map { index in
                        let slice = chunk.slices[index]
                        return String(decoding: UnsafeBufferPointer(start: chunk.base + slice.offset, count: slice.count), as: UTF8.self)
                    })
                for index in group {
                    seen.faults.append(chunk.slices[index].fault)
                    seen.lines.append(chunk.slices[index].place.line)
                }
            }
        }
        #expect(try supply.fill(chunk) == false)
        return seen
    }

    private func reader(_ text: String, chunkBytes: Int = 64, _ reading: Reading = .atOnce) -> RecordReader {
        var limits = RecordReader.Limits()
        limits.chunkBytes = chunkBytes
        return RecordReader(reading.source(Array(text.utf8)), limits: limits)
    }

    private func record(_ id: String, _ subject: String?) -> String {
        let owner = subject.map { ", \"grower\": {\"id\": \"\($0)\"}" } ?? ""
        return "{\"id\": \"\(id)\"\(owner)}"
    }

    @Test func noChunkEndsInsideAGroup() throws {
        let a = (1...5).map { record("a\($0)", "a") }
        let b = [record("b1", "b")]
        let c = (1...3).map { record("c\($0)", "c") }
        let text = (a + b + c).joined(separator: "\n")
        for chunkBytes in [1, 16, 64, 100, 4096] {
            for reading in [Reading.atOnce, .bytes(7), .random(3)] {
                let seen = try seen(GroupedRecords(reader(text, chunkBytes: chunkBytes, reading), Self.probe, chunkBytes: chunkBytes))
                #expect(seen.groups == [a, b, c])
                #expect(seen.faults == [StreamFault?](repeating: nil, count: 9))
                #expect(seen.lines == Array(1...9))
            }
        }
    }

    @Test func aSubjectThatComesAgainIsAnErrorAtEachRecord() throws {
        let lines = [record("1", "a"), record("2", "b"), record("3", "a"), record("4", "a"), record("5", "c")]
        let seen = try seen(GroupedRecords(reader(lines.joined(separator: "\n")), Self.probe))
        #expect(seen.groups == lines.map { [$0] })
        #expect(seen.faults == [nil, nil, .subjectAgain, .subjectAgain, nil])
    }

    @Test func withoutASubjectARecordStandsAlone() throws {
        let lines = [record("1", nil), record("2", nil), record("3", "a"), "nonsense", record("4", "a"), "[]"]
        let seen = try seen(GroupedRecords(reader(lines.joined(separator: "\n")), Self.probe))
        #expect(seen.groups == lines.map { [$0] })
        // What can't be read stands between the two.
        #expect(seen.faults == [nil, nil, nil, nil, .subjectAgain, nil])
    }

    @Test func tooManyOfOneSubject() throws {
        var limits = GroupedRecords<RecordReader>.Limits()
        limits.records = 3
        let lines = (1...5).map { record("\($0)", "a") } + [record("6", "b")]
        let seen = try seen(GroupedRecords(reader(lines.joined(separator: "\n")), Self.probe, limits: limits))
        #expect(seen.faults == [StreamFault?](repeating: .subjectTooLarge, count: 5) + [nil])
    }

    @Test func beyondTheLimitOfSubjectsItSaysSoOnce() throws {
        var limits = GroupedRecords<RecordReader>.Limits()
        limits.subjects = 2
        let lines = ["a", "b", "c", "d", "a"].enumerated().map { record("\($0.offset)", $0.element) }
        let seen = try seen(GroupedRecords(reader(lines.joined(separator: "\n")), Self.probe, limits: limits))
        #expect(seen.notes == 1)
        #expect(seen.faults == [nil, nil, nil, nil, .subjectAgain])
    }

    @Test func sortsBySubjectAndKeepsTheOrderWithin() throws {
        var random = SeededGenerator(seed: 11)
        let subjects = (0..<400).map { _ in ["b", "a", "甲", "aa", "c-\(Int.random(in: 0...40, using: &random))"].randomElement(using: &random) ?? "a"
        }
        let lines = subjects.enumerated().map { record("\($0.offset)", $0.element) } + [record("x", nil)]
        let order = subjects.enumerated().sorted { a, b in
            a.element == b.element ? a.offset < b.offset : Array(a.element.utf8).lexicographicallyPrecedes(Array(b.element.utf8))
        }
        let expected = [400] + order.map(\.offset)
        // In memory, over a few files, and over so many that they are merged in between.
        for (memory, files) in [(1 << 20, 32), (20_000, 32), (3000, 4), (1, 3)] {
            var limits = SortedRecords<RecordReader>.Limits()
            (limits.memoryBytes, limits.files, limits.chunkBytes) = (memory, files, 1000)
            let seen = try seen(SortedRecords(reader(lines.joined(separator: "\n"), chunkBytes: 500), Self.probe, limits: limits))
            #expect(seen.groups.flatMap { $0 } == expected.map { lines[$0] }, "\(memory) bytes")
            #expect(seen.lines == expected.map { $0 + 1 })
            let grouped = try self.seen(
                GroupedRecords(SortedRecords(reader(lines.joined(separator: "\n")), Self.probe, limits: limits), Self.probe, isSorted: true))
            #expect(grouped.faults.allSatisfy { $0 == nil })
            #expect(grouped.groups.count == Set(subjects).count + 1)
        }
    }

    @Test func whatIsNoRecordComesFirstWithItsFault() throws {
        let seen = try seen(SortedRecords(reader("[\(record("1", "a")),,\(record("2", "a"))"), Self.probe))
        #expect(seen.faults.compactMap { $0 } == [.missingElement, .unclosedArray])
        #expect(seen.groups.flatMap { $0 }.filter { !$0.isEmpty } == [record("1", "a"), record("2", "a")])
    }
}
