import Records
import Testing

@Suite struct OutputBufferTests {
    @Test func stringsAreEscapedWhereTheyMustBe() {
        let cases: [(String, String)] = [
            ("", "\"\""), ("plain text of more than a word", "\"plain text of more than a word\""), ("a\"b\\c/d", "\"a\\\"b\\\\c/d\""),
            ("\n\r\t\u{8}\u{C}", "\"\\n\\r\\t\\b\\f\""),
            ("\u{0}\u{1F}\u{7F}", "\"\\u0000\\u001f\u{7F}\""), ("柞水县\u{2028}🔴", "\"柞水县\u{2028}🔴\""), ("12345678\"", "\"12345678\\\"\""),
            ("1234567\"89", "\"1234567\\\"89\""),
        ]
        for (text, json) in cases {
            var out = OutputBuffer(capacity: 1)
            out.appendJSONString(text)
            #expect(out.string == json)
        }
    }

    @Test func growsAndForgets() {
        var out = OutputBuffer(capacity: 1)
        var expected = ""
        for index in 0..<3000 {
            out.append("{")
            out.append(text: "柞")
            out.appendInteger(index)
            expected += "{柞\(index)"
        }
        #expect(out.string == expected)
        let mark = out.count
        out.append("more")
        out.truncate(to: mark)
        #expect(out.string == expected)
        out.truncate(to: mark + 1000)
        #expect(out.count == mark)
        out.removeAll()
        #expect(out.isEmpty && out.string == "")
    }
}
