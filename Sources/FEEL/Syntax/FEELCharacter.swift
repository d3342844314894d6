/// Character classes of the grammar (DMN 1.5, 10.3.1.2, rules 28–30), widened from the listed ranges to every letter of every script.
package enum FEELCharacter {
    /// May begin a name: a letter of any script, `_` or `?`.
    package static func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x41...0x5A, 0x61...0x7A, 0x5F, 0x3F: true
        case 0..<0x80: false
        // The ranges the grammar names, which are wider than "letter".
        case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D, 0x37F...0x1FFF, 0x200C...0x200D, 0x2070...0x218F, 0x2C00...0x2FEF,
            0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD, 0x10000...0xEFFFF:
            !isWhiteSpace(scalar) && !isCJKPunctuation(scalar.value)
        default: false
        }
    }

    /// May continue a name: also digits and combining marks.
    package static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x30...0x39: true
        case 0xB7, 0x0300...0x036F, 0x203F...0x2040: true
        default: isNameStart(scalar)
        }
    }

    /// Separates tokens: Unicode's white space, and what rule 61 lists beyond it (zero-width space, byte order mark).
    package static func isWhiteSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20, 0x09...0x0D: true
        case 0..<0x80: false
        case 0x180E, 0x200B, 0xFEFF: true
        // The property White_Space, which Unicode has not changed since 4.1 but for 180E; asked of every character, so the table isn't.
        case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028...0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    /// Full-width punctuation is never part of a bare run, so that `（` or `，` typed by mistake is reported and not swallowed.
    /// A name that does contain it (`五（三）`) is known to the scope token by token.
    private static func isCJKPunctuation(_ value: UInt32) -> Bool {
        switch value {
        case 0x3001...0x3003, 0x3008...0x3011, 0x3014...0x301F, 0xFF01...0xFF0F, 0xFF1A...0xFF20, 0xFF3B...0xFF40, 0xFF5B...0xFF65: true
        default: false
        }
    }
}
