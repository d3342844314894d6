import Foundation
import Testing
import _TestSupport

@testable import RedressCLI

/// The line editor without a terminal: bytes to keys, keys to text, text to rows.
@Suite struct LineEditorTests {
    private static let names = ["string length(", "string join(", "sum(", "总额"]

    /// What is in the buffer, with `|` for the cursor, after these bytes were typed; and the last effect.
    private func type(_ text: String, history: [String] = [], unfinished: String? = nil) -> (shown: String, effect: LineEditor.Effect?) {
        var editor = LineEditor()
        editor.begin(history: history)
        var decoder = KeyDecoder()
        var effect: LineEditor.Effect?
        for byte in text.utf8 {
            guard let key = decoder.take(byte) else { continue }
            effect = editor.handle(key, isUnfinished: { $0 == unfinished }) { text in
                let word = String(text.reversed().prefix { $0.isLetter }.reversed())
                return .init(replaced: word.count, candidates: Self.names.filter { $0.hasPrefix(word) })
            }
        }
        let (characters, cursor) = (editor.buffer.characters, editor.buffer.cursor)
        return (String(characters[..<cursor]) + "|" + String(characters[cursor...]), effect)
    }

    @Test(arguments: [
        ("abc", "abc|"), ("abc\u{1B}[D\u{1B}[DX", "aX|bc"), ("abc\u{01}X\u{05}Y", "XabcY|"), ("abc\u{7F}", "ab|"), ("abc\u{1B}[H\u{1B}[3~", "|bc"),
        ("one two\u{17}", "one |"), ("one two\u{15}", "|"), ("one two\u{1B}b\u{0B}", "one |"), ("one two\u{17}\u{01}\u{19}", "two|one "),
        ("one two\u{1B}[1;5D\u{1B}[1;5D", "|one two"), ("one two\u{01}\u{1B}f", "one| two"),
        ("损失额\u{7F}", "损失|"), ("损失\u{1B}[D额", "损额|失"), ("e\u{301}x\u{7F}\u{7F}", "|"), ("👨‍👩‍👧‍👦\u{1B}[D-", "-|👨‍👩‍👧‍👦"),
        ("a\u{1B}[99;99~b", "ab|"), ("a\u{1B}OC\u{1B}OD", "|a"), ("a\u{04}", "a|"), ("ab\u{02}\u{04}", "a|"),
        ("\u{1B}[200~a\tb\r\nc\u{1B}[201~d", "a\tb\ncd|"),
    ]) func editing(keys: String, shown: String) { #expect(type(keys).shown == shown) }

    @Test func bytesThatAreNoCharacterDoNoHarm() {
        var decoder = KeyDecoder()
        var keys: [Key] = []
        for byte in [0xE6, 0x41, 0xFF, 0xC3, 0xC3, 0xA9, 0x80, 0x1B] as [UInt8] { if let key = decoder.take(byte) { keys.append(key) } }
        #expect(keys.contains(.character("A")) && keys.contains(.character("é")))
        #expect(decoder.isPending)
        decoder.flush()
        #expect(decoder.take(0x62) == .character("b"))
    }

    @Test func historyIsWalkedThrough() {
        let history = ["one", "two"]
        #expect(type("draft\u{1B}[A", history: history).shown == "two|")
        #expect(type("draft\u{1B}[A\u{1B}[A", history: history).shown == "one|")
        #expect(type("draft\u{1B}[A\u{1B}[A\u{1B}[A", history: history).effect == .bell)
        #expect(type("draft\u{1B}[A\u{1B}[A\u{1B}[B\u{1B}[B", history: history).shown == "draft|")
        #expect(type("\u{1B}[B", history: history).effect == .bell)
    }

    @Test func openInputsGoOn() {
        #expect(type("[1,\r2", unfinished: "[1,").shown == "[1,\n2|")
        #expect(type("[1,\r2]\r", unfinished: "[1,").effect == .accept("[1,\n2]"))
        #expect(type("[1,\r\r", unfinished: "[1,").effect == .accept("[1,\n"))
        // The arrows stay within the input as long as it has a line there.
        #expect(type("[1,\r2\u{1B}[AX", unfinished: "[1,").shown == "[X1,\n2|".replacing("X1,\n2|", with: "X|1,\n2"))
        #expect(type("[1,\r2\u{1B}[A\u{1B}[BX", unfinished: "[1,").shown == "[1,\n2X|")
    }

    @Test func tabCompletes() {
        #expect(type("su\t").shown == "sum(|")
        #expect(type("1 + st\t").shown == "1 + string |")
        #expect(type("总\t").shown == "总额|")
        #expect(type("string\t").shown == "string |")
        #expect(type("s\t").effect == .show(["string length(", "string join(", "sum("]))
        #expect(type("zz\t").effect == .bell)
    }

    @Test func endsOfInput() {
        #expect(type("\u{04}").effect == .endOfInput)
        #expect(type("a\u{03}").effect == .interrupt)
        #expect(type("a\u{0C}").effect == .clearScreen)
    }

    // MARK: The screen

    @Test(arguments: [
        ("abc", 20, ["> abc"], 0, 5), ("损失额", 20, ["> 损失额"], 0, 8), ("abcdefgh", 10, ["> abcdefgh", ""], 1, 0),
        ("abcdefg损", 10, ["> abcdefg", "损"], 1, 2), ("a\nb", 20, ["> a", "… b"], 1, 3), ("e\u{301}", 20, ["> e\u{301}"], 0, 3),
        ("a\u{7}b", 20, ["> a·b"], 0, 5),
    ]) func rows(text: String, width: Int, rows: [String], row: Int, column: Int) {
        var buffer = LineBuffer()
        buffer.replace(with: text)
        let screen = LineScreen(prompt: "> ", continuation: "… ", width: width)
        #expect(screen.layout(buffer) == LineScreen.Layout(rows: rows, row: row, column: column))
    }

    @Test func redrawingReturnsToTheFirstRow() {
        var buffer = LineBuffer()
        buffer.replace(with: "a\nb")
        var screen = LineScreen(prompt: "> ", continuation: "… ", width: 20)
        #expect(screen.redraw(buffer) == "\r\u{1B}[J> a\r\n… b\r\u{1B}[3C")
        #expect(screen.redraw(buffer).hasPrefix("\r\u{1B}[1A\u{1B}[J"))
        #expect(screen.columns(["a", "bb", "c"]) == "a   bb  c\r\n")
    }

    // MARK: History's file

    @Test func theHistoryIsKept() throws {
        let folder = try TemporaryFolder()
        let file = try #require(InputHistory.file { $0 == "XDG_STATE_HOME" ? folder.url.path : nil })
        #expect(file.path.hasSuffix("redress/history"))
        var history = InputHistory(reading: file)
        for text in ["1 + 1", "1 + 1", "  ", #"[1,"# + "\n" + #"2] // "\d\n""#] { history.add(text) }
        history.write(to: file)
        #expect(InputHistory(reading: file) == history)
        #expect(history.entries.count == 2)
        #expect(try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int == 0o600)
        for number in 0..<2 * InputHistory.limit { history.add("\(number)") }
        #expect(history.entries.count == InputHistory.limit)
        #expect(InputHistory.file { $0 == "HOME" ? "/home/x" : nil }?.path == "/home/x/.local/state/redress/history")
        #expect(InputHistory.file { $0 == "XDG_STATE_HOME" ? "relative" : nil } == nil)
    }
}
