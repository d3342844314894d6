import Diagnostics
import Foundation
import Policy
import Testing

/// Files that no person writes: each gives an error, soon, and never ends the program.
@Suite(.serialized) struct BadInputTests {
    /// What is found in a file beside a sound pack's, as `line:column code`, and how long it took.
    private func check(_ bytes: [UInt8], as path: String = "rules/state/town/more.yaml") -> (found: [String], time: Duration) {
        let files = BytesFiles(texts: Fixture.files(), path: path, bytes: bytes)
        var found: [Diagnostic] = []
        let time = ContinuousClock().measure { found = Checking.findings("rules/state/town", files) }
        return (found.map { "\(Self.place($0)) \($0.code)" }, time)
    }

    private static func place(_ diagnostic: Diagnostic) -> String {
        guard let location = diagnostic.location else { return "-" }
        let position = location.source.position(at: location.span.lower)
        return "\(position.line):\(position.column)"
    }

    private func check(_ text: String) -> (found: [String], time: Duration) { check(Array(text.utf8)) }

    /// Generous, as the machine may be busy and the build unoptimised.
    private static let soon = Duration.seconds(20)

    @Test func wrongEncodings() {
        let rule = "rules:\n  r: {clause: t1, then: {impose: fine}}\n"
        // UTF-16 with and without a mark, in either order.
        let units = Array(rule.utf16)
        let little = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let big = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        for bytes in [[0xFF, 0xFE] + little, [0xFE, 0xFF] + big, little, big] {
            let found = check(bytes).found
            #expect(found.count == 1)
            #expect(found.first.map { $0.hasSuffix("yaml-encoding") || $0.hasSuffix("yaml-control-character") } == true, "\(found)")
        }
        // Latin-1, GB 18030, a sequence cut short, a surrogate, an overlong form.
        for bytes: [UInt8] in [[0xE9], [0xB9, 0xE6, 0xD4, 0xF2], [0xE8, 0xA7], [0xED, 0xA0, 0x80], [0xC0, 0xAF]] {
            #expect(check(Array("define:\n  a: ".utf8) + bytes + [0x0A]).found == ["2:6 yaml-encoding"])
        }
    }

    @Test func controlCharacters() {
        #expect(check("define:\n  a: la\u{0}te\n").found == ["2:8 yaml-control-character"])
        #expect(check("define:\n  a: late\u{7}\n").found == ["2:10 yaml-control-character"])
        #expect(check([UInt8](repeating: 0, count: 1000)).found.count == 1)
    }

    @Test func aMarkAndOtherLineEndsAreNoFault() {
        #expect(check("\u{FEFF}rules:\r\n  r: {clause: t1, when: late, then: {impose: fine}}\r\n").found == [])
        #expect(check("\u{FEFF}rules:\r\n  r: {clause: t9, then: {impose: fine}}\r\n").found == ["2:15 unknown-clause"])
    }

    @Test func anythingCutShort() {
        // Every beginning of a sound file is read without harm, and either has findings or is a file of its own.
        let whole = Array(Fixture.superior.utf8)
        for count in stride(from: 0, through: whole.count, by: 7) {
            _ = check(Array(whole[..<count]), as: "rules/state/pack.yaml")
        }
        #expect(check(Array(whole[..<(whole.count - 5)]), as: "rules/state/pack.yaml").found.isEmpty == false)
    }

    @Test func aHugeFile() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("huge-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder + "/huge", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Fixture.superior.write(toFile: folder + "/huge/pack.yaml", atomically: true, encoding: .utf8)
        #expect(FileManager.default.createFile(atPath: folder + "/huge/rules.yaml", contents: nil))
        let file = try #require(FileHandle(forWritingAtPath: folder + "/huge/rules.yaml"))
        try file.truncate(atOffset: 50 << 20)
        try file.close()
        var codes: [String] = []
        let time = ContinuousClock().measure { codes = Checking.findings(folder + "/huge", DiskFiles()).map(\.code) }
        #expect(codes.contains("file-too-large"))
        #expect(time < Self.soon)
    }

    @Test func tenThousandLevels() {
        let deep = String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
        var (found, time) = check("define:\n  a: \(deep)\n")
        #expect(found.map { $0.split(separator: " ").last } == ["yaml-too-deep"])
        #expect(time < Self.soon)
        let nested = (0..<2_000).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
        (found, time) = check(nested)
        #expect(found.map { $0.split(separator: " ").last } == ["yaml-too-deep"])
        #expect(time < Self.soon)
    }

    @Test func anAliasBomb() {
        var text = "define:\n  a0: &a0 [late, late, late, late, late, late, late, late, late]\n"
        for index in 1...30 { text += "  a\(index): &a\(index) [" + repeatElement("*a\(index - 1)", count: 9).joined(separator: ", ") + "]\n" }
        let (found, time) = check(text)
        #expect(found.map { $0.split(separator: " ").last } == ["yaml-alias-expansion"])
        #expect(time < Self.soon)
    }

    @Test func expressionsWithoutEnd() {
        for (condition, code) in [
            (String(repeating: "(", count: 10_000) + "late" + String(repeating: ")", count: 10_000), "too-deep"),
            (String(repeating: "not(", count: 10_000) + "late" + String(repeating: ")", count: 10_000), "too-deep"),
            (String(repeating: "late and ", count: 100_000) + "late", "too-"),
            (String(repeating: "if late then ", count: 10_000) + "late", "too-deep"),
        ] {
            let (found, time) = check("rules:\n  r:\n    clause: t1\n    when: \(condition)\n    then: {impose: fine}\n")
            #expect(found.count == 1)
            #expect(found.first?.contains(code) == true, "\(found)")
            #expect(time < Self.soon)
        }
    }

    @Test func aChainOfDefinitionsAsLongAsAFile() {
        // Each reads the next, so that whoever follows them by recursion goes down as far as there are lines.
        for isUpwards in [true, false] {
            let lines = (1...2_000).map { "  d\($0): d\($0 - 1)\n" }
            let text = "define:\n  d0: late\n" + (isUpwards ? lines : lines.reversed()).joined()
            let (found, time) = check(text + "rules:\n  r: {clause: t1, when: d2000, then: {impose: fine}}\n")
            #expect(found.map { $0.split(separator: " ").last } == ["too-deep"])
            #expect(time < Self.soon)
        }
    }

    @Test func manyRules() {
        var text = "rules:\n"
        for index in 0..<2_000 {
            text += "  r\(index): {clause: t1, when: 'book.price > \(index) and book.lent and reader.kind = \"child\"', then: {impose: fine}}\n"
        }
        let (found, time) = check(text)
        #expect(found == [])
        #expect(time < Self.soon)
    }
}

/// Texts in memory, and one file of any bytes.
private struct BytesFiles: PolicyFiles {
    let texts: MemoryFiles
    let path: String
    let bytes: [UInt8]

    init(texts: MemoryFiles, path: String, bytes: [UInt8]) {
        var texts = texts
        // The folder has to know of it.
        texts[path] = ""
        self.texts = texts
        self.path = path
        self.bytes = bytes
    }

    func read(_ path: String) throws(FileFault) -> [UInt8] { path == self.path ? bytes : try texts.read(path) }
    func list(_ folder: String) throws(FileFault) -> [FolderEntry] { try texts.list(folder) }
    func isTop(_ folder: String) -> Bool { texts.isTop(folder) }
}
