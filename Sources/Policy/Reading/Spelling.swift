/// A word by its bytes, which is how files, records and expressions spell it.
///
/// To see whether two Chinese texts are the same but for their composition, as `String` does, takes many times as long as to compare them.
struct Spelling: Hashable {
    private let text: String

    init(_ text: String) { self.text = text }

    static func == (a: Spelling, b: Spelling) -> Bool {
        var (a, b) = (a.text, b.text)
        return a.withUTF8 { a in b.withUTF8 { b in a.count == b.count && a.elementsEqual(b) } }
    }

    func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}

extension PolicyKey {
    /// The keys that are spelled so, in either language; of those that one mapping takes it is one at most.
    static func spelled(_ text: String) -> [PolicyKey] { bySpelling[Spelling(text)] ?? [] }

    private static let bySpelling: [Spelling: [PolicyKey]] = {
        var found: [Spelling: [PolicyKey]] = [:]
        for key in allCases {
            found[Spelling(key.english), default: []].append(key)
            if key.chinese != key.english { found[Spelling(key.chinese), default: []].append(key) }
        }
        return found
    }()
}
