import FEEL
import Testing

@Suite struct CharacterTests {
    /// Rule 61 names the zero-width space, the byte order mark and 180E beside what Unicode calls white space.
    @Test func whiteSpaceIsWhatUnicodeSays() {
        let more: Set<UInt32> = [0x180E, 0x200B, 0xFEFF]
        let wrong = (0...0xFFFF).compactMap { Unicode.Scalar(UInt32($0)) }.filter { scalar in
            FEELCharacter.isWhiteSpace(scalar) != (scalar.properties.isWhitespace || more.contains(scalar.value))
        }
        #expect(wrong.isEmpty)
    }

    @Test(arguments: [
        ("loss", ["loss"]), ("large loss threshold", ["large", "loss", "threshold"]), (" a  b ", ["a", "b"]), ("a-b", ["a", "-", "b"]),
        ("五（三）", ["五", "（", "三", "）"]), ("", []), ("--", ["-", "-"]), ("x1+ y", ["x1", "+", "y"]),
    ]) func aNameIsItsTokens(name: String, tokens: [String]) {
        #expect(NameTable.tokens(of: name) == tokens)
    }

    /// A table that was copied keeps what it knew, and only that.
    @Test func copiesGoTheirOwnWays() {
        var first = NameTable(["total loss", "total"])
        let second = first
        first.insert("total loss so far")
        #expect(first.contains("total loss so far") && first.contains("total"))
        #expect(!second.contains("total loss so far") && second.contains("total loss"))
    }
}
