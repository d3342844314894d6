import Diagnostics

/// Types the places of letters against what a decision has to say.
struct LetterTyping {
    private let policy: ResolvedPolicy
    private(set) var diagnostics: [Diagnostic] = []
    /// What the section at hand goes through.
    private var each: LetterList?

    init(_ policy: ResolvedPolicy) { self.policy = policy }

    mutating func letters() -> [TypedLetter] { policy.letters.map { typed($0.letter) } }

    mutating func typed(_ letter: Letter) -> TypedLetter {
        each = nil
        let title = letter.title.map { text($0, []) }
        let shownAs = letter.shownAs.flatMap { piece($0.value, at: $0.location) }
        return TypedLetter(name: letter.name, title: title, shownAs: shownAs, sections: letter.sections.map { section($0) })
    }

    private mutating func section(_ section: LetterSection) -> TypedLetter.Section {
        each = nil
        // The heading and the section's own conditions speak of the letter as a whole.
        let conditions = section.conditions.compactMap { condition($0) }
        let title = section.title.map { text($0, conditions) }
        each = section.each?.value
        let lines = section.text.map { line in
            let own = line.conditions.compactMap { condition($0) }
            return TypedLetter.Line(conditions: own, text: text(line.text, conditions + own))
        }
        let events = section.events.compactMap { name -> Int? in
            if let event = policy.vocabulary.event(named: name.value) { return event }
            diagnostics.append(.unknownEvent(name, in: policy.vocabulary))
            return nil
        }
        return TypedLetter.Section(title: title, conditions: conditions, each: section.each?.value, events: events, lines: lines)
    }

    // MARK: Conditions

    private mutating func condition(_ condition: LetterCondition) -> TypedLetterCondition? {
        let path = condition.path
        if let list = LetterList.reading(path.value) { return TypedLetterCondition(subject: .list(list), isNegated: condition.isNegated) }
        guard path.value.contains(".") else {
            let known = LetterList.spellings + scope.flatMap { [$0.english, $0.chinese] }
            diagnostics.append(.unknownName("letter-name", path, zh: "列表", en: "list", known: known))
            return nil
        }
        guard let piece = piece(path.value, at: path.location) else { return nil }
        guard mayBeAbsent(piece) else {
            diagnostics.append(
                .fault(
                    "letter-condition", at: path.location, zh: "`\(path.value)` 总是有的", en: "`\(path.value)` is always there",
                    mend: Phrase(zh: "删掉这个条件", en: "delete the condition")))
            return nil
        }
        return TypedLetterCondition(subject: .piece(piece), isNegated: condition.isNegated)
    }

    // MARK: Phrases

    private mutating func text(_ text: LetterText, _ conditions: [TypedLetterCondition]) -> TypedLetterText {
        TypedLetterText(
            zh: pieces(text.zh, conditions), en: text.en == text.zh ? pieces(text.zh, conditions, isSecond: true) : pieces(text.en, conditions))
    }

    /// - Parameter isSecond: whether the same text has been read, and its faults reported, before.
    private mutating func pieces(_ written: WrittenExpression, _ conditions: [TypedLetterCondition], isSecond: Bool = false) -> [LetterPiece] {
        let before = diagnostics
        defer { if isSecond { diagnostics = before } }
        let bytes = Array(written.text.utf8)
        var pieces: [LetterPiece] = []
        var plain: [UInt8] = []
        var place = 0
        func flush() {
            if !plain.isEmpty { pieces.append(.text(String(decoding: plain, as: UTF8.self))) }
            plain = []
        }
        while place < bytes.count {
            let byte = bytes[place]
            let (open, close) = (UInt8(ascii: "{"), UInt8(ascii: "}"))
            guard byte == open || byte == close else {
                plain.append(byte)
                place += 1
                continue
            }
            // A brace itself is written twice.
            if place + 1 < bytes.count, bytes[place + 1] == byte {
                plain.append(byte)
                place += 2
                continue
            }
            guard byte == open, let end = bytes[place...].firstIndex(of: close) else {
                reportBrace(written.location(of: Span(place, place + 1)), String(UnicodeScalar(byte)))
                plain.append(byte)
                place += 1
                continue
            }
            let location = written.location(of: Span(place + 1, end))
            let path = Substring(decoding: bytes[(place + 1)..<end], as: UTF8.self).trimmingSpaces
            if let piece = piece(path, at: location) {
                flush()
                pieces.append(piece)
                if mayBeAbsent(piece), !conditions.contains(TypedLetterCondition(subject: .piece(piece), isNegated: false)) {
                    reportUnguarded(path, location)
                }
            }
            place = end + 1
        }
        flush()
        return pieces
    }

