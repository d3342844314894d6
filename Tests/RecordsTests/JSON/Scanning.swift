import Records
import Testing

/// Runs a scanner over a text in memory of its own, padded with bytes that would go on with it if they were read.
@discardableResult
func scan<Result>(_ bytes: [UInt8], _ body: (inout JSONScanner) throws -> Result) throws -> Result {
    let padded = bytes + [0] + Array(repeating: UInt8(ascii: "1"), count: JSONText.padding)
    return try padded.withUnsafeBufferPointer { buffer in
        let start = try #require(buffer.baseAddress)
        var scanner = JSONScanner(start: start, count: bytes.count, scratch: JSONScratch())
        return try body(&scanner)
    }
}

@discardableResult
func scan<Result>(_ text: String, _ body: (inout JSONScanner) throws -> Result) throws -> Result {
    try scan(Array(text.utf8), body)
}

/// The fault of a text that should be one whole value; nil when it is one.
func faultOfSkipping(_ bytes: [UInt8]) throws -> JSONFault? {
    try scan(bytes) { scanner in
        do throws(JSONFault) {
            try scanner.skipValue()
            try scanner.finish()
            return nil
        } catch { return error }
    }
}

/// A JSON value as a tree, for comparison; numbers as written.
indirect enum Tree: Equatable {
    case null
    case boolean(Bool)
    case number(String)
    case string(String)
    case array([Tree])
    case object([Member])

    struct Member: Equatable {
        var name: String
        var value: Tree
    }

    /// Reads a tree by way of the scanner's own steps.
    static func read(_ scanner: inout JSONScanner) throws(JSONFault) -> Tree {
        switch try scanner.kind() {
        case .null:
            try scanner.null()
            return .null
        case .true, .false: return .boolean(try scanner.boolean())
        case .number: return .number(try scanner.number().text.string)
        case .string: return .string(try scanner.string().string)
        case .array:
            var elements: [Tree] = []
            var more = try scanner.beginArray()
            while more {
                elements.append(try read(&scanner))
                more = try scanner.nextElement()
            }
            return .array(elements)
        case .object:
            var members: [Member] = []
            var more = try scanner.beginObject()
            while more {
                let name = try scanner.name().string
                members.append(Member(name: name, value: try read(&scanner)))
                more = try scanner.nextMember()
            }
            return .object(members)
        }
    }

    static func read(_ bytes: [UInt8]) throws -> Tree {
        try scan(bytes) { scanner in
            let tree = try read(&scanner)
            try scanner.finish()
            return tree
        }
    }
}
