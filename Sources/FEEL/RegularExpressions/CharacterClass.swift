/// A set of characters as a pattern writes it: ranges and general categories together, perhaps turned round, perhaps less another.
struct CharacterClass {
    var ranges: [ClosedRange<UInt32>] = []
    var categories: CategoryMask = []
    var isNegated = false
    /// One at most.
    var subtracted: [CharacterClass] = []

    static let lastScalar: UInt32 = 0x10FFFF

    init(_ ranges: [ClosedRange<UInt32>] = []) { self.ranges = ranges }
    init(categories: CategoryMask) { self.categories = categories }

    /// Adds all of another that isn't turned round and subtracts nothing.
    mutating func add(_ other: CharacterClass) {
        ranges += other.ranges
        categories.formUnion(other.categories)
    }

    mutating func add(_ range: ClosedRange<UInt32>, ignoringCase: Bool) {
        ranges.append(range)
        if ignoringCase { ranges += CaseVariants.ofAll(in: range).map { $0...$0 } }
    }

    /// The ranges in order, none touching another.
    static func merged(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
        var result: [ClosedRange<UInt32>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = result.last, range.lowerBound <= last.upperBound || range.lowerBound - last.upperBound == 1 {
                result[result.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                result.append(range)
            }
        }
        return result
    }

    /// Everything outside of the ranges; a class of ranges alone.
    static func complement(of ranges: [ClosedRange<UInt32>]) -> CharacterClass {
        var result: [ClosedRange<UInt32>] = []
        var next: UInt32 = 0
        for range in merged(ranges) {
            if range.lowerBound > next { result.append(next...(range.lowerBound - 1)) }
            next = range.upperBound + 1
        }
        if next <= lastScalar { result.append(next...lastScalar) }
        return CharacterClass(result)
    }

    static let lineEnds: [ClosedRange<UInt32>] = [0x0A...0x0A, 0x0D...0x0D]
    static let spaces: [ClosedRange<UInt32>] = [0x09...0x0A, 0x0D...0x0D, 0x20...0x20]
    /// What an XML name may begin with.
    static let initialNameCharacters: [ClosedRange<UInt32>] = [
        0x3A...0x3A, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D, 0x37F...0x1FFF,
        0x200C...0x200D, 0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD, 0x10000...0xEFFFF,
    ]
    static let nameCharacters = initialNameCharacters + [0x2D...0x2E, 0x30...0x39, 0xB7...0xB7, 0x300...0x36F, 0x203F...0x2040]

    /// `\d`, `\s` and the like by their letter.
    static func named(_ letter: Unicode.Scalar) -> CharacterClass? {
        switch letter {
        case "s": CharacterClass(spaces)
        case "S": complement(of: spaces)
        case "i": CharacterClass(initialNameCharacters)
        case "I": complement(of: initialNameCharacters)
        case "c": CharacterClass(nameCharacters)
        case "C": complement(of: nameCharacters)
        case "d": CharacterClass(categories: .decimalNumber)
        case "D": CharacterClass(categories: .all.subtracting(.decimalNumber))
        case "w": CharacterClass(categories: .all.subtracting(.notWords))
        case "W": CharacterClass(categories: .notWords)
        default: nil
        }
    }

    /// `\p{name}`, or `\P{name}` when it is turned round: a category (`L`, `Nd`) or a block (`IsGreek`).
    static func property(_ name: String, isNegated: Bool) -> CharacterClass? {
        if let mask = CategoryMask(name) { return CharacterClass(categories: isNegated ? .all.subtracting(mask) : mask) }
        guard name.hasPrefix("Is"), let block = UnicodeBlocks.range(of: String(name.dropFirst(2))) else { return nil }
        return isNegated ? complement(of: [block]) : CharacterClass([block])
    }
}
