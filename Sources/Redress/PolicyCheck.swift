import Diagnostics
import Policy

/// Checks policies before anything runs.
public enum PolicyCheck {
    /// What checking found, and which packs it looked at.
    public struct Report: Sendable {
        /// In order of file, place and code, each once.
        public var diagnostics: [Diagnostic]
        /// Folders of packs.
        public var packs: [String]
        /// Folders of vocabularies.
        public var vocabularies: [String]
        /// Files of calendars.
        public var calendars: [String]
    }

    /// Checks every pack, vocabulary and calendar in these folders and below. Reads files; never fails otherwise than by diagnostics.
    public static func check(_ paths: [String]) -> Report { check(paths, files: DiskFiles()) }

    package static func check(_ paths: [String], files: any PolicyFiles) -> Report {
        var report = Report(diagnostics: [], packs: [], vocabularies: [], calendars: [])
        let loader = PolicyLoader(files: files)
        for path in paths {
            let found = PolicyLoader.discover(path, files: files)
            report.packs += found.packs
            report.vocabularies += found.vocabularies
            report.calendars += found.calendars
            if found.packs.isEmpty, found.vocabularies.isEmpty, found.calendars.isEmpty {
                // A file, or a folder with none of them: loading says what is wrong with it.
                report.packs.append(path)
            }
        }
        for vocabulary in report.vocabularies { report.diagnostics += loader.loadVocabulary(vocabulary).diagnostics }
        for calendar in report.calendars { report.diagnostics += loader.loadCalendar(calendar).diagnostics }
        for pack in report.packs {
            let load = loader.load(pack)
            report.diagnostics += load.diagnostics
            report.diagnostics += findings(load.editions.map(\.typed), besides: load.diagnostics)
        }
        var seen: Set<Key> = []
        report.diagnostics = report.diagnostics.filter { seen.insert(Key($0)).inserted }.inOrder()
        return report
    }

    /// Everything that is wrong with a policy's expressions and rules.
    /// - Parameter found: what was found while it was loaded.
    package static func findings(_ typed: TypedPolicy, besides found: [Diagnostic]) -> [Diagnostic] {
        typed.diagnostics + PolicyChecks.findings(typed, besides: found)
    }

    /// The same of a policy's editions, together.
    package static func findings(_ editions: [TypedPolicy], besides found: [Diagnostic]) -> [Diagnostic] {
        PolicyEdition.together(editions.map { findings($0, besides: found) })
    }

    /// What makes two findings the same: packs that extend one pack all meet its faults, each read from the same place.
    private struct Key: Hashable {
        var code: String
        var file: String
        var span: Span?
        var message: Phrase

        init(_ diagnostic: Diagnostic) {
            code = diagnostic.code
            file = diagnostic.location?.source.name ?? ""
            span = diagnostic.location?.span
            message = diagnostic.message
        }
    }
}
