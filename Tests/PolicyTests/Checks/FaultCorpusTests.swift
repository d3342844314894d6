import Diagnostics
import Foundation
import Policy
import Testing

/// Faulty packs as files, each with exactly what is to be said about it, as a terminal shows it in both languages.
///
/// `RECORD_SNAPSHOTS=1 swift test` writes what is said now beside each; it has to be read before it is kept.
@Suite struct FaultCorpusTests {
    static let root = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/Corpus/faults"

    /// Folders that faulty packs rest on; they have no fault themselves.
    private static let sound = ["library", "state", "museum"]

    static let cases: [String] = {
        let entries = (try? DiskFiles().list(root)) ?? []
        return entries.filter { $0.isFolder && !sound.contains($0.name) }.map(\.name)
    }()

    @Test func thereAreCases() { #expect(Self.cases.count >= 50) }

    @Test func whatTheyRestOnIsSound() {
        let files = CorpusFiles(root: Self.root)
        #expect(files.check("state").map(\.message.en) == [])
    }

    @Test(arguments: cases) func findsExactlyThis(_ name: String) throws {
        let found = CorpusFiles(root: Self.root).check(name)
        let rendered = Self.render(found)
        let path = "\(Self.root)/\(name)/expected.txt"
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
            try rendered.write(toFile: path, atomically: true, encoding: .utf8)
        }
        let expected = String(decoding: try DiskFiles().read(path), as: UTF8.self)
        #expect(rendered == expected)
        #expect(!found.isEmpty)
        for diagnostic in found {
            #expect(!diagnostic.message.zh.isEmpty && !diagnostic.message.en.isEmpty)
            #expect(diagnostic.message.zh != diagnostic.message.en, "both languages say the same: \(diagnostic.message.en)")
            if let mend = diagnostic.mend { #expect(!mend.zh.isEmpty && !mend.en.isEmpty) }
            // A place lies within its file.
            if let location = diagnostic.location { #expect(location.span.upper <= location.source.bytes.count) }
        }
    }

    private static func render(_ found: [Diagnostic]) -> String {
        let texts = [Language.english, .chinese].map { language in
            let renderer = TerminalRenderer(language: language)
            return renderer.render(found) + renderer.summary(found) + "\n"
        }
        return texts.joined(separator: "\n")
    }
}

/// The corpus, with its own folder as the top, so that no path of a machine shows in a finding.
struct CorpusFiles: PolicyFiles {
    let root: String

    private func path(_ path: String) -> String { path == "." || path.isEmpty ? root : "\(root)/\(path)" }

    func read(_ path: String) throws(FileFault) -> [UInt8] { try DiskFiles().read(self.path(path)) }
    func list(_ folder: String) throws(FileFault) -> [FolderEntry] { try DiskFiles().list(path(folder)) }
    func isTop(_ folder: String) -> Bool { folder == "." || folder.isEmpty }

    /// What checking a folder finds in its packs and vocabularies, each finding once.
    func check(_ folder: String) -> [Diagnostic] {
        let found = PolicyLoader.discover(folder, files: self)
        let loader = PolicyLoader(files: self)
        var diagnostics = found.vocabularies.flatMap { loader.loadVocabulary($0).diagnostics }
        diagnostics += found.calendars.flatMap { loader.loadCalendar($0).diagnostics }
        let packs = found.packs.isEmpty && found.vocabularies.isEmpty && found.calendars.isEmpty ? [folder] : found.packs
        diagnostics += packs.flatMap { Checking.findings($0, self) }
        var seen: Set<String> = []
        let renderer = TerminalRenderer(language: .english)
        return diagnostics.filter { seen.insert(renderer.render($0)).inserted }.inOrder()
    }
}
