import Diagnostics
import Records
import Testing

@Suite struct RejectTests {
    private let reason = Phrase(zh: "没有 2023-02-30 这一天", en: "there is no `2023-02-30`")

    @Test func isWrittenAsJSON() {
        var out = OutputBuffer()
        Reject(line: 3, reason: reason).write(to: &out)
        Reject(line: 14, column: 9, record: "r-\"7\"", path: "events[2].on", reason: reason).write(to: &out)
        #expect(
            out.string == """
                {"line":3,"path":null,"reason":{"zh":"没有 2023-02-30 这一天","en":"there is no `2023-02-30`"}}
                {"line":14,"column":9,"record":"r-\\"7\\"","path":"events[2].on","reason":{"zh":"没有 2023-02-30 这一天","en":"there is no `2023-02-30`"}}

                """)
    }

    @Test func isWrittenForPeople() {
        let reject = Reject(line: 14, column: 9, record: "r-7", path: "events[2].on", reason: reason)
        #expect(reject.text(.english) == "line 14, column 9: r-7: events[2].on: there is no `2023-02-30`")
        #expect(reject.text(.chinese) == "第 14 行第 9 列：r-7：events[2].on：没有 2023-02-30 这一天")
        #expect(Reject(line: 3, reason: reason).text(.english) == "line 3: there is no `2023-02-30`")
    }

    @Test func saysWhereInARecordOfSeveralLines() throws {
        var reader = RecordReader(.bytes(Array("[1, {\n  \"柞\": tru\n}]".utf8)))
        let chunk = RecordChunk()
        #expect(try reader.fill(chunk))
        let slice = chunk.slices[1]
        var scanner = chunk.scanner(of: slice, scratch: JSONScratch())
        let fault = #expect(throws: JSONFault.self) { try scanner.skipValue() }
        let reject = Reject(try #require(fault), in: slice, of: chunk, record: nil, path: "柞")
        #expect(reject.line == 2 && reject.column == 11)
        #expect(reject.path == "柞")
        #expect(reject.reason.en == "expected a value, found `U+000A`")
        // The first line's columns count from where the record begins on it.
        #expect(chunk.place(of: 1, in: slice) == TextPlace(line: 1, column: 6))
    }

    @Test func streamFaultsHaveWordsInBothLanguages() {
        for fault in StreamFault.allCases {
            let phrase = fault.phrase(limits: RecordReader.Limits())
            #expect(!phrase.zh.isEmpty && !phrase.en.isEmpty && phrase.zh != phrase.en)
        }
        let reject = Reject(.tooLong, at: TextPlace(line: 9), limits: RecordReader.Limits())
        #expect(reject.line == 9 && reject.reason.en == "the record is longer than 16777216 bytes")
    }
}
