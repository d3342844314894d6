/// Writes HTML that is XML as well: every element is closed, every text and attribute escaped.
struct HTMLWriter {
    private(set) var text = ""

    typealias Attribute = (name: String, value: String?)

    /// An element and what stands in it. An attribute without a value is left out.
    mutating func element(_ name: String, _ attributes: [Attribute] = [], _ body: (inout HTMLWriter) -> Void) {
        open(name, attributes)
        body(&self)
        close(name)
    }

    mutating func open(_ name: String, _ attributes: [Attribute] = []) {
        tag(name, attributes)
        text += ">"
    }

    mutating func close(_ name: String) { text += "</\(name)>" }

    /// An element that holds nothing.
    mutating func void(_ name: String, _ attributes: [Attribute] = []) {
        tag(name, attributes)
        text += "/>"
    }

    private mutating func tag(_ name: String, _ attributes: [Attribute]) {
        text += "<\(name)"
        for attribute in attributes {
            guard let value = attribute.value else { continue }
            text += " \(attribute.name)=\"\(HTMLWriter.escaped(value))\""
        }
    }

    mutating func write(_ string: String) { text += HTMLWriter.escaped(string) }

    mutating func line() { text += "\n" }

    /// What is HTML already.
    mutating func raw(_ html: String) { text += html }

    /// Hands over what has been written so far.
    mutating func take() -> String {
        defer { text = "" }
        return text
    }

    /// Text as it may stand in an element or in quotes. Control characters that XML can't hold become U+FFFD.
    static func escaped(_ string: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in string.unicodeScalars {
            switch scalar {
            case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
            case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
            case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
            case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
            case "\t", "\n": escaped.append(scalar)
            case "\r": escaped.append(contentsOf: "&#13;".unicodeScalars)
            case "\u{0}"..<" ", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": escaped.append("\u{FFFD}")
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }
}
