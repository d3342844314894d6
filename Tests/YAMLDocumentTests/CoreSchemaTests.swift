import Testing
@testable import YAMLDocument

@Suite struct CoreSchemaTests {
    @Test(arguments: ["", "~", "null", "Null", "NULL"])
    func nulls(_ text: String) { #expect(CoreSchema.kind(of: text) == .null) }

    @Test func booleans() {
        for text in ["true", "True", "TRUE"] { #expect(CoreSchema.kind(of: text) == .boolean(true)) }
        for text in ["false", "False", "FALSE"] { #expect(CoreSchema.kind(of: text) == .boolean(false)) }
    }

    @Test(arguments: ["0", "12", "-3", "+4", "007", "0o17", "0xfF"])
    func integers(_ text: String) { #expect(CoreSchema.kind(of: text) == .integer) }

    @Test(arguments: ["1.", ".5", "-1.5e3", "1e+3", "1E-3", ".inf", "-.INF", ".nan", "+.5"])
    func floats(_ text: String) { #expect(CoreSchema.kind(of: text) == .float) }

    @Test(arguments: [
        "yes", "no", "on", "off", "y", "2021-01-01", "1_000", "0b1", "0o8", "0x", "1e", "e3", ".", "-", "+", "1 2", "nUll", "tRUE", "12:30", "１２",
        "-0x1",
    ])
    func strings(_ text: String) { #expect(CoreSchema.kind(of: text) == .string) }

    @Test func quotesAndTagsMakeStrings() throws {
        #expect(YAMLScalar(text: "1", style: .plain, isTaggedString: false).coreType == .integer)
        #expect(YAMLScalar(text: "1", style: .singleQuoted, isTaggedString: false).coreType == .string)
        #expect(YAMLScalar(text: "1", style: .plain, isTaggedString: true).coreType == .string)
    }
}
