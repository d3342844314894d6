import Records
import Testing
import _TestSupport

@Suite struct RecordReaderTests {
    static let readings: [Reading] = [.atOnce, .bytes(1), .bytes(3), .bytes(7), .random(42)]

    @Test(arguments: readings) func linesInAllTheirForms(reading: Reading) throws {
        #expect(try cut("", reading) == [])
        #expect(try cut("\n\r\n  \n", reading) == [])
        #expect(try cut("{\"a\":1}", reading) == [Cut(line: 1, text: "{\"a\":1}")])
        #expect(try cut("{\"a\":1}\n{\"b\":2}\n", reading) == [Cut(line: 1, text: "{\"a\":1}"), Cut(line: 2, text: "{\"b\":2}")])
        #expect(
            try cut("\u{FEFF}{\"a\":1}\r\n\r\n \t\r\n{\"b\":2}", reading) == [Cut(line: 1, text: "{\"a\":1}\r"), Cut(line: 4, text: "{\"b\":2}")])
        #expect(try cut("\n\n {\"a\":1}\n\n{\"b\":2}\n\n", reading) == [Cut(line: 3, column: 2, text: "{\"a\":1}"), Cut(line: 5, text: "{\"b\":2}")])
        // What is no object is a record all the same, for the scanner to refuse.
        #expect(try cut("x\n1\n\u{FEFF}{}", reading) == [Cut(line: 1, text: "x"), Cut(line: 2, text: "1"), Cut(line: 3, text: "\u{FEFF}{}")])
        #expect(try cut([0xEF, 0xBB], reading).count == 1)
        #expect(try cut([0xEF, 0xBB, 0xBF], reading) == [])
    }

    @Test(arguments: readings) func arraysInAllTheirForms(reading: Reading) throws {
        #expect(try cut("[]", reading) == [])
        #expect(try cut(" \n[ \n ] \n", reading) == [])
        #expect(
            try cut("[{\"a\":1},{\"b\":[1,{\"c\":\"]\"}]}]", reading) == [
                Cut(line: 1, column: 2, text: "{\"a\":1}"), Cut(line: 1, column: 10, text: "{\"b\":[1,{\"c\":\"]\"}]}"),
            ])
        let pretty = "\u{FEFF}[\n  {\n    \"柞\": \"a\\\"}],[{\\\\\"\n  },\r\n  {\"b\":2}  ,\n  3\n]\n"
        #expect(
            try cut(pretty, reading) == [
                Cut(line: 2, column: 3, text: "{\n    \"柞\": \"a\\\"}],[{\\\\\"\n  }"), Cut(line: 5, column: 3, text: "{\"b\":2}  "),
                Cut(line: 6, column: 3, text: "3\n"),
            ])
    }

    @Test(arguments: readings) func arraysThatAreDamaged(reading: Reading) throws {
        #expect(try cut("[", reading) == [Cut(line: 1, column: 2, fault: .unclosedArray)])
        #expect(try cut("[\n{\"a\":1}", reading) == [Cut(line: 2, text: "{\"a\":1}"), Cut(line: 2, column: 8, fault: .unclosedArray)])
        #expect(try cut("[{\"a\":1},\n{\"b\":", reading) == [Cut(line: 1, column: 2, text: "{\"a\":1}"), Cut(line: 2, fault: .unclosedArray)])
        #expect(try cut("[{\"a\":1},\n{\"b\":\"x]", reading) == [Cut(line: 1, column: 2, text: "{\"a\":1}"), Cut(line: 2, fault: .unclosedArray)])
        #expect(try cut("[1,\n", reading) == [Cut(line: 1, column: 2, text: "1"), Cut(line: 2, fault: .unclosedArray)])
        #expect(try cut("[1]\n{}\n{}\n", reading) == [Cut(line: 1, column: 2, text: "1"), Cut(line: 2, fault: .textAfterArray)])
        #expect(try cut("[1]]", reading) == [Cut(line: 1, column: 2, text: "1"), Cut(line: 1, column: 4, fault: .textAfterArray)])
        #expect(
            try cut("[,1,,,\n2,]", reading) == [
                Cut(line: 1, column: 2, fault: .missingElement), Cut(line: 1, column: 3, text: "1"), Cut(line: 1, column: 5, fault: .missingElement),
                Cut(line: 2, text: "2"),
                Cut(line: 2, column: 3, fault: .missingElement),
            ])
        // A wrong bracket spoils one record.
        #expect(try cut("[{\"a\":1]},{}]", reading) == [Cut(line: 1, column: 2, text: "{\"a\":1]}"), Cut(line: 1, column: 11, text: "{}")])
    }

    @Test(arguments: readings) func objectsOverSeveralLines(reading: Reading) throws {
        let text = "{\n  \"a\": \"}\"\n}\n{\n}{ \"b\": 1 }\n\n  x y\n]\n{\n"
        #expect(
            try cut(text, reading) == [
                Cut(line: 1, text: "{\n  \"a\": \"}\"\n}"), Cut(line: 4, text: "{\n}"), Cut(line: 5, column: 2, text: "{ \"b\": 1 }"),
                Cut(line: 7, column: 3, text: "x y"), Cut(line: 8, text: "]"),
                Cut(line: 9, text: "{\n"),
            ])
    }

    /// Whether a `{` stands alone on its line is asked of a bounded stretch, however slowly it comes and however long the blank is.
    @Test(arguments: [100, 40_000, 200_000]) func aBraceBeforeALongBlankIsLookedAtOnce(blanks: Int) throws {
        let text = "{" + String(repeating: " ", count: blanks) + "\n\"a\": 1}\n{}\n"
        let whole = try cut(text, .atOnce)
        #expect(try cut(text, .bytes(7)) == whole)
        #expect(whole.count == (blanks < 65_536 ? 2 : 3))
    }

    /// Objects with nothing between them have no zero behind them; the scanner ends where they end.
    @Test func objectsWithoutABreakAreReadApart() throws {
        var reader = RecordReader(.bytes(Array("{\n\"a\":[1]}{\"b\":\"\"}{\"c\":tru}{}".utf8)))
        let chunk = RecordChunk()
        let scratch = JSONScratch()
        #expect(try reader.fill(chunk))
        let kinds = chunk.slices.map { slice -> JSONFault.Kind? in
            var scanner = chunk.scanner(of: slice, scratch: scratch)
            do throws(JSONFault) {
                try scanner.skipValue()
                try scanner.finish()
                return nil
            } catch { return error.kind }
        }
        #expect(kinds == [nil, nil, .expectedValue, nil])
    }

    @Test(arguments: readings) func recordsOverTheLimitAreSkipped(reading: Reading) throws {
        let long = "{\"x\":\"" + String(repeating: "柞", count: 40) + "\"}"
        func cuts(_ text: String) throws -> [Cut] { try cut(text, reading, recordBytes: 60) }
        #expect(try cuts("{}\n\(long)\n{\"b\":2}\n") == [Cut(line: 1, text: "{}"), Cut(line: 2, fault: .tooLong), Cut(line: 3, text: "{\"b\":2}")])
        #expect(try cuts("\(long)") == [Cut(line: 1, fault: .tooLong)])
        #expect(try cuts("[\n1,\n\(long),\n{\"b\":2}]") == [Cut(line: 2, text: "1"), Cut(line: 3, fault: .tooLong), Cut(line: 4, text: "{\"b\":2}")])
        #expect(
            try cuts("{\n}\n\(long)\n\(long){}") == [
                Cut(line: 1, text: "{\n}"), Cut(line: 3, fault: .tooLong), Cut(line: 4, fault: .tooLong), Cut(line: 4, column: 49, text: "{}"),
            ])
        let edge = "{\"x\":\"" + String(repeating: "y", count: 52) + "\"}"
        #expect(edge.utf8.count == 60)
        #expect(try cuts("\(edge)\n") == [Cut(line: 1, text: edge)])
        #expect(try cuts("[\(edge)]") == [Cut(line: 1, column: 2, text: edge)])
        #expect(try cuts("\(edge) \n") == [Cut(line: 1, fault: .tooLong)])
    }

    @Test(arguments: [UInt64(8), 4711, 20_230_230]) func agreesWithCuttingByHand(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let pieces = ["{\"a\":1}", "", " ", "x", "{\"柞\":\"水\"}", "1,2", "{\"long\":\"0123456789012345678901234567890123456789\"}", "\u{FEFF}"]
        for round in 0..<300 {
            let lines = (0..<Int.random(in: 1..<12, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
            // The first line decides what the input is.
            let text = (["{}"] + lines).joined(separator: Bool.random(using: &random) ? "\n" : "\r\n")
            let expected = Self.byLines(text)
            let reading = Reading.random(random.next())
            let size = Int.random(in: 1...64, using: &random)
            #expect(try cut(text, reading, chunkBytes: size) == expected, "seed \(seed), round \(round)")

            let values = lines.filter { !$0.isEmpty && $0 != " " && $0 != "1,2" }
            let gaps = ["", " ", "\n", "\r\n\t"]
            var array = "["
            var places: [Cut] = []
            for (index, value) in values.enumerated() {
                array += gaps.randomElement(using: &random) ?? ""
                let before = array.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
                places.append(Cut(line: before.count, column: (before.last?.count ?? 0) + 1, text: value))
                array += value + (index + 1 < values.count ? "," : "")
            }
            array += "]"
            #expect(try cut(array, .random(random.next()), chunkBytes: size) == places, "seed \(seed), round \(round)")
        }
    }

    /// Records of JSON Lines as a plain loop over bytes finds them.
    private static func byLines(_ text: String) -> [Cut] {
        var cuts: [Cut] = []
        for (index, line) in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            let line = String(decoding: Array(line), as: UTF8.self)
            if line.utf8.allSatisfy({ [0x20, 0x09, 0x0D].contains($0) }) { continue }
            cuts.append(Cut(line: index + 1, text: line))
        }
        return cuts
    }

    /// Inputs without end in one respect or another: memory stays what the limits allow.
    @Test func memoryIsBounded() throws {
        let shapes: [(name: String, head: String, body: String, expected: [StreamFault?])] = [
            ("a line", "{\"a\":\"", "0123456789", [.tooLong]), ("an element", "[{\"a\":\"", "0123456789", [.tooLong, .unclosedArray]),
            ("brackets", "[", "[[[[[[[[", [.tooLong, .unclosedArray]),
            ("blank lines", "", "\n  \r\n", []), ("blank array", "[", " \n", [.unclosedArray]),
            ("commas", "[", ",,,,", [.missingElement, .unclosedArray]), ("zeros", "", "\0", [.tooLong]),
        ]
        for shape in shapes {
            let head = Array(shape.head.utf8)
            let body = Array(shape.body.utf8)
            var left = 12 << 20
            var isFirst = true
            var limits = RecordReader.Limits()
            limits.recordBytes = 1 << 20
            limits.chunkBytes = 1 << 18
            var reader = RecordReader(
                ByteSource { (target, count) in
                    let bytes = isFirst ? head : body
                    if isFirst, !head.isEmpty {
                        isFirst = false
                        UnsafeMutableRawBufferPointer(start: target, count: bytes.count).copyBytes(from: bytes)
                        return bytes.count
                    }
                    let step = min(count, left)
                    left -= step
                    for index in 0..<min(step, body.count) { target.storeBytes(of: body[index], toByteOffset: index, as: UInt8.self) }
                    var filled = min(step, body.count)
                    while filled < step {
                        let more = min(filled, step - filled)
                        (target + filled).copyMemory(from: target, byteCount: more)
                        filled += more
                    }
                    return step
                }, limits: limits)
            let chunk = RecordChunk()
            var faults: [StreamFault?] = []
            while try reader.fill(chunk) {
                faults += chunk.slices.map(\.fault)
                #expect(chunk.capacity < 3 << 20, "\(shape.name)")
            }
            #expect(faults == shape.expected, "\(shape.name)")
            #expect(chunk.capacity < 3 << 20, "\(shape.name)")
        }
    }

    @Test func aFaultOfTheSystemIsPassedOn() throws {
        var reader = RecordReader(.descriptor(-1))
        let chunk = RecordChunk()
        #expect(throws: SystemFault.self) { try reader.fill(chunk) }
    }
}
