import Reports
import Testing

@Suite("display width")
struct DisplayWidthTests {
    @Test(
        "columns of a text",
        arguments: [
            ("", 0), ("abc", 3), ("联合惩戒", 8), ("a联b", 4), ("（）", 4), ("〔2021〕", 8), ("～", 2), ("ｶ", 1), ("한글", 4), ("é", 1), ("e\u{301}", 1),
            ("–…→", 3), ("👩‍👩‍👧", 2), ("🇨🇳", 2), ("☀\u{FE0F}", 2), ("☀", 1), ("\u{200B}", 0), ("𠀀", 2), ("\t", 0), ("「」、。", 8), ("ｆｕｌｌ", 8),
        ])
    func width(_ text: String, _ columns: Int) { #expect(DisplayWidth.of(text) == columns, "\(text)") }

    @Test(
        "cutting leaves no half of a wide character and never exceeds the width",
        arguments: [("联合惩戒", 8, "联合惩戒"), ("联合惩戒", 7, "联合惩…"), ("联合惩戒", 6, "联合…"), ("abc def", 5, "abc…"), ("联", 1, "…"), ("ab", 0, "")])
    func cut(_ text: String, _ columns: Int, _ expected: String) {
        #expect(DisplayWidth.truncated(text, to: columns) == expected)
        #expect(DisplayWidth.of(DisplayWidth.truncated(text, to: columns)) <= columns)
    }

    @Test("padding counts columns")
    func padding() {
        #expect(DisplayWidth.padded("惩戒", to: 6) == "惩戒  ")
        #expect(DisplayWidth.padded("long enough", to: 3) == "long enough")
    }
}
