import Diagnostics
import Records
import Testing

/// What RFC 8259 allows and what it doesn't, construct by construct.
@Suite struct JSONConformanceTests {
    static let valid: [String] = [
        // White space around values, all four kinds of it.
        " \t\r\n{}\n", "[]", "[ ]", "{ }", " 1 ", "[\n1\n,\r2\t]", "{\"a\" : 1 , \"b\" : 2}",
        // Scalars at the top.
        "null", "true", "false", "0", "\"\"", "\"a\"",
        // Numbers.
        "-0", "-1", "10", "1.0", "1.5e3", "1E3", "1e+3", "1e-3", "0.0", "-0.0", "0e0", "0E-1", "123456789012345678901234567890",
        "1e400", "-1e-400", "0.00000000000000000000000000000000001", "20e1", "1e00", "1e007",
        // Strings.
        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\u0041\"", "\"\\u00e9\\u00E9\"", "\"\\uD83D\\uDE00\"", "\"\\ud83d\\ude00\"", "\"\\u0000\"",
        "\"\\uFFFF\"", "\"é 柞水县 🔴\"", "\"\u{7F}\"", "\"\u{2028}\u{2029}\"", "\"\u{10FFFF}\"", "\"\u{800}\u{FFFD}\u{10000}\"", "\"/\"",
        "\"\\\\u0041\"", "\"[{,}]:\"",
        // Nesting, empty names, names that come twice (for a reader that minds to notice).
        "[[[[]]]]", "[{}, [], \"\", 0, null, true, false]", "{\"\":0}", "{\"a\":{\"b\":[{\"c\":null}]}}", "{\"a\":1,\"a\":2}",
        "{\"\\u0061\":1}", "[1,[2,[3,{\"x\":[4]}]],5]",
    ]

    static let invalid: [(text: String, kind: JSONFault.Kind, offset: Int)] = [
        // Nothing, or not all of it.
        ("", .truncated, 0), ("  ", .truncated, 2), ("[", .truncated, 1), ("{", .truncated, 1), ("[1", .truncated, 2), ("[1,", .truncated, 3),
        ("{\"a\"", .truncated, 4), ("{\"a\":", .truncated, 5), ("{\"a\":1", .truncated, 6), ("{\"a\":1,", .truncated, 7), ("\"", .truncated, 1),
        ("\"abc", .truncated, 4), ("\"\\", .truncated, 2), ("\"\\u", .truncated, 3), ("\"\\u00", .truncated, 5), ("tru", .truncated, 3),
        ("nul", .truncated, 3), ("-", .truncated, 1), ("1.", .truncated, 2), ("1e", .truncated, 2), ("1e+", .truncated, 3),
        // More than all of it.
        ("1 2", .trailingText, 2), ("{}x", .trailingText, 2), ("[]]", .trailingText, 2), ("nullnull", .trailingText, 4), ("1,", .trailingText, 1),
        ("\"a\"\"b\"", .trailingText, 3), ("{}，", .trailingText, 2), ("0x10", .trailingText, 1),
        // Commas and colons.
        ("[1,]", .expectedValue, 3), ("[,1]", .expectedValue, 1), ("[1,,2]", .expectedValue, 3), ("[1 2]", .expectedCommaOrBracket, 3),
        ("{\"a\":1,}", .expectedName, 7), ("{,\"a\":1}", .expectedName, 1), ("{\"a\" 1}", .expectedColon, 5), ("{\"a\":,}", .expectedValue, 5),
        ("{\"a\":1 \"b\":2}", .expectedCommaOrBrace, 7), ("{\"a\"::1}", .expectedValue, 5), ("{\"a\",1}", .expectedColon, 4),
        ("{\"a\"：1}", .expectedColon, 4), ("[1；2]", .expectedCommaOrBracket, 2), (",", .expectedValue, 0), (":", .expectedValue, 0),
        // Brackets of the wrong kind.
        ("[1}", .expectedCommaOrBracket, 2), ("{\"a\":1]", .expectedCommaOrBrace, 6), ("]", .expectedValue, 0), ("}", .expectedValue, 0),
        ("[}", .expectedValue, 1), ("{]", .expectedName, 1),
        // Names.
        ("{a:1}", .expectedName, 1), ("{'a':1}", .expectedName, 1), ("{1:1}", .expectedName, 1), ("{null:1}", .expectedName, 1),
        // Words.
        ("True", .expectedValue, 0), ("NULL", .expectedValue, 0), ("nan", .expectedValue, 1), ("NaN", .expectedValue, 0),
        ("Infinity", .expectedValue, 0), ("trux", .expectedValue, 3), ("undefined", .expectedValue, 0),
        // Numbers.
        ("01", .badNumber, 1), ("-01", .badNumber, 2), ("+1", .expectedValue, 0), (".5", .expectedValue, 0), ("1.e3", .badNumber, 2),
        ("-a", .badNumber, 1), ("-.5", .badNumber, 1), ("1ex", .badNumber, 2), ("1e+-2", .badNumber, 3), ("--1", .badNumber, 1),
        ("1.5.2", .trailingText, 3), ("1_000", .trailingText, 1), ("00", .badNumber, 1), ("-Infinity", .badNumber, 1), ("1.a", .badNumber, 2),
        ("１", .expectedValue, 0),
        // Strings.
        ("\"\n\"", .controlCharacter, 1), ("\"\t\"", .controlCharacter, 1), ("\"\u{1}\"", .controlCharacter, 1), ("\"\u{0}\"", .controlCharacter, 1),
        ("\"1234567\u{1F}\"", .controlCharacter, 8), ("\"\\x\"", .badEscape, 2), ("\"\\'\"", .badEscape, 2), ("\"\\U0041\"", .badEscape, 2),
        ("\"\\u00G0\"", .badEscape, 2), ("\"\\u 041\"", .badEscape, 2), ("\"\\uD800\"", .loneSurrogate, 1), ("\"\\uDC00\"", .loneSurrogate, 1),
        ("\"\\uD800\\u0041\"", .loneSurrogate, 1), ("\"\\uD800\\n\"", .loneSurrogate, 1), ("\"\\uDC00\\uD800\"", .loneSurrogate, 1),
        ("'a'", .expectedValue, 0),
        ("“a”", .expectedValue, 0),
        // What other notations allow.
        ("// c\n1", .expectedValue, 0), ("[1/* c */]", .expectedCommaOrBracket, 2), ("\u{FEFF}{}", .expectedValue, 0), ("\u{A0}1", .expectedValue, 0),
        ("\u{C}1", .expectedValue, 0), ("\u{0}1", .expectedValue, 0), ("1\u{0}", .trailingText, 1), ("[1\u{0}]", .expectedCommaOrBracket, 2),
    ]

