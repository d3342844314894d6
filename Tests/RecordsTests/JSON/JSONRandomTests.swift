import Records
import Testing
import _TestSupport

@Suite struct JSONRandomTests {
    /// Random trees, written with random white space and escapes, come back as they were.
    @Test(arguments: [UInt64(1), 20_240_601, 77]) func treesComeBack(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for round in 0..<400 {
            let tree = Tree.random(depth: 5, using: &random)
            let bytes = Array(tree.json(using: &random).utf8)
            #expect(try Tree.read(bytes) == tree, "seed \(seed), round \(round)")
            #expect(try faultOfSkipping(bytes) == nil, "seed \(seed), round \(round)")
        }
    }

    /// Damaged documents: skipping, reading and a plain recursive checker agree on which are still JSON.
    @Test(arguments: [UInt64(5), 99, 31_337]) func damageIsNoticed(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let odd: [UInt8] = Array("{}[]\",:\\ 0123456789.eE+-truefalsn/u\n\t\u{0}x".utf8) + [0x80, 0xC3, 0xE4, 0xF0, 0xFF, 0xEF, 0xBB, 0xBF]
        var stillValid = 0
        for round in 0..<4000 {
            var bytes = Array(Tree.random(depth: 3, using: &random).json(using: &random).utf8)
            for _ in 0..<Int.random(in: 1...2, using: &random) where !bytes.isEmpty {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[place] = odd.randomElement(using: &random) ?? 0
                case 1: bytes.remove(at: place)
                case 2: bytes.insert(odd.randomElement(using: &random) ?? 0, at: place)
                default: bytes.removeSubrange(place...)
                }
            }
            var reference = ReferenceChecker(bytes)
            let isValid = reference.accepts()
            if isValid { stillValid += 1 }
            let skipped = try faultOfSkipping(bytes)
            #expect((skipped == nil) == isValid, "seed \(seed), round \(round): \(String(decoding: bytes, as: UTF8.self))")
            var read: JSONFault?
            do { _ = try Tree.read(bytes) } catch { read = error as? JSONFault }
            #expect(read == skipped, "seed \(seed), round \(round)")
            if let skipped { #expect((0...bytes.count).contains(skipped.offset)) }
        }
        // Both outcomes were tried.
        #expect(stillValid > 100 && stillValid < 3500, "seed \(seed): \(stillValid)")
    }
}

extension Tree {
    static func random(depth: Int, using random: inout SeededGenerator) -> Tree {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 5), using: &random) {
        case 0: return .null
        case 1: return .boolean(.random(using: &random))
        case 2:
            return .number(
                ["0", "-1", "12.50", "1e9", "-0.001E-7", "123456789012345678901234567890", "18.0"].randomElement(using: &random) ?? "0")
        case 3, 4: return .string(text(using: &random))
        case 5: return .array((0..<Int.random(in: 0..<5, using: &random)).map { _ in Tree.random(depth: depth - 1, using: &random) })
        default:
            return .object(
                (0..<Int.random(in: 0..<5, using: &random)).map { _ in
                    Member(name: text(using: &random), value: Tree.random(depth: depth - 1, using: &random))
                })
        }
    }

    private static func text(using random: inout SeededGenerator) -> String {
        let parts = ["a", "loss", "柞水县", "é", "🔴", "\"", "\\", "\n", "\u{0}", "{", "]", ",", " ", "breach.determined", "/", "\u{7F}"]
        return (0..<Int.random(in: 0..<7, using: &random)).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
    }

    func json(using random: inout SeededGenerator) -> String {
        func gap() -> String { ["", "", "", " ", "\n", "\t \r\n"].randomElement(using: &random) ?? "" }
        switch self {
        case .null: return gap() + "null" + gap()
        case .boolean(let value): return gap() + (value ? "true" : "false") + gap()
        case .number(let digits): return gap() + digits + gap()
        case .string(let text): return gap() + Tree.quoted(text, using: &random) + gap()
        case .array(let elements):
            return gap() + "[" + gap() + elements.map { $0.json(using: &random) }.joined(separator: ",") + "]" + gap()
        case .object(let members):
            let written = members.map { gap() + Tree.quoted($0.name, using: &random) + gap() + ":" + $0.value.json(using: &random) }
            return gap() + "{" + gap() + written.joined(separator: ",") + "}" + gap()
        }
    }

    /// A string with some more of its characters escaped than need be.
    private static func quoted(_ text: String, using random: inout SeededGenerator) -> String {
        var json = "\""
        for unit in text.unicodeScalars {
            if unit.value < 0x20 || unit == "\"" || unit == "\\" || Int.random(in: 0..<6, using: &random) == 0 {
                for code in String(unit).utf16 {
                    let digits = String(code, radix: 16, uppercase: .random(using: &random))
                    json += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            } else {
                json.unicodeScalars.append(unit)
            }
        }
        return json + "\""
    }
}

/// The grammar of RFC 8259 as plainly as it can be written.
private struct ReferenceChecker {
    let bytes: [UInt8]
    var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func accepts() -> Bool {
        guard String(validating: bytes, as: UTF8.self) != nil else { return false }
        return value() && place == bytes.count
    }

    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func take(_ text: String) -> Bool {
        guard bytes[place...].starts(with: text.utf8) else { return false }
        place += text.utf8.count
        return true
    }

    private mutating func blank() {
        while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { place += 1 }
    }

    private mutating func value() -> Bool {
        blank()
        defer { blank() }
        if take("null") || take("true") || take("false") { return true }
        if take("[") {
            blank()
            if take("]") { return true }
            repeat { guard value() else { return false } } while take(",")
            return take("]")
        }
        if take("{") {
            blank()
            if take("}") { return true }
            repeat {
                blank()
                guard string() else { return false }
                blank()
                guard take(":"), value() else { return false }
            } while take(",")
            return take("}")
        }
        return next == UInt8(ascii: "\"") ? string() : number()
    }

    private mutating func digits() -> Bool {
        let start = place
        while let byte = next, (0x30...0x39).contains(byte) { place += 1 }
        return place > start
    }

    private mutating func number() -> Bool {
        _ = take("-")
        if !take("0") { guard digits() else { return false } }
        if take(".") { guard digits() else { return false } }
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            guard digits() else { return false }
        }
        return true
    }

    private mutating func unit() -> UInt16? {
        guard take("\\u"), place + 4 <= bytes.count else { return nil }
        let digits = String(decoding: bytes[place..<place + 4], as: UTF8.self)
        place += 4
        return digits.allSatisfy(\.isHexDigit) ? UInt16(digits, radix: 16) : nil
    }

    private mutating func string() -> Bool {
        guard take("\"") else { return false }
        while let byte = next {
            if take("\"") { return true }
            if byte < 0x20 { return false }
            guard byte == 0x5C else {
                place += 1
                continue
            }
            if place + 1 < bytes.count, Array("\"\\/bfnrt".utf8).contains(bytes[place + 1]) {
                place += 2
                continue
            }
            guard let high = unit() else { return false }
            if UTF16.isTrailSurrogate(high) { return false }
            if UTF16.isLeadSurrogate(high) {
                guard let low = unit(), UTF16.isTrailSurrogate(low) else { return false }
            }
        }
        return false
    }
}
