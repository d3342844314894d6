import Foundation
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// Reads a page with an XML parser, which refuses what isn't well formed: its ids, its links, its headings and the text of each element with an id.
final class PageReader: NSObject, XMLParserDelegate {
    private(set) var ids: [String] = []
    private(set) var links: [String] = []
    /// Levels in order.
    private(set) var headings: [Int] = []
    private(set) var elements: Set<String> = []
    private(set) var text = ""
    /// Clauses in own words.
    private(set) var words: Set<String> = []
    private var paragraph: String?
    /// The text of everything that is marked, by the nearest id around it.
    private(set) var marks: [String: [String]] = [:]
    private var open: [(name: String, id: String?)] = []

    init(_ page: String, at location: SourceLocation = #_sourceLocation) throws {
        super.init()
        let parser = XMLParser(data: Data(page.utf8))
        parser.delegate = self
        let isWellFormed = parser.parse()
        let place = "line \(parser.lineNumber): \(parser.parserError.map { "\($0)" } ?? "")"
        try #require(isWellFormed, "\(place)", sourceLocation: location)
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?, attributes: [String: String]
    ) {
        open.append((name, attributes["id"]))
        elements.insert(name)
        if let id = attributes["id"] { ids.append(id) }
        if let link = attributes["href"] { links.append(link) }
        if name.count == 2, name.first == "h", let level = name.last?.wholeNumberValue { headings.append(level) }
        if attributes["class"] == "words" { paragraph = "" }
        if name == "mark" { marks[nearest, default: []].append("") }
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        open.removeLast()
        if name == "p", let paragraph {
            words.insert(paragraph)
            self.paragraph = nil
        }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        if open.contains(where: { $0.name == "style" }) { return }
        text += string
        paragraph? += string
        if open.contains(where: { $0.name == "mark" }), let last = marks[nearest]?.indices.last { marks[nearest]?[last] += string }
    }

    private var nearest: String { open.last { $0.id != nil }?.id ?? "" }

    /// What any page must have: no id twice, every link of the page goes somewhere, no heading skips a level, nothing that runs or loads.
    func expectSound(at location: SourceLocation = #_sourceLocation) {
        #expect(Set(ids).count == ids.count, "\(Dictionary(grouping: ids, by: { $0 }).filter { $1.count > 1 }.keys)", sourceLocation: location)
        let dead = links.filter { $0.hasPrefix("#") && !ids.contains(String($0.dropFirst())) }
        #expect(dead.isEmpty, "links that lead nowhere: \(dead)", sourceLocation: location)
        #expect(headings.first == 1 && headings.count { $0 == 1 } == 1, sourceLocation: location)
        for (before, after) in zip(headings, headings.dropFirst()) { #expect(after <= before + 1, "h\(before), h\(after)", sourceLocation: location) }
        #expect(elements.isDisjoint(with: ["script", "link", "img", "iframe", "object"]), sourceLocation: location)
    }
}
