import Records
import Testing
import _TestSupport

@Suite struct KeyTableTests {
    /// A text in padded memory whose neighbours would change the answer if they were looked at.
    private func withText<Result>(_ text: String, _ body: (JSONText) -> Result) throws -> Result {
        let bytes = Array(text.utf8)
        let padded = bytes + Array(repeating: UInt8(ascii: "s"), count: JSONText.padding)
        return try padded.withUnsafeBufferPointer { buffer in
            body(JSONText(start: try #require(buffer.baseAddress), count: bytes.count))
        }
    }

    @Test func findsEachNameAndNoOther() throws {
        let names = [
            "", "i", "id", "kind", "name", "subject", "breach", "category", "determined", "jurisdiction", "headResponsible", "confidentiality", "失信",
            "失信.损失", "主体类型名称",
            "exactly-16-bytes", "a-name-longer-than-16-bytes", "a-name-longer-Xhan-16-bytes",
        ]
        let table = KeyTable(names)
        #expect(table.count == names.count)
        for (index, name) in names.enumerated() {
            #expect(try withText(name) { table.find($0) } == index)
            for other in [name + "s", String(name.dropLast()), name.uppercased(), name + "\0"] where !names.contains(other) {
                #expect(try withText(other) { table.find($0) } == -1, "\(other)")
            }
        }
    }

    @Test func namesMayShareANumber() throws {
        let table = KeyTable([("loss", 0), ("损失", 0), ("area", 1), ("loss", 1)])
        #expect(table.count == 2)
        #expect(try withText("损失") { table.find($0) } == 0)
        #expect(try withText("loss") { table.find($0) } == 0)
        #expect(try withText("area") { table.find($0) } == 1)
    }

    @Test func anEmptyTableFindsNothing() throws {
        #expect(try withText("a") { KeyTable([String]()).find($0) } == -1)
    }

    @Test(arguments: [UInt64(3), 1234]) func agreesWithADictionary(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        func name() -> String { String((0..<Int.random(in: 0..<24, using: &random)).map { _ in "abc柞".randomElement(using: &random) ?? "a" }) }
        for _ in 0..<40 {
            var known: [String: Int] = [:]
            for index in 0..<Int.random(in: 0..<80, using: &random) { known[name()] = index }
            let table = KeyTable(known.map { ($0.key, $0.value) })
            for (key, index) in known { #expect(try withText(key) { table.find($0) } == index, "seed \(seed)") }
            for _ in 0..<100 {
                let other = name()
                #expect(try withText(other) { table.find($0) } == known[other] ?? -1, "seed \(seed)")
            }
        }
    }

    /// Names that differ in a few bits anywhere still lie apart.
    @Test func namesAlikeDoNotCollide() {
        for pattern in ["member#", "#member", "me#mber", "a-long-prefix-of-a-name#", "失信.损失#", "#"] {
            let names = (10..<74).map { pattern.replacing("#", with: String($0)) }
            #expect(KeyTable(names).longestProbe <= 3, "\(pattern)")
        }
    }

    @Test func unknownNamesThatComeTwiceAreNoticed() throws {
        for count in [1, UnknownNames.listLimit, UnknownNames.listLimit + 1, 5000] {
            let members = (0..<count).map { "\"name-\($0)\"" }
            try scan("[\(members.joined(separator: ",")),\(members[count / 2])]") { scanner in
                var names = UnknownNames()
                let mark = names.begin()
                var refused: [Int] = []
                var index = 0
                var more = try scanner.beginArray()
                while more {
                    if !names.insert(try scanner.string(), since: mark) { refused.append(index) }
                    index += 1
                    more = try scanner.nextElement()
                }
                #expect(refused == [count])
            }
        }
    }

    @Test func objectsInsideEachOtherHaveNamesOfTheirOwn() throws {
        let texts = (0..<40).map { "n\($0)" }
        try scan("[\(texts.map { "\"\($0)\"" }.joined(separator: ","))]") { scanner in
            var read: [JSONText] = []
            var more = try scanner.beginArray()
            while more {
                read.append(try scanner.string())
                more = try scanner.nextElement()
            }
            var names = UnknownNames()
            let outer = names.begin()
            for text in read.prefix(30) { #expect(names.insert(text, since: outer) == true) }
            let inner = names.begin()
            for text in read { #expect(names.insert(text, since: inner) == true) }
            for text in read { #expect(names.insert(text, since: inner) == false) }
            names.end(inner)
            for text in read.prefix(30) { #expect(names.insert(text, since: outer) == false) }
            for text in read.dropFirst(30) { #expect(names.insert(text, since: outer) == true) }
            names.end(outer)
            #expect(names.insert(read[0], since: names.begin()) == true)
        }
    }
}
