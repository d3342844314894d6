import Diagnostics
import Testing
import YAMLDocument
import _TestSupport

@Suite struct FaultTests {
    private func codes(_ bytes: [UInt8], limits: YAMLLimits = YAMLLimits()) -> [String] {
        YAMLDocument.read(SourceText(name: "t.yaml", bytes: bytes), limits: limits).diagnostics.map(\.code)
    }

    /// Exactly these faults, at the marks, and nothing else.
    private func expect(_ codes: [String], _ marked: String, sourceLocation: SourceLocation = #_sourceLocation) {
        let expected = MarkedText(marked)
        let found = YAMLDocument.read(SourceText(name: "t.yaml", text: expected.text)).diagnostics
        #expect(found.map(\.code) == codes, sourceLocation: sourceLocation)
        let spans = found.compactMap { $0.location?.span }
        #expect(MarkedText.marking(spans, in: expected.text) == marked, sourceLocation: sourceLocation)
        for fault in found {
            #expect(!fault.message.zh.isEmpty && fault.message.zh != fault.message.en, sourceLocation: sourceLocation)
        }
    }

    /// Small mappings are searched, large ones looked up.
    @Test(arguments: [1, 9, 10, 11, 12, 13, 40]) func aDuplicateIsFoundAmongAnyNumberOfKeys(_ count: Int) {
        let keys = (0..<count).map { "k\($0): \($0)\n" }.joined()
        expect(["yaml-duplicate-key", "yaml-duplicate-key"], keys + "«k0»: 1\n«k\(count - 1)»: 2\nlast: 1\n")
        // Keys are the same where their bytes are.
        expect([], keys + "\u{E9}: 1\ne\u{301}: 2\n")
    }

    @Test func duplicateKeysAreReportedAndTheFirstIsKept() throws {
        expect(["yaml-duplicate-key", "yaml-duplicate-key"], "规则: 1\nb: 2\n«规则»: 3\n«规则»: 4\n")
        let document = try #require(YAMLDocument.read(SourceText(name: "t.yaml", text: "a: 1\na: 2\n")).document)
        #expect(document.root?.entries?.count == 1)
        #expect(document.root?["a"]?.scalar?.text == "1")
    }

    @Test func slips() {
        expect(["yaml-tab"], "rules:\n«\t»a: 1\n")
        expect(["yaml-tab"], "rules:\n  a: |\n  «\t»x\n".replacing("  a: |\n  ", with: "  a:\n  "))
        expect(["yaml-unquoted-colon"], "title: 通知«:» 关于\n")
        expect(["yaml-full-width-colon"], "规则«：»\n  a: 1\n")
        expect(["yaml-syntax"], "a: [1, 2\nb«:» 3\n")
        expect(["yaml-syntax"], "a: «@»x\n")
        expect(["yaml-syntax"], "a: \"x\n«»")
        expect(["yaml-syntax"], "a: \"«\\»q\"\n")
    }

    @Test func whatIsNotRead() {
        expect(["yaml-merge-key"], "a: &x {b: 1}\nc:\n  «<<»: *x\n  d: 1\n")
        expect(["yaml-complex-key"], "? «[a, b]»\n: 1\nc: 2\n")
        expect(["yaml-several-documents"], "---\na: 1\n«---»\nb: 2\n")
        expect(["yaml-tag"], "a: «!secret x»\n")
        expect(["yaml-unknown-alias"], "a: &one 1\nb: «*on»\n")
        expect(["yaml-alias-cycle"], "a: &one [1, «*one»]\n")
    }

    @Test func aStringTagAndAStringMarkAreRead() {
        expect([], "a: !!str 1\nb: ! 2\nc: !!int 3\n")
    }

    @Test func encodings() {
        #expect(codes([0xFF, 0xFE, 0x61, 0]) == ["yaml-encoding"])
        #expect(codes([0x61, 0, 0x3A, 0]) == ["yaml-encoding"])
        #expect(codes([0, 0x61, 0, 0x3A]) == ["yaml-encoding"])
        #expect(codes([0x61, 0, 0, 0]) == ["yaml-encoding"])
        #expect(codes([0xEF, 0xBB, 0xBF] + Array("a: 1".utf8)) == [])
        #expect(codes(Array("a: ".utf8) + [0]) == ["yaml-control-character"])
        #expect(codes(Array("a: \u{85}".utf8)) == ["yaml-line-separator"])
        #expect(codes(Array("a: \u{2028}".utf8)) == ["yaml-line-separator"])
    }

