/// A JSON value as a tree, for small inputs that have no schema: contexts of expressions, requests. Records never become trees.
package indirect enum JSONTree {
    case null
    case boolean(Bool)
    /// The digits as written.
    case number(String)
    case string(String)
    case array([JSONTree])
    case object([(name: String, value: JSONTree)])

    /// Values inside each other.
    package static let depthLimit = 200

    /// Reads one whole value.
    package static func read(_ bytes: [UInt8]) throws(JSONFault) -> JSONTree {
        let scratch = JSONScratch()
        // The scanner looks up to 64 bytes past the end.
        let padded = bytes + [UInt8](repeating: 0, count: 64)
        var failure: JSONFault?
        let tree: JSONTree? = padded.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return nil }
            var scanner = JSONScanner(start: start, count: bytes.count, scratch: scratch)
            do throws(JSONFault) {
                let tree = try read(&scanner, depth: 0)
                try scanner.finish()
                return tree
            } catch {
                failure = error
                return nil
            }
        }
        if let failure { throw failure }
        return tree ?? .null
    }

    private static func read(_ scanner: inout JSONScanner, depth: Int) throws(JSONFault) -> JSONTree {
        if depth > depthLimit { throw JSONFault(.tooDeep, at: scanner.offset) }
        switch try scanner.kind() {
        case .null:
            try scanner.null()
            return .null
        case .true, .false: return .boolean(try scanner.boolean())
        case .number: return .number(try scanner.number().text.string)
        case .string: return .string(try scanner.string().string)
        case .array:
            var elements: [JSONTree] = []
            var more = try scanner.beginArray()
            while more {
                elements.append(try read(&scanner, depth: depth + 1))
                more = try scanner.nextElement()
            }
            return .array(elements)
        case .object:
            var members: [(name: String, value: JSONTree)] = []
            var more = try scanner.beginObject()
            while more {
                let name = try scanner.name().string
                members.append((name, try read(&scanner, depth: depth + 1)))
                more = try scanner.nextMember()
            }
            return .object(members)
        }
    }

    /// A member of an object.
    package subscript(name: String) -> JSONTree? {
        guard case .object(let members) = self else { return nil }
        return members.last { $0.name == name }?.value
    }

    package var string: String? {
        if case .string(let text) = self { return text }
        return nil
    }
}
