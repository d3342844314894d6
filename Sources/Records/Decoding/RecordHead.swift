/// The `id` and `kind` of a record that couldn't be read, as far as it is JSON: looked for to say which record it was.
struct RecordHead {
    private(set) var id: Member?
    private(set) var kind: Member?

    /// A text and the memory that it may lie in.
    struct Member {
        var text: JSONText
        private let scratch: JSONScratch

        init(text: JSONText, scratch: JSONScratch) {
            self.text = text
            self.scratch = scratch
        }
    }

    private static let names = KeyTable(["id", "kind"])

    init(_ chunk: RecordChunk, _ slice: RecordChunk.Slice) {
        let scratch = JSONScratch()
        var scanner = chunk.scanner(of: slice, scratch: scratch)
        do throws(JSONFault) {
            var more = try scanner.beginObject()
            while more {
                let member = Self.names.find(try scanner.name())
                if member >= 0, scanner.peek() == UInt8(ascii: "\"") {
                    let text = Member(text: try scanner.string(), scratch: scratch)
                    if member == 0, text.text.count > 0, id == nil { id = text }
                    if member == 1, kind == nil { kind = text }
                } else {
                    try scanner.skipValue()
                }
                more = try scanner.nextMember()
            }
        } catch {
            // The fault is known already; what was found before it counts.
        }
    }
}