    /// What may be spoken of in the section at hand.
    private var scope: [LetterThing] { [.record, .decision, .pack, .parameter] + (each.map { [$0.thing] } ?? []) }

    private mutating func piece(_ path: String, at location: Location) -> LetterPiece? {
        let parts = path.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map { $0.trimmingSpaces }
        guard let head = parts.first, let thing = LetterThing.reading(head) else {
            let known = scope.flatMap { [$0.english, $0.chinese] }
            diagnostics.append(.unknownName("letter-name", Written(parts.first ?? path, at: location), zh: "内容", en: "thing", known: known))
            return nil
        }
        guard scope.contains(thing) else {
            reportOutOfScope(path, thing, location)
            return nil
        }
        guard parts.count == 2, !parts[1].isEmpty else {
            reportNoField(path, thing, location)
            return nil
        }
        if let field = LetterField.reading(parts[1]), thing.fields.contains(where: { $0.field == field }) { return .field(thing, field) }
        if thing == .parameter {
            if let index = policy.parameters.firstIndex(where: { $0.name == parts[1] || $0.label.zh == parts[1] || $0.label.en == parts[1] }) {
                return .parameter(index)
            }
            let known = policy.parameters.spellings(\.name, \.label)
            diagnostics.append(.unknownName("letter-name", Written(parts[1], at: location), zh: "参数", en: "parameter", known: known))
            return nil
        }
        var known = thing.fields.flatMap { [$0.field.english, $0.field.chinese] }
        if thing == .record {
            if let slot = policy.variables.index(of: parts[1]), slot < policy.vocabulary.factSlotCount { return .fact(slot) }
            known += policy.vocabulary.records.flatMap(\.facts).spellings(\.name, \.label)
        }
        diagnostics.append(
            .unknownName("letter-name", Written(parts[1], at: location), zh: "`\(head)` 的内容", en: "field of `\(head)`", known: known))
        return nil
    }

    private func mayBeAbsent(_ piece: LetterPiece) -> Bool {
        switch piece {
        case .text, .parameter: false
        case .fact: true
        case .field(let thing, let field): thing.fields.first { $0.field == field }?.mayBeAbsent ?? false
        }
    }

    // MARK: Faults

    private mutating func reportBrace(_ location: Location, _ brace: String) {
        diagnostics.append(
            .fault(
                "letter-brace", at: location, zh: "`\(brace)` 没有配对", en: "`\(brace)` has no other to match",
                mend: Phrase(zh: "写作 `{措施.名称}`；花括号本身要写两个", en: "write it like `{measure.label}`; a brace itself is written twice")))
    }

    private mutating func reportUnguarded(_ path: String, _ location: Location) {
        diagnostics.append(
            .fault(
                "letter-absent", at: location, zh: "`\(path)` 可能没有", en: "`\(path)` may be absent",
                mend: Phrase(zh: "加上条件 `当: 有 \(path)`", en: "add the condition `when: has \(path)`")))
    }

    private mutating func reportOutOfScope(_ path: String, _ thing: LetterThing, _ location: Location) {
        let list = LetterList.allCases.first { $0.thing == thing }
        diagnostics.append(
            .fault(
                "letter-scope", at: location, zh: "这里没有说的是哪一个 `\(path)`", en: "it isn't said of which thing `\(path)` is",
                mend: list.map {
                    Phrase(zh: "写在 `逐项: \($0.chinese)` 的章节里", en: "write it in a section for `each: \($0.english)`, outside its heading")
                }))
    }

    private mutating func reportNoField(_ path: String, _ thing: LetterThing, _ location: Location) {
        let fields = thing.fields.map(\.field)
        diagnostics.append(
            .fault(
                "letter-field", at: location, zh: "`\(path)` 不是文字", en: "`\(path)` is no text",
                mend: fields.isEmpty
                    ? Phrase(zh: "写出参数的名字，如 `{参数.期限}`", en: "name the parameter, such as `{parameter.term}`")
                    : Phrase(
                        zh: "写出它的一项，如 `{\(thing.chinese).\(fields[0].chinese)}`",
                        en: "write a field of it, such as `{\(thing.english).\(fields[0].english)}`")))
    }
}

extension Substring {
    fileprivate var trimmingSpaces: String {
        var text = self
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
