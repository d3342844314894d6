/// Escapes and `[…]`.
extension RegularExpressionParser {
    enum Escape {
        case scalar(UInt32)
        case set(CharacterClass)
    }

    /// Reads from the backslash on; a back-reference isn't one of these.
    mutating func escape() throws(Fault) -> Escape {
        position += 1
        guard let letter = peek() else { throw .pattern }
        position += 1
        switch letter {
        case "n": return .scalar(0x0A)
        case "r": return .scalar(0x0D)
        case "t": return .scalar(0x09)
        case "\\", "|", ".", "?", "*", "+", "(", ")", "{", "}", "-", "[", "]", "^", "$": return .scalar(letter.value)
        case "p", "P":
            guard let set = CharacterClass.property(try propertyName(), isNegated: letter == "P") else { throw .pattern }
            return .set(set)
        default:
            guard let set = CharacterClass.named(letter) else { throw .pattern }
            return .set(set)
        }
    }

    private mutating func propertyName() throws(Fault) -> String {
        guard accept("{") else { throw .pattern }
        var name = ""
        while let next = peek(), next != "}", name.utf8.count < 64 {
            name.unicodeScalars.append(next)
            position += 1
        }
        guard accept("}") else { throw .pattern }
        return name
    }

    /// A character class expression, from its opening bracket to the closing one.
    mutating func bracketed(depth: Int = 0) throws(Fault) -> CharacterClass {
        guard depth < RegularExpression.depthLimit else { throw .tooLarge }
        position += 1
        var set = CharacterClass()
        set.isNegated = accept("^")
        let first = position
        while let next = peek() {
            if next == "]" || (next == "-" && peek(1) == "[") {
                guard position > first else { throw .pattern }
                if accept("-") { set.subtracted = [try bracketed(depth: depth + 1)] }
                guard accept("]") else { throw .pattern }
                return set
            }
            try part(of: &set, next, isFirst: position == first)
        }
        throw .pattern
    }

    /// A character, a range, or an escape for several characters. A hyphen stands for itself only first or last.
    private mutating func part(of set: inout CharacterClass, _ next: Unicode.Scalar, isFirst: Bool) throws(Fault) {
        let ignoringCase = flags.contains(.ignoringCase)
        if next == "-" {
            guard isFirst || peek(1) == "]" else { throw .pattern }
            position += 1
            return set.add(0x2D...0x2D, ignoringCase: false)
        }
        guard let low = try end(of: &set) else { return }
        guard peek() == "-", let beyond = peek(1), beyond != "]", beyond != "[" else { return set.add(low...low, ignoringCase: ignoringCase) }
        position += 1
        var other = CharacterClass()
        guard beyond != "-", let high = try end(of: &other), low <= high else { throw .pattern }
        set.add(low...high, ignoringCase: ignoringCase)
    }

    /// A single character; nil when it was an escape for several, which are then in the set.
    private mutating func end(of set: inout CharacterClass) throws(Fault) -> UInt32? {
        guard let next = peek(), next != "[" else { throw .pattern }
        guard next == "\\" else {
            position += 1
            return next.value
        }
        switch try escape() {
        case .scalar(let value): return value
        case .set(let escaped):
            set.add(escaped)
            return nil
        }
    }
}
