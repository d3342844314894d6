import Diagnostics

/// A text with places marked in it: `rules: «x»` is `rules: x` with one span.
public struct MarkedText: Sendable {
    public let text: String
    /// In the order in which the marks open.
    public let spans: [Span]

    public init(_ marked: String) {
        var bytes: [UInt8] = []
        var open: [Int] = []
        var found: [Span] = []
        for scalar in marked.unicodeScalars {
            switch scalar {
            case "«":
                open.append(found.count)
                found.append(.at(bytes.count))
            case "»":
                if let index = open.popLast() { found[index].upper = bytes.count }
            default: bytes += Array(String(scalar).utf8)
            }
        }
        text = String(decoding: bytes, as: UTF8.self)
        spans = found
    }

    /// The text with these spans marked, to compare with what a test wrote.
    public static func marking(_ spans: [Span], in text: String) -> String {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        for index in 0...bytes.count {
            for span in spans where span.upper == index && !span.isEmpty { result += Array("»".utf8) }
            for span in spans where span.lower == index {
                result += Array("«".utf8)
                if span.isEmpty { result += Array("»".utf8) }
            }
            if index < bytes.count { result.append(bytes[index]) }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
