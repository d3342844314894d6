import Diagnostics
import FEEL
import Records
import Testing
import _TestSupport

@Suite struct RecordRandomTests {
    /// A random record, and what the frame should hold.
    private struct Sample {
        var json: String
        var facts: [String: Datum] = [:]
        var events: [Orchard.Event] = []

        /// - Parameter steady: compact, the members always in one order, as one source writes them.
        init(using random: inout SeededGenerator, steady: Bool) {
            var top = [#""id":"r""#]
            var tree: [String] = []
            func chance(_ share: Int = 2) -> Bool { Int.random(in: 0..<share, using: &random) == 0 }
            func date() -> (Int32, String) {
                let day = Int64.random(in: -719_528...2_932_896, using: &random)
                var bytes: [UInt8] = []
                CivilDate.appendText(day: day, to: &bytes)
                return (Int32(day), String(decoding: bytes, as: UTF8.self))
            }
            let species = ["apple", "pear", "quince", "black walnut"]
            if chance() {
                let text = (0..<Int.random(in: 0..<6, using: &random)).map { _ in
                    ["a", "柞", "\\", "\"", "\n", "🔴"].randomElement(using: &random) ?? ""
                }
                .joined()
                facts["note"] = .string(text)
                top.append(#""note":"# + Self.quoted(text, using: &random))
            }
            if chance() {
                let (day, text) = date()
                facts["tree.planted"] = .date(days: Int64(day))
                tree.append(#""planted":"\#(text)""#)
            }
            if chance() {
                let value = species.randomElement(using: &random) ?? ""
                facts["tree.species"] = .string(value)
                tree.append(#""species":"# + Self.quoted(value, using: &random))
            }
            if chance() {
                let digits =
                    String(Int64.random(in: -999_999_999_999...999_999_999_999, using: &random))
                    + (chance() ? ".\(UInt16.random(in: 0...9999, using: &random))" : "")
                let text = digits + (chance() ? "e\(Int.random(in: -40...40, using: &random))" : "")
                facts["tree.soil.acidity"] = Number(text).map { .number($0) }
                tree.append(#""soil":{"acidity":\#(text)}"#)
            }
            if chance() {
                let value = Bool.random(using: &random)
                facts["tree.wild"] = .boolean(value)
                tree.append(#""wild":\#(value)"#)
            }
            if chance() {
                let months = Int64.random(in: -500...500, using: &random)
                var bytes: [UInt8] = []
                YearsMonthsDuration.appendText(months: months, to: &bytes)
                facts["tree.age"] = .yearsMonthsDuration(months: months)
                tree.append(#""age":"\#(String(decoding: bytes, as: UTF8.self))""#)
            }
            if chance() {
                let values = (0..<Int.random(in: 0..<4, using: &random)).compactMap { _ in species.randomElement(using: &random) }
                facts["tree.grafts"] = .list(values.map { .string($0) })
                tree.append(#""grafts":["# + values.map { "\"\($0)\"" }.joined(separator: ", ") + "]")
            }
            var written: [String] = []
            for _ in 0..<Int.random(in: 0..<5, using: &random) {
                let (on, onText) = date()
                let (recorded, recordedText) = date()
                var members = [#""on":"\#(onText)""#]
                var event = Orchard.Event(type: chance() ? "pruned" : "harvested", on: on, recorded: on, facts: [])
                if chance() {
                    event.recorded = recorded
                    members.append(#""recorded":"\#(recordedText)""#)
                }
                if event.type == "harvested" {
                    event.facts = [.unknown(["?"]), .unknown(["?"]), .unknown(["?"])]
                    if chance() {
                        event.facts[1] = .boolean(true)
                        members.append(steady ? #""sold":true"# : #""sold": true"#)
                    }
                    if chance() {
                        event.facts[2] = .string("quince")
                        members.append(#""of":"quince""#)
                    }
                }
                let type = #""type":"\#(event.type)""#
                if steady { members.insert(type, at: 0) } else { members.append(type) }
                if chance(3) { members.append(#""unknown":[{"type":"pruned"}]"#) }
                written.append("{" + (steady ? members : members.shuffled(using: &random)).joined(separator: ",") + "}")
                events.append(event)
            }
            let members = steady ? tree.joined(separator: ",") : tree.shuffled(using: &random).joined(separator: " , ")
            if !tree.isEmpty || chance() { top.append(#""tree":{"# + members + "}") }
            if !written.isEmpty || chance() { top.append(#""events":["# + written.joined(separator: ",") + "]") }
            if chance(4) { top.append(#""other":{"a":[1,2,{"b":null}]}"#) }
            if chance(4) { top.append(#""kind":"tree""#) }
            json = "{" + (steady ? top : top.shuffled(using: &random)).joined(separator: ",") + "}"
        }

        private static func quoted(_ text: String, using random: inout SeededGenerator) -> String {
            var json = "\""
            for scalar in text.unicodeScalars {
                if scalar.value < 0x20 || scalar == "\"" || scalar == "\\" || Int.random(in: 0..<5, using: &random) == 0 {
                    for unit in String(scalar).utf16 {
                        let digits = String(unit, radix: 16)
                        json += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                    }
                } else {
                    json.unicodeScalars.append(scalar)
                }
            }
            return json + "\""
        }
    }

    @Test(arguments: [UInt64(2), 1912, 40_404]) func valuesComeBack(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let orchard = Orchard()
        for round in 0..<1400 {
            let sample = Sample(using: &random, steady: round / 50 % 2 == 0)
            let outcome = try orchard.read(sample.json)
            try #require(outcome == .ok, "seed \(seed), round \(round): \(sample.json)")
            try #require(orchard.facts == sample.facts, "seed \(seed), round \(round): \(sample.json)")
            try #require(orchard.events == sample.events, "seed \(seed), round \(round): \(sample.json)")
        }
    }

    /// Damaged records: read or rejected with a reason, never a crash, and JSON that is none never gets through.
    @Test(arguments: [UInt64(11), 8_675_309]) func damageIsSurvived(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let orchards = [Orchard(), Orchard(strict: true)]
        let odd: [UInt8] = Array("{}[]\",:\\ 0123456789.eE+-truefalsn/u\n\t\u{0}x".utf8) + [0x80, 0xC3, 0xE4, 0xF0, 0xFF, 0xEF, 0xBB, 0xBF]
        var outcomes = (read: 0, rejected: 0)
        for round in 0..<10_000 {
            var bytes = Array(Sample(using: &random, steady: round / 100 % 2 == 0).json.utf8)
            for _ in 0..<Int.random(in: 1...3, using: &random) where bytes.count > 1 {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                let other = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<5, using: &random) {
                case 0: bytes[place] = odd.randomElement(using: &random) ?? 0
                case 1: bytes.remove(at: place)
                case 2: bytes.insert(odd.randomElement(using: &random) ?? 0, at: place)
                case 3: bytes.insert(contentsOf: bytes[min(place, other)..<max(place, other)], at: place)
                default: bytes.removeSubrange(min(place, other)..<max(place, other))
                }
            }
            let orchard = orchards[round % 2]
            orchard.chunk.hold(bytes)
            let outcome = orchard.decoder.decode(orchard.chunk, try #require(orchard.chunk.slices.first), into: orchard.frame)
            let fault = try faultOfSkipping(bytes)
            switch outcome {
            case .ok:
                outcomes.read += 1
                try #require(fault == nil && !orchard.id.isEmpty, "seed \(seed), round \(round)")
                _ = (orchard.facts, orchard.events)
            case .rejected(let reject):
                outcomes.rejected += 1
                try #require(reject.line >= 1 && !reject.reason.zh.isEmpty && !reject.reason.en.isEmpty, "seed \(seed), round \(round)")
            }
        }
        #expect(outcomes.read > 50 && outcomes.rejected > 1000, "seed \(seed): \(outcomes)")
    }
}