    @Test(arguments: valid) func accepts(text: String) throws {
        #expect(try faultOfSkipping(Array(text.utf8)) == nil)
        // The reader's own steps agree with skipping.
        #expect(throws: Never.self) { try Tree.read(Array(text.utf8)) }
    }

    @Test(arguments: invalid) func refuses(text: String, kind: JSONFault.Kind, offset: Int) throws {
        let fault = try #require(try faultOfSkipping(Array(text.utf8)))
        #expect(fault.kind == kind)
        #expect(fault.offset == offset)
        #expect(throws: fault) { try Tree.read(Array(text.utf8)) }
    }

    @Test func refusesBytesThatAreNoUTF8() throws {
        let malformed: [[UInt8]] = [
            [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xC3, 0x28], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF], [0xE4, 0xB8], [0xE4],
            [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x9F, 0x98], [0xF4, 0x90, 0x80, 0x80],
            [0xF5, 0x80, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFF], [0xFE],
        ]
        for bytes in malformed {
            for lead in 0..<9 {
                let prefix = [0x22] + Array(repeating: UInt8(ascii: "x"), count: lead)
                let whole = try #require(try faultOfSkipping(prefix + bytes + [0x22]), "\(bytes)")
                #expect(whole.kind == .badUTF8 && whole.offset == lead + 1, "\(bytes)")
                let broken = try #require(try faultOfSkipping(prefix + bytes), "\(bytes)")
                #expect(broken.kind == .badUTF8 || broken.kind == .truncated)
            }
        }
        // Outside of strings as well.
        #expect(try faultOfSkipping([0xFF])?.kind == .badUTF8)
        #expect(try faultOfSkipping([0x31, 0xFF])?.kind == .trailingText)
    }

    @Test func depthIsLimitedBothWays() throws {
        func nested(_ depth: Int) -> [UInt8] {
            Array(String(repeating: "[", count: depth).utf8) + Array(String(repeating: "]", count: depth).utf8)
        }
        let limit = JSONScanner.depthLimit
        #expect(try faultOfSkipping(nested(limit)) == nil)
        #expect(try faultOfSkipping(nested(limit + 1)) == JSONFault(kindAt: .tooDeep, "[", limit))
        #expect(try faultOfSkipping(nested(10_000)) == JSONFault(kindAt: .tooDeep, "[", limit))
        #expect(throws: Never.self) { try Tree.read(nested(limit)) }
        #expect(throws: JSONFault(kindAt: .tooDeep, "[", limit)) { try Tree.read(nested(10_000)) }
        // What a reader has entered counts for what it skips inside.
        try scan(nested(limit + 1)) { scanner in
            _ = try scanner.beginArray()
            #expect(throws: JSONFault(kindAt: .tooDeep, "[", limit)) { try scanner.skipValue() }
        }
    }

    @Test func everyFaultHasWordsInBothLanguages() {
        for kind in JSONFault.Kind.allCases {
            let phrase = JSONFault(kindAt: kind, "，", 3).phrase
            #expect(!phrase.zh.isEmpty && !phrase.en.isEmpty && phrase.zh != phrase.en)
        }
        #expect(JSONFault(kindAt: .expectedColon, "：", 0).phrase.en == "expected `:`, found `：`")
        #expect(JSONFault(kindAt: .expectedColon, "：", 0).phrase.zh == "此处应为 `:`，却是 `：`")
        #expect(JSONFault(kindAt: .controlCharacter, "\u{1F}", 0).phrase.en == "an unescaped control character `U+001F` in a string")
    }
}

extension JSONFault {
    init(kindAt kind: Kind, _ found: Unicode.Scalar, _ offset: Int) {
        self.init(kind, found: found.value, at: offset)
    }
}
