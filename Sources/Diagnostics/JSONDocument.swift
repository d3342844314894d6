/// Writes JSON with the keys in the order given, so that the same findings give the same bytes.
package struct JSONDocument {
    private(set) var text = ""

    package indirect enum Value {
        case null
        case boolean(Bool)
        case string(String)
        case number(Int)
        /// A number as it is written, which may have more digits than others hold.
        case digits(String)
        case list([Value])
        case object([(String, Value)])
    }

    package static func text(of value: Value) -> String {
        var json = JSONDocument()
        json.write(value, indent: 0)
        return json.text + "\n"
    }

    private mutating func write(_ value: Value, indent: Int) {
        switch value {
        case .null: text += "null"
        case .boolean(let truth): text += truth ? "true" : "false"
        case .string(let string): write(string)
        case .number(let number): text += String(number)
        case .digits(let digits): text += digits
        case .list(let items):
            write(items, "[", "]", indent) { json, item in json.write(item, indent: indent + 1) }
        case .object(let members):
            write(members, "{", "}", indent) { json, member in
                json.write(member.0)
                json.text += ": "
                json.write(member.1, indent: indent + 1)
            }
        }
    }

    private mutating func write<Item>(
        _ items: [Item], _ open: String, _ close: String, _ indent: Int, _ writeItem: (inout JSONDocument, Item) -> Void
    ) {
        if items.isEmpty {
            text += open + close
            return
        }
        text += open
        for (index, item) in items.enumerated() {
            text += (index == 0 ? "\n" : ",\n") + String(repeating: "  ", count: indent + 1)
            writeItem(&self, item)
        }
        text += "\n" + String(repeating: "  ", count: indent) + close
    }

    private mutating func write(_ string: String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            default:
                if scalar.value < 0x20 || scalar.value == 0x2028 || scalar.value == 0x2029 || scalar.value == 0x7F {
                    let digits = String(scalar.value, radix: 16)
                    text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                } else {
                    text.unicodeScalars.append(scalar)
                }
            }
        }
        text += "\""
    }
}

extension JSONDocument.Value {
    /// A text, or null where there is none.
    package static func text(_ text: String?) -> Self { text.map { .string($0) } ?? .null }

    package static func texts(_ texts: [String]) -> Self { .list(texts.map { .string($0) }) }

    /// `{"zh": …, "en": …}`.
    package static func phrase(_ phrase: Phrase) -> Self { .object([("zh", .string(phrase.zh)), ("en", .string(phrase.en))]) }
}
