/// The content lines of an iCalendar stream (RFC 5545, 3.1): escaped, folded, ended by CRLF.
struct ContentLines {
    private(set) var text = ""
    /// Octets of a line, its end not counted.
    static let longest = 75

    /// A line whose value is written as it is: dates, words of the standard, structured values.
    mutating func add(_ name: String, _ value: String) {
        var line = 0
        for scalar in "\(name):\(value)".unicodeScalars {
            let size = UTF8.width(scalar)
            // A character isn't torn apart; the blank that begins the next line counts.
            if line + size > Self.longest {
                text += "\r\n "
                line = 1
            }
            text.unicodeScalars.append(scalar)
            line += size
        }
        text += "\r\n"
    }

    /// A line with a value of type TEXT.
    mutating func add(_ name: String, text value: String) { add(name, Self.escaped(value)) }

    /// A line with several values of type TEXT.
    mutating func add(_ name: String, texts values: [String]) {
        if !values.isEmpty { add(name, values.map(Self.escaped).joined(separator: ",")) }
    }

    /// 3.3.11: what separates values is escaped; of the control characters only line breaks and tabs can be said.
    static func escaped(_ value: String) -> String {
        var escaped = ""
        var isAfterReturn = false
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\\", ";", ",": escaped += "\\" + String(scalar)
            case "\r": escaped += "\\n"
            case "\n": if !isAfterReturn { escaped += "\\n" }
            case "\t": escaped += "\t"
            default: if scalar.value >= 0x20, scalar.value != 0x7F { escaped.unicodeScalars.append(scalar) }
            }
            isAfterReturn = scalar == "\r"
        }
        return escaped
    }
}
