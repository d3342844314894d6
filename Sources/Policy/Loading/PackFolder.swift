import Diagnostics
import YAMLDocument

/// A pack as its folder gave it, before layering.
struct PackFolder {
    var path: String
    /// Nil when `pack.yaml` is missing or has no id.
    var pack: Pack?
    var sources: [SourceText]
    var diagnostics: [Diagnostic]
}

/// A vocabulary as its file gave it.
struct VocabularyFile {
    var path: String
    var vocabulary: Vocabulary?
    var sources: [SourceText]
    var diagnostics: [Diagnostic]
}

/// Whether the tests of packs are read with them.
package enum PackTestReading: Sendable {
    case read
    /// A fault in a test is then no reason not to decide.
    case left
}

/// A calendar as its file gave it.
struct CalendarFile {
    var calendar: CivilCalendar?
    var sources: [SourceText]
    var diagnostics: [Diagnostic]
}

/// The tests of a vocabulary's folder.
struct SharedTests {
    var tests: [TestCase]
    var sources: [SourceText]
    var diagnostics: [Diagnostic]
}

/// Reads folders into packs and vocabularies. One faulty file doesn't stop the reading of the others.
struct FolderReader {
    let files: any PolicyFiles
    private let findings = Findings()
    private var sources: [SourceText] = []

    init(files: any PolicyFiles) { self.files = files }

    static let packFile = "pack.yaml"
    static let vocabularyFile = "vocabulary.yaml"
    static let testFolder = "tests"

    static func isYAML(_ name: String) -> Bool { (name.hasSuffix(".yaml") || name.hasSuffix(".yml")) && !name.hasPrefix(".") }

    static func pack(_ folder: String, files: any PolicyFiles, tests: PackTestReading) -> PackFolder {
        var reader = FolderReader(files: files)
        let pack = reader.pack(folder, tests)
        return PackFolder(path: folder, pack: pack, sources: reader.sources, diagnostics: reader.findings.diagnostics)
    }

    static func vocabulary(_ path: String, files: any PolicyFiles) -> VocabularyFile {
        var reader = FolderReader(files: files)
        let vocabulary = reader.document(path).flatMap { VocabularyReader.read($0, findings: reader.findings) }
        return VocabularyFile(path: path, vocabulary: vocabulary, sources: reader.sources, diagnostics: reader.findings.diagnostics)
    }

    static func calendar(_ path: String, files: any PolicyFiles) -> CalendarFile {
        var reader = FolderReader(files: files)
        let calendar = reader.document(path).flatMap { CalendarReader.read($0, findings: reader.findings) }
        return CalendarFile(calendar: calendar, sources: reader.sources, diagnostics: reader.findings.diagnostics)
    }

    /// The tests beside a vocabulary, of records that packs treat differently; without names resolved.
    static func sharedTests(_ folder: String, files: any PolicyFiles) -> SharedTests {
        var reader = FolderReader(files: files)
        var tests: [TestCase] = []
        var names = NameRegister()
        let below = PolicyPath.join(folder, Self.testFolder)
        for entry in (try? files.list(below)) ?? [] where !entry.isFolder && Self.isYAML(entry.name) {
            guard let document = reader.document(PolicyPath.join(below, entry.name)) else { continue }
            let nodes = NodeReader(document: document, findings: reader.findings)
            guard let root = document.root else {
                nodes.reportEmptyFile()
                continue
            }
            let place = Location(source: document.source, span: .at(root.span.lower))
            if let node = nodes.fields(root, keys: [.tests], at: place)?.required(.tests) { tests += nodes.sharedTests(node, names: &names) }
        }
        return SharedTests(tests: tests, sources: reader.sources, diagnostics: reader.findings.diagnostics)
    }

    private mutating func pack(_ folder: String, _ reading: PackTestReading) -> Pack? {
        let entries: [FolderEntry]
        do {
            entries = try files.list(folder)
        } catch {
            findings.report(.unreadable(folder, error))
            return nil
        }
        let names = entries.filter { !$0.isFolder && Self.isYAML($0.name) }.map(\.name)
        guard names.contains(Self.packFile) else {
            findings.report(.notAPack(folder, hasVocabulary: names.contains(Self.vocabularyFile)))
            return nil
        }
        var reader = PackReader(findings: findings)
        // The pack's own file comes first, then the others by name: that is the order of its rules.
        for name in [Self.packFile] + names.filter({ $0 != Self.packFile }) {
            guard let document = document(PolicyPath.join(folder, name)) else { continue }
            reader.read(document, as: name == Self.packFile ? .header : .content)
        }
        if reading == .read, entries.contains(FolderEntry(name: Self.testFolder, isFolder: true)) {
            let tests = PolicyPath.join(folder, Self.testFolder)
            for entry in (try? files.list(tests)) ?? [] where !entry.isFolder && Self.isYAML(entry.name) {
                if let document = document(PolicyPath.join(tests, entry.name)) { reader.read(document, as: .tests) }
            }
        }
        findings.report(reader.result?.versionFaults ?? [])
        return reader.result
    }

    private mutating func document(_ path: String) -> YAMLDocument? {
        do {
            let source = SourceText(name: path, bytes: try files.read(path))
            sources.append(source)
            let reading = YAMLDocument.read(source)
            findings.report(reading.diagnostics)
            return reading.document
        } catch {
            findings.report(.unreadable(path, error))
            return nil
        }
    }
}