    @Test(
        arguments: [
            [0x80], [0xC0, 0x80], [0xC3], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0, 0, 0], [0xCA, 0xA7, 0xD0],
        ] as [[UInt8]])
    func malformedBytesArePointedAt(_ bad: [UInt8]) throws {
        let bytes = Array("甲: 1\n乙: ".utf8) + bad
        let fault = try #require(YAMLDocument.read(SourceText(name: "t.yaml", bytes: bytes)).diagnostics.first)
        #expect(fault.code == "yaml-encoding")
        let location = try #require(fault.location)
        // 0xCA 0xA7 is a letter; the fault is behind it.
        let column = bad.first == 0xCA ? 5 : 4
        #expect(location.source.position(at: location.span.lower) == SourceText.Position(line: 2, column: column))
    }

    @Test func bounds() {
        #expect(codes([UInt8](repeating: 0x23, count: (16 << 20) + 1)) == ["yaml-too-large"])
        #expect(codes(Array(String(repeating: "[", count: 10_000).utf8)) == ["yaml-too-deep"])
        #expect(codes(Array(String(repeating: "- ", count: 10_000).utf8)) == ["yaml-too-deep"])
        let nested = (0..<10_000).map { String(repeating: " ", count: $0) + "a:\n" }.prefix(1000).joined()
        #expect(codes(Array(nested.utf8)) == ["yaml-too-deep"])
        let atTheEdge = String(repeating: "[", count: 128) + String(repeating: "]", count: 128)
        #expect(codes(Array(atTheEdge.utf8)) == [])
        #expect(codes(Array("[\(atTheEdge)]".utf8)) == ["yaml-too-deep"])
        var few = YAMLLimits()
        few.nodes = 3
        #expect(codes(Array("[1, 2]".utf8), limits: few) == [])
        #expect(codes(Array("[1, 2, 3]".utf8), limits: few) == ["yaml-too-large"])
        let duplicates = "a: 1\n" + String(repeating: "a: 2\n", count: 1000)
        #expect(codes(Array(duplicates.utf8)).count == YAMLLimits().faults)
    }

    @Test func anAliasBombIsAFault() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...9 {
            let aliases = [String](repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(aliases)]\n"
        }
        #expect(codes(Array(text.utf8)) == ["yaml-alias-expansion"])
    }

    @Test func aLadderOfAliasesIsTooDeep() {
        var text = "a0: &a0 [x]\n"
        for level in 1...200 { text += "a\(level): &a\(level) [*a\(level - 1)]\n" }
        #expect(codes(Array(text.utf8)) == ["yaml-too-deep"])
    }

    @Test func emptyFilesHaveNoRoot() throws {
        for text in ["", "\n\n", "# only this\n", "---\n"] {
            let reading = YAMLDocument.read(SourceText(name: "t.yaml", text: text))
            #expect(reading.diagnostics.isEmpty)
            let document = try #require(reading.document)
            #expect(document.root?.isNull ?? true, "\(text.debugDescription)")
        }
    }

    @Test func noBytesAreTooMuch() {
        let seed: UInt64 = 7
        var random = SeededGenerator(seed: seed)
        let alphabet = Array("abc:- \n\t'\"[]{}#&*!|>%@,?\\0规则".utf8) + [0, 0xFF, 0xEF, 0xBB, 0xBF]
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? 0 }
            let reading = YAMLDocument.read(SourceText(name: "t.yaml", bytes: bytes))
            #expect(reading.document != nil || !reading.diagnostics.isEmpty, "seed \(seed): \(bytes)")
            for fault in reading.diagnostics {
                guard let span = fault.location?.span else { continue }
                #expect(span.lower >= 0 && span.upper <= bytes.count, "seed \(seed): \(bytes)")
            }
        }
    }
}
