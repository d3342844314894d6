import Diagnostics
import Engine
import FEEL
import Policy

/// A decision as a letter to the person concerned, by the pack's own template.
package struct DecisionLetter: Sendable {
    let evidence: CaseEvidence
    let outlook: Outlook
    let typed: TypedPolicy
    /// The record's facts, by slot.
    let facts: [Int: Datum]
    /// What those whom the record names by an id are called, where it says so.
    let names: [String: String]

    /// Takes the case in a workspace's frame and decides it anew.
    package init(_ workspace: Workspace, _ request: DecisionRequest) {
        typed = workspace.plan.typed
        outlook = Outlook(workspace, request)
        evidence = CaseEvidence(workspace, request)
        let declared = typed.policy.vocabulary.records[evidence.kind].facts
        let facts = Dictionary(declared.map { ($0.slot, workspace.value(inSlot: $0.slot)) }, uniquingKeysWith: { first, _ in first })
        self.facts = facts
        var names: [String: String] = [:]
        for fact in declared {
            guard let slot = fact.shownAs, case .string(let id)? = facts[fact.slot], case .string(let name)? = facts[slot], !name.isEmpty else {
                continue
            }
            if names[id] == nil { names[id] = name }
        }
        self.names = names
    }

    package func html(_ letter: TypedLetter, _ language: Language) -> String { HTMLRenderer.text(document(letter, language)) }

    package func markdown(_ letter: TypedLetter, _ language: Language) -> String { MarkdownRenderer.text(document(letter, language)) }

    func document(_ letter: TypedLetter, _ language: Language) -> Document {
        LetterWriter(LetterContent(self, letter, language)).document(letter)
    }
}

/// Puts a decision into the sections and phrases of a template.
struct LetterWriter {
    private let content: LetterContent
    private var language: Language { content.labels.language }

    init(_ content: LetterContent) { self.content = content }

    func document(_ letter: TypedLetter) -> Document {
        let title = letter.title.map { text($0, nil) } ?? [.text(letter.name)]
        var body: [Block] = []
        for section in letter.sections { body += blocks(section) }
        var document = Document(language, title: LetterWriter.plain(title), opening: [.heading(1, id: nil, title)], body: body)
        document.closing = content.closing
        return document
    }

    private func blocks(_ section: TypedLetter.Section) -> [Block] {
        guard holds(section.conditions, nil) else { return [] }
        var blocks: [Block] = section.title.map { [.heading(2, id: nil, text($0, nil))] } ?? []
        guard let list = section.each else {
            let paragraphs = section.lines.filter { holds($0.conditions, nil) }.map { text($0.text, nil) }.filter { !$0.isEmpty }
            return blocks + paragraphs.map { .paragraph($0) }
        }
        let items = content.items(list).filter { item in
            // Without a choice of events, those that relieve are what the person concerned looks for.
            section.events.isEmpty ? list != .ways || item.relieves : item.event.map { section.events.contains($0) } ?? false
        }
        guard !items.isEmpty else { return [] }
        blocks.append(
            .items(items.map { item in section.lines.filter { holds($0.conditions, item) }.flatMap { text($0.text, item) } }))
        return blocks
    }

    private func holds(_ conditions: [TypedLetterCondition], _ item: LetterItem?) -> Bool {
        conditions.allSatisfy { condition in
            switch condition.subject {
            case .list(let list): content.items(list).isEmpty == condition.isNegated
            case .piece(let piece): (content.value(piece, item) == nil) == condition.isNegated
            }
        }
    }

    private func text(_ text: TypedLetterText, _ item: LetterItem?) -> [Inline] {
        text[language].flatMap { piece in content.value(piece, item) ?? [] }
    }

    static func plain(_ text: [Inline]) -> String {
        text.map { inline in
            switch inline {
            case .text(let text), .code(let text), .badge(let text, _), .day(let text): text
            case .strong(let text), .flag(let text), .aside(let text), .link(let text, _): plain(text)
            }
        }.joined()
    }
}
