import Records
import Synchronization
import Testing
import _TestSupport

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct OrderedPipelineTests {
    private struct Stop: Error, Equatable { var at: Int }

    /// Results of very different cost come out in order, whatever the number of threads; what is in memory stays bounded.
    @Test(arguments: [1, 2, 3, 8]) func keepsTheOrder(jobs: Int) throws {
        let inFlight = Atomic<Int>(0)
        let most = Atomic<Int>(0)
        var given = 0
        var drained: [Int] = []
        let pipeline = OrderedPipeline(
            jobs: jobs, workspace: { 0 }, output: { [Int]() },
            fill: { piece in
                guard given < 500 else { return false }
                piece = given
                given += 1
                let now = inFlight.add(1, ordering: .relaxed).newValue
                most.max(now, ordering: .relaxed)
                return true
            },
            work: { piece, output in
                if piece % 17 == 0 { usleep(500) }
                output.append(piece)
            },
            drain: { output in
                drained += output
                output.removeAll()
                inFlight.subtract(1, ordering: .relaxed)
            })
        try pipeline.run()
        #expect(drained == Array(0..<500))
        #expect(most.load(ordering: .relaxed) <= (jobs == 1 ? 1 : pipeline.resultLimit))
    }

    @Test(arguments: [1, 2, 4]) func anErrorOfTheSourceComesAfterWhatWasRead(jobs: Int) {
        var given = 0
        var drained: [Int] = []
        let pipeline = OrderedPipeline(
            jobs: jobs, workspace: { 0 }, output: { 0 },
            fill: { piece in
                if given == 50 { throw Stop(at: given) }
                piece = given
                given += 1
                return true
            },
            work: { piece, output in
                usleep(100)
                output = piece
            }, drain: { drained.append($0) })
        #expect(throws: Stop(at: 50)) { try pipeline.run() }
        #expect(drained == Array(0..<50))
    }

    @Test(arguments: [1, 2, 4]) func anErrorOfTheSinkStopsReading(jobs: Int) {
        var given = 0
        var drained: [Int] = []
        let pipeline = OrderedPipeline(
            jobs: jobs, workspace: { 0 }, output: { 0 },
            fill: { piece in
                piece = given
                given += 1
                return true
            }, work: { piece, output in output = piece },
            drain: { output in
                if output == 20 { throw Stop(at: output) }
                drained.append(output)
            })
        #expect(throws: Stop(at: 20)) { try pipeline.run() }
        #expect(drained == Array(0..<20))
        #expect(given <= 20 + 1 + pipeline.resultLimit)
    }

    @Test(arguments: [1, 4]) func nothingToDoIsDone(jobs: Int) throws {
        var drains = 0
        let pipeline = OrderedPipeline(
            jobs: jobs, workspace: { 0 }, output: { 0 }, fill: { _ in false }, work: { _, _ in }, drain: { _ in drains += 1 })
        try pipeline.run()
        #expect(drains == 0)
    }

    /// The whole way, from a pipe through threads into a pipe: the same bytes for any number of jobs.
    @Test(arguments: [1, 2, 5]) func recordsGoThroughInOrder(jobs: Int) throws {
        let records = (0..<20_000).map { "{\"id\":\"r-\($0)\",\"loss\":\($0).50}" }
        let input = Array(records.joined(separator: "\n").utf8)
        var reader = RecordReader(Reading.random(9).source(input))
        var written: [UInt8] = []
        let keys = KeyTable(["id", "loss"])
        struct Work { var chunk = RecordChunk(), scratch = JSONScratch() }
        final class Text: @unchecked Sendable { var buffer = OutputBuffer() }
        let pipeline = OrderedPipeline(
            jobs: jobs, workspace: { Work() }, output: { Text() },
            fill: { try reader.fill($0.chunk) },
            work: { work, text in
                for slice in work.chunk.slices {
                    var scanner = work.chunk.scanner(of: slice, scratch: work.scratch)
                    do throws(JSONFault) {
                        var more = try scanner.beginObject()
                        while more {
                            switch keys.find(try scanner.name()) {
                            case 0:
                                text.buffer.append("{\"id\":")
                                text.buffer.appendJSONString(try scanner.string())
                            case 1:
                                let number = try scanner.number()
                                text.buffer.append(",\"loss\":")
                                text.buffer.appendDecimal(number.coefficient, exponent: Int(number.exponent))
                            default: try scanner.skipValue()
                            }
                            more = try scanner.nextMember()
                        }
                        try scanner.finish()
                        text.buffer.append("}\n")
                    } catch { text.buffer.append("fault\n") }
                }
            },
            drain: { text in
                written += text.buffer.bytes
                text.buffer.removeAll()
            })
        try pipeline.run()
        #expect(String(decoding: written, as: UTF8.self) == records.map { $0 + "\n" }.joined())
    }

    @Test func aClosedPipeEndsTheRun() throws {
        signal(SIGPIPE, SIG_IGN)
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        close(ends[0])
        defer { close(ends[1]) }
        let writer = DescriptorWriter(descriptor: ends[1])
        let pipeline = OrderedPipeline(
            jobs: 3, workspace: { 0 }, output: { [UInt8]() }, fill: { _ in true },
            work: { _, output in output = Array(repeating: 0x20, count: 1000) },
            drain: { output in try output.withUnsafeBytes { try writer.write($0) } })
        let fault = #expect(throws: SystemFault.self) { try pipeline.run() }
        #expect(fault?.isClosedPipe == true)
    }

    @Test func bytesGoThroughAPipeWhole() throws {
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        let lines = Array("{\"a\":1}\n{\"b\":2}".utf8)
        try lines.withUnsafeBytes { try DescriptorWriter(descriptor: ends[1]).write($0) }
        close(ends[1])
        defer { close(ends[0]) }
        var reader = RecordReader(.descriptor(ends[0]))
        let chunk = RecordChunk()
        #expect(try reader.fill(chunk))
        #expect(chunk.slices.count >= 1)
        var count = chunk.slices.count
        while try reader.fill(chunk) { count += chunk.slices.count }
        #expect(count == 2)
    }
}
