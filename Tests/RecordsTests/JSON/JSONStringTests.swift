import Records
import Testing
import _TestSupport

@Suite struct JSONStringTests {
    @Test func unescapes() throws {
        let cases: [(json: String, text: String)] = [
            ("\"\"", ""), ("\"plain\"", "plain"), ("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\u{8}\u{C}\n\r\t"), ("\"\\u0041\\u00e9\\u67DE\"", "Aé柞"),
            ("\"\\uD83D\\uDE00x\"", "😀x"), ("\"柞\\n水\"", "柞\n水"), ("\"\\u0000\"", "\0"), ("\"\\uDBFF\\uDFFF\"", "\u{10FFFF}"),
            ("\"\\u0800\\u07FF\"", "\u{800}\u{7FF}"),
        ]
        for (json, text) in cases {
            #expect(try scan(json) { try $0.string().string } == text)
        }
    }

    @Test func aStringWithoutEscapesStaysInTheInput() throws {
        try scan("[\"abc\",\"a\\tc\"]") { scanner in
            let input = scanner.start
            _ = try scanner.beginArray()
            #expect(try scanner.string().start == input + 2)
            _ = try scanner.nextElement()
            let unescaped = try scanner.string()
            #expect(unescaped.string == "a\tc")
            #expect(unescaped.start != input + 8)
        }
    }

    @Test func unescapedStringsOfARecordAllStay() throws {
        let expected = (0..<500).map { "n\($0)\n" }
        let json = "[" + expected.map { "\"\($0.dropLast())\\n\"" }.joined(separator: ",") + "]"
        let read = try scan(json) { scanner in
            var texts: [JSONText] = []
            var more = try scanner.beginArray()
            while more {
                texts.append(try scanner.string())
                more = try scanner.nextElement()
            }
            return texts.map(\.string)
        }
        #expect(read == expected)
    }

    @Test func scratchIsUsedAgainForTheNextRecord() throws {
        let scratch = JSONScratch()
        for count in [1, 5000, 3, 70_000] {
            let json = Array("\"".utf8) + Array(String(repeating: "\\\\", count: count).utf8) + Array("\"".utf8)
            let padded = json + Array(repeating: 0, count: JSONText.padding)
            try padded.withUnsafeBufferPointer { buffer in
                scratch.reset()
                var scanner = JSONScanner(start: try #require(buffer.baseAddress), count: json.count, scratch: scratch)
                #expect(try scanner.string().string == String(repeating: "\\", count: count))
            }
        }
    }

    /// Every scalar, at every place in a word, written by ``OutputBuffer`` and read back.
    @Test func everyScalarComesBack() throws {
        var text = ""
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            text.unicodeScalars.append(scalar)
        }
        for lead in 0..<8 {
            let whole = String(repeating: "x", count: lead) + text
            var out = OutputBuffer()
            out.appendJSONString(whole)
            let read = try scan(Array(out.bytes)) { try $0.string().string }
            #expect(Array(read.utf8) == Array(whole.utf8))
        }
    }

    /// All two- and three-byte sequences, and four-byte ones by their first three: accepted exactly where the standard library accepts them.
    @Test func acceptsExactlyWhatIsUTF8() throws {
        var padded = [UInt8](repeating: 0, count: 6 + JSONText.padding)
        padded[0] = 0x22
        let scratch = JSONScratch()
        try padded.withUnsafeMutableBufferPointer { buffer in
            let base = try #require(buffer.baseAddress)
            func accepted(_ count: Int) -> Bool {
                base[count + 1] = 0x22
                base[count + 2] = 0
                var scanner = JSONScanner(start: UnsafePointer(base), count: count + 2, scratch: scratch)
                do throws(JSONFault) {
                    try scanner.skipValue()
                    try scanner.finish()
                    return true
                } catch { return false }
            }
            var wrong = 0
            for first in UInt8(0x80)...0xFF {
                for second in stride(from: UInt8(0x70), through: 0xF0, by: 1) {
                    base[1] = first
                    base[2] = second
                    if accepted(2) != (validated([first, second]) != nil) { wrong += 1 }
                    for third: UInt8 in [0x22, 0x41, 0x7F, 0x80, 0xBF, 0xC0, 0xE4] {
                        (base[1], base[2], base[3]) = (first, second, third)
                        let isPlain = third != 0x22
                        if isPlain, accepted(3) != (validated([first, second, third]) != nil) { wrong += 1 }
                        for fourth: UInt8 in [0x41, 0x80, 0xBF, 0xC0] where isPlain {
                            (base[1], base[2], base[3], base[4]) = (first, second, third, fourth)
                            if accepted(4) != (validated([first, second, third, fourth]) != nil) { wrong += 1 }
                        }
                    }
                }
            }
            #expect(wrong == 0)
        }
    }

    private func validated(_ bytes: [UInt8]) -> String? { String(validating: bytes, as: UTF8.self) }
}
