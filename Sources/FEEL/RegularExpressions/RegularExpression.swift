/// A regular expression of XPath and XQuery Functions and Operators (3.1, section 5.6.1): XML Schema's, with anchors, reluctant quantifiers, groups
/// and back-references. Compiled once, then read only.
package final class RegularExpression: @unchecked Sendable {
    // Sendable because everything is written in `init` alone.
    let instructions: UnsafeMutablePointer<Instruction>
    let count: Int
    let classes: ClassTable
    /// Parenthesised groups that are captured, without the whole match.
    package let groupCount: Int
    /// Places for positions: two for the whole match and each group, then one for each loop that has to see whether it moves on.
    let slotCount: Int
    package let flags: Flags
    let hasBackReferences: Bool
    /// Every match begins at the start of the text.
    let isAnchored: Bool
    /// The bytes that a match can begin with; nil when it may be empty or begin anywhere.
    let firstBytes: ByteSet?
    /// Whether it matches a text of no length: `replace` and `split` don't take such a pattern.
    package private(set) var matchesEmpty = false

    /// What may be wrong with a pattern or its flags.
    package enum Fault: Error, Sendable, Equatable {
        case pattern
        case flags
        /// The program would be longer than ``instructionLimit``, or deeper than ``depthLimit``.
        case tooLarge
    }

    /// The longest program: a repetition takes its operand's length times its count.
    static let instructionLimit = 20_000
    /// Groups inside groups.
    static let depthLimit = 100
    /// Positions that all threads of a simulation may keep together.
    static let positionLimit = 1 << 21
    /// How many steps finding out whether it matches nothing may take.
    private static let emptyFuel = 200_000

    package init(_ pattern: some Sequence<Unicode.Scalar>, flags: Flags = []) throws(Fault) {
        var parser = RegularExpressionParser(pattern.map(\.value), flags: flags)
        let tree = try parser.parse()
        var assembler = Assembler(
            groups: parser.groupCount, marksLoops: parser.hasBackReferences, isMultiline: flags.contains(.multiline))
        let program = try assembler.assemble(tree)
        guard program.count * 2 * (parser.groupCount + 1) <= Self.positionLimit else { throw .tooLarge }
        let classes = ClassTable(parser.classes)
        instructions = .allocate(capacity: program.count)
        instructions.initialize(from: program, count: program.count)
        count = program.count
        self.classes = classes
        groupCount = parser.groupCount
        slotCount = assembler.slotCount
        self.flags = flags
        hasBackReferences = parser.hasBackReferences
        isAnchored = program[0].operation == .textStart
        firstBytes = ByteSet(firstOf: program, classes)
        var matcher = RegularExpressionMatcher(self, UnsafeBufferPointer(start: nil, count: 0), positions: 0, fuel: Self.emptyFuel)
        switch matcher.search(from: 0) {
        case .found: matchesEmpty = true
        case .notFound: matchesEmpty = false
        case .exhausted: throw .tooLarge
        }
    }

    deinit { instructions.deallocate() }
}

extension RegularExpression {
    package struct Flags: OptionSet, Sendable, Hashable {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }

        /// `s`: a dot stands for line ends too.
        package static let dotAll = Flags(rawValue: 1)
        /// `m`: `^` and `$` stand at the ends of lines.
        package static let multiline = Flags(rawValue: 2)
        /// `i`
        package static let ignoringCase = Flags(rawValue: 4)
        /// `x`: white space in the pattern, outside of character classes, isn't part of it.
        package static let spaced = Flags(rawValue: 8)
        /// `q`: every character of the pattern stands for itself.
        package static let literal = Flags(rawValue: 16)

        /// Nil when a letter is none of these.
        package init?(_ letters: UnsafeBufferPointer<UInt8>) {
            self = []
            for letter in letters {
                switch letter {
                case UInt8(ascii: "s"): insert(.dotAll)
                case UInt8(ascii: "m"): insert(.multiline)
                case UInt8(ascii: "i"): insert(.ignoringCase)
                case UInt8(ascii: "x"): insert(.spaced)
                case UInt8(ascii: "q"): insert(.literal)
                default: return nil
                }
            }
        }
    }
}
