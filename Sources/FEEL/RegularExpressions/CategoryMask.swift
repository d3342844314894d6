/// A set of Unicode's general categories.
struct CategoryMask: OptionSet, Sendable {
    let rawValue: UInt32

    private static let names = [
        "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So",
        "Zs", "Zl", "Zp", "Cc", "Cf", "Co", "Cs", "Cn",
    ]

    static let all = CategoryMask(rawValue: (1 << UInt32(names.count)) - 1)
    static let decimalNumber = CategoryMask(rawValue: 1 << 8)
    /// Punctuation, separators and others: all that `\w` leaves out.
    static let notWords = CategoryMask(rawValue: all.rawValue & ~0b11_1100_0000_0111_1111_1111)

    init(rawValue: UInt32) { self.rawValue = rawValue }

    /// One category by its two letters, or all that begin with one letter.
    init?(_ name: String) {
        var mask: UInt32 = 0
        for (index, own) in Self.names.enumerated() where own == name || (name.utf8.count == 1 && own.hasPrefix(name)) { mask |= 1 << UInt32(index) }
        if mask == 0 { return nil }
        rawValue = mask
    }

    /// The one that a character has.
    init(of scalar: Unicode.Scalar) {
        let index: UInt32 =
            switch scalar.properties.generalCategory {
            case .uppercaseLetter: 0
            case .lowercaseLetter: 1
            case .titlecaseLetter: 2
            case .modifierLetter: 3
            case .otherLetter: 4
            case .nonspacingMark: 5
            case .spacingMark: 6
            case .enclosingMark: 7
            case .decimalNumber: 8
            case .letterNumber: 9
            case .otherNumber: 10
            case .connectorPunctuation: 11
            case .dashPunctuation: 12
            case .openPunctuation: 13
            case .closePunctuation: 14
            case .initialPunctuation: 15
            case .finalPunctuation: 16
            case .otherPunctuation: 17
            case .mathSymbol: 18
            case .currencySymbol: 19
            case .modifierSymbol: 20
            case .otherSymbol: 21
            case .spaceSeparator: 22
            case .lineSeparator: 23
            case .paragraphSeparator: 24
            case .control: 25
            case .format: 26
            case .privateUse: 27
            case .surrogate: 28
            case .unassigned: 29
            @unknown default: 29
            }
        rawValue = 1 << index
    }
}
