/// The tree of a pattern. Classes are numbered.
indirect enum RegularExpressionNode {
    case scalar(UInt32)
    case characterClass(Int)
    case start
    case end
    case sequence([RegularExpressionNode])
    case alternatives([RegularExpressionNode])
    case group(RegularExpressionNode, number: Int?)
    case repetition(RegularExpressionNode, least: Int, most: Int?, isGreedy: Bool)
    case backReference(Int)
}

/// Reads a pattern by the grammar of XML Schema's regular expressions and the productions that XPath adds.
struct RegularExpressionParser {
    typealias Node = RegularExpressionNode
    typealias Fault = RegularExpression.Fault

    let flags: RegularExpression.Flags
    var pattern: [UInt32]
    var position = 0
    private(set) var groupCount = 0
    private(set) var hasBackReferences = false
    var classes: [CharacterClass] = []
    /// Groups whose closing parenthesis has been read: only to these can be referred.
    private var closed: Set<Int> = []
    private var depth = 0

    /// A count beyond this makes the program too large, whatever is repeated.
    private static let countLimit = 1_000_000

    init(_ pattern: [UInt32], flags: RegularExpression.Flags) {
        self.flags = flags
        self.pattern = flags.contains(.spaced) && !flags.contains(.literal) ? Self.withoutSpaces(pattern) : pattern
    }

    /// White space goes where it stands outside of character classes, also within `\p{…}`.
    private static func withoutSpaces(_ pattern: [UInt32]) -> [UInt32] {
        var result: [UInt32] = []
        var brackets = 0
        var isEscaped = false
        for scalar in pattern {
            if brackets == 0, [0x09, 0x0A, 0x0D, 0x20].contains(scalar) { continue }
            result.append(scalar)
            if isEscaped {
                isEscaped = false
            } else if scalar == 0x5C {
                isEscaped = true
            } else if scalar == 0x5B {
                brackets += 1
            } else if scalar == 0x5D, brackets > 0 {
                brackets -= 1
            }
        }
        return result
    }

    /// The next character, or one farther on; nil behind the end.
    func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
        position + ahead < pattern.count ? Unicode.Scalar(pattern[position + ahead]) : nil
    }

    mutating func accept(_ scalar: Unicode.Scalar) -> Bool {
        guard peek() == scalar else { return false }
        position += 1
        return true
    }

    mutating func parse() throws(Fault) -> Node {
        guard pattern.count <= RegularExpression.instructionLimit else { throw .tooLarge }
        if flags.contains(.literal) { return .sequence(pattern.map { scalar($0) }) }
        let tree = try alternatives()
        guard position == pattern.count else { throw .pattern }
        return tree
    }

    private mutating func alternatives() throws(Fault) -> Node {
        var branches = [try branch()]
        while accept("|") { branches.append(try branch()) }
        return branches.count == 1 ? branches[0] : .alternatives(branches)
    }

    private mutating func branch() throws(Fault) -> Node {
        var pieces: [Node] = []
        while let next = peek(), next != "|", next != ")" { pieces.append(try quantified(try atom(next))) }
        return pieces.count == 1 ? pieces[0] : .sequence(pieces)
    }

    private mutating func atom(_ first: Unicode.Scalar) throws(Fault) -> Node {
        switch first {
        case "(": return try group()
        case "[": return characterClass(try bracketed())
        case "\\": return try escaped()
        case "*", "+", "?", "{", "}", "]": throw .pattern
        default: break
        }
        position += 1
        switch first {
        case "^": return .start
        case "$": return .end
        case ".":
            return characterClass(flags.contains(.dotAll) ? .complement(of: []) : .complement(of: CharacterClass.lineEnds))
        default: return scalar(first.value)
        }
    }

    private mutating func group() throws(Fault) -> Node {
        position += 1
        guard depth < RegularExpression.depthLimit else { throw .tooLarge }
        depth += 1
        defer { depth -= 1 }
        var number: Int?
        if peek() == "?" {
            guard peek(1) == ":" else { throw .pattern }
            position += 2
        } else {
            groupCount += 1
            number = groupCount
        }
        let inner = try alternatives()
        guard accept(")") else { throw .pattern }
        if let number { closed.insert(number) }
        return .group(inner, number: number)
    }

    private mutating func quantified(_ atom: Node) throws(Fault) -> Node {
        var least = 0
        var most: Int?
        switch peek() {
        case "*": position += 1
        case "+":
            position += 1
            least = 1
        case "?":
            position += 1
            most = 1
        case "{":
            position += 1
            guard let first = number() else { throw .pattern }
            least = first
            most = accept(",") ? number() : first
            guard accept("}"), most.map({ $0 >= least }) ?? true else { throw .pattern }
        default: return atom
        }
        return .repetition(atom, least: least, most: most, isGreedy: !accept("?"))
    }

    private mutating func number() -> Int? {
        let start = position
        var value = 0
        while let digit = peek(), ("0"..."9").contains(digit) {
            value = min(value * 10 + Int(digit.value - 0x30), Self.countLimit)
            position += 1
        }
        return position > start ? value : nil
    }

    private mutating func escaped() throws(Fault) -> Node {
        if let digit = peek(1), ("1"..."9").contains(digit) { return try backReference() }
        switch try escape() {
        case .scalar(let value): return scalar(value)
        case .set(let set): return characterClass(set)
        }
    }

    /// `\` and a digit; further ones belong to it as long as so many groups were opened before.
    private mutating func backReference() throws(Fault) -> Node {
        position += 1
        var number = 0
        while let digit = peek(), ("0"..."9").contains(digit) {
            let longer = number * 10 + Int(digit.value - 0x30)
            guard number == 0 || longer <= groupCount else { break }
            number = longer
            position += 1
        }
        guard closed.contains(number) else { throw .pattern }
        hasBackReferences = true
        return .backReference(number)
    }

    private mutating func scalar(_ value: UInt32) -> Node {
        let variants = flags.contains(.ignoringCase) ? CaseVariants.of(value) : []
        return variants.isEmpty ? .scalar(value) : characterClass(CharacterClass(([value] + variants).map { $0...$0 }))
    }

    private mutating func characterClass(_ set: CharacterClass) -> Node {
        classes.append(set)
        return .characterClass(classes.count - 1)
    }
}
