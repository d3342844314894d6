/// How plain scalars are read: the core schema of YAML 1.2.2, section 10.3.2. `yes`, `no`, `on` and `off` are strings there.
package enum CoreSchema {
    package enum Kind: Hashable, Sendable {
        case null
        case boolean(Bool)
        /// Decimal, `0o17` or `0xff`.
        case integer
        case float
        case string
    }

    package static func kind(of text: String) -> Kind {
        // Most scalars are words that begin like nothing else.
        if let first = text.utf8.first, !mayBeginOther(first) { return .string }
        switch text {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE": return .boolean(true)
        case "false", "False", "FALSE": return .boolean(false)
        case ".nan", ".NaN", ".NAN": return .float
        default: return number(Array(text.utf8))
        }
    }

    /// Whether something other than a string may begin with this byte.
    private static func mayBeginOther(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "~"): true
        case UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: "f"), UInt8(ascii: "F"): true
        default: false
        }
    }

    private static func number(_ bytes: [UInt8]) -> Kind {
        var rest = bytes[...]
        if rest.starts(with: "0o".utf8) { return isRun(rest.dropFirst(2), of: { $0 >= 0x30 && $0 <= 0x37 }) ? .integer : .string }
        if rest.starts(with: "0x".utf8) { return isRun(rest.dropFirst(2), of: isHexadecimal) ? .integer : .string }
        if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { rest = rest.dropFirst() }
        if [".inf", ".Inf", ".INF"].contains(String(decoding: rest, as: UTF8.self)) { return .float }

        let whole = rest.prefix(while: isDigit)
        rest = rest.dropFirst(whole.count)
        if rest.isEmpty { return whole.isEmpty ? .string : .integer }
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            let fraction = rest.prefix(while: isDigit)
            if whole.isEmpty && fraction.isEmpty { return .string }
            rest = rest.dropFirst(fraction.count)
        } else if whole.isEmpty {
            return .string
        }
        if rest.isEmpty { return .float }
        guard rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") else { return .string }
        rest = rest.dropFirst()
        if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { rest = rest.dropFirst() }
        return isRun(rest, of: isDigit) ? .float : .string
    }

    private static func isRun(_ bytes: ArraySlice<UInt8>, of accepted: (UInt8) -> Bool) -> Bool {
        !bytes.isEmpty && bytes.allSatisfy(accepted)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        isDigit(byte) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66)
    }
}
