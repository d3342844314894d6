import Diagnostics
import Policy

/// JSON being written from a test's values.
struct RecordDraft: ~Copyable {
    var out = OutputBuffer()
    var locations: [String: Location] = [:]
    private let vocabulary: Vocabulary

    init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

    consuming func finish(whole: Location) -> WrittenRecord {
        WrittenRecord(bytes: Array(out.bytes), locations: locations, whole: whole)
    }

    /// Writes a value as its type asks for; without a type, as YAML's core schema has it. What doesn't fit is written for the reader to refuse.
    mutating func write(_ tree: RecordTree, as type: FactType?) {
        switch tree.kind {
        case .scalar(let text, let quoted): write(text, quoted: quoted, as: type)
        case .list(let elements):
            var element: FactType?
            if case .list(let inner)? = type { element = inner }
            out.append(byte: UInt8(ascii: "["))
            for (index, tree) in elements.enumerated() {
                if index > 0 { out.append(byte: UInt8(ascii: ",")) }
                write(tree, as: element)
            }
            out.append(byte: UInt8(ascii: "]"))
        case .object(let members):
            out.append(byte: UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                if index > 0 { out.append(byte: UInt8(ascii: ",")) }
                out.appendJSONString(member.key.value)
                out.append(byte: UInt8(ascii: ":"))
                write(member.value, as: nil)
            }
            out.append(byte: UInt8(ascii: "}"))
        }
    }

    private mutating func write(_ text: String, quoted: Bool, as type: FactType?) {
        if quoted {
            out.appendJSONString(name(of: text, type))
        } else if ["null", "Null", "NULL", "~"].contains(text) {
            out.append("null")
        } else {
            switch type {
            case .string, .date, .daysTimeDuration, .yearsMonthsDuration, .enumeration: out.appendJSONString(name(of: text, type))
            case .number: writePlain(text, number: true, boolean: false)
            case .boolean: writePlain(text, number: false, boolean: true)
            case .list, nil: writePlain(text, number: true, boolean: true)
            }
        }
    }

    /// An enumeration's label becomes the value's name.
    private func name(of text: String, _ type: FactType?) -> String {
        guard case .enumeration(let index)? = type, vocabulary.enumerations.indices.contains(index) else { return text }
        let enumeration = vocabulary.enumerations[index]
        return enumeration.index(of: text).map { enumeration.values[$0].name } ?? text
    }

    private mutating func writePlain(_ text: String, number: Bool, boolean: Bool) {
        if boolean, ["true", "True", "TRUE"].contains(text) {
            out.append("true")
        } else if boolean, ["false", "False", "FALSE"].contains(text) {
            out.append("false")
        } else if number, let json = Self.number(text) {
            out.append(text: json)
        } else {
            out.appendJSONString(text)
        }
    }

    /// A number of YAML's core schema in JSON's spelling: no plus sign, no leading zeros, digits on both sides of the point. Nil for anything else.
    static func number(_ text: String) -> String? {
        var rest = Substring(text)
        func digits(_ text: inout Substring) -> Substring {
            let found = text.prefix { ("0"..."9").contains($0) }
            text = text.dropFirst(found.count)
            return found
        }
        let isNegative = rest.first == "-"
        if isNegative || rest.first == "+" { rest = rest.dropFirst() }
        let whole = digits(&rest)
        var fraction: Substring = ""
        if rest.first == "." {
            rest = rest.dropFirst()
            fraction = digits(&rest)
        }
        guard !whole.isEmpty || !fraction.isEmpty else { return nil }
        var json = isNegative ? "-" : ""
        let significant = whole.drop { $0 == "0" }
        json += significant.isEmpty ? "0" : String(significant)
        if !fraction.isEmpty { json += "." + fraction }
        if rest.first == "e" || rest.first == "E" {
            rest = rest.dropFirst()
            json += "e"
            if let sign = rest.first, sign == "-" || sign == "+" {
                json.append(sign)
                rest = rest.dropFirst()
            }
            let exponent = digits(&rest)
            guard !exponent.isEmpty else { return nil }
            json += exponent
        }
        return rest.isEmpty ? json : nil
    }
}
