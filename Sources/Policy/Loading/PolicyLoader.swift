import Diagnostics

/// Loads policies. One loader reads each file once, so that packs which extend the same pack share its texts and findings.
package final class PolicyLoader {
    private let files: any PolicyFiles
    private let tests: PackTestReading
    private var packs: [String: PackFolder] = [:]
    private var vocabularies: [String: VocabularyFile] = [:]
    private var calendars: [String: CalendarFile] = [:]

    /// - Parameter tests: whether the packs' tests are read too. They change no decision, and may be more than all the rest of a pack.
    package init(files: any PolicyFiles, tests: PackTestReading = .read) {
        self.files = files
        self.tests = tests
    }

    /// Loads the pack of a folder, or of a `pack.yaml`, with all that it extends.
    package static func load(_ path: String, files: any PolicyFiles) -> PolicyLoad { PolicyLoader(files: files).load(path) }

    package func load(_ path: String) -> PolicyLoad {
        let folder = folder(of: path)
        let asked = pack(folder)
        guard let pack = asked.pack else {
            return PolicyLoad(policy: nil, sources: asked.sources, diagnostics: asked.diagnostics.inOrder())
        }
        var chain = chain(from: asked, pack)
        var diagnostics = chain.folders.flatMap(\.diagnostics) + chain.diagnostics
        var sources = chain.folders.flatMap(\.sources)
        guard chain.isWhole, let vocabularyName = chain.vocabularyName else {
            if chain.isWhole { diagnostics.append(.noVocabulary(pack)) }
            return PolicyLoad(policy: nil, root: chain.root, sources: sources.inOrder(), diagnostics: diagnostics.inOrder())
        }
        guard let path = chain.vocabularyPath else {
            diagnostics.append(
                .notFound("missing-vocabulary", vocabularyName, zh: "词汇表", en: "vocabulary", lookedAt: chain.vocabularyPlaces))
            return PolicyLoad(policy: nil, root: chain.root, sources: sources.inOrder(), diagnostics: diagnostics.inOrder())
        }
        let file = vocabulary(path)
        diagnostics += file.diagnostics
        sources += file.sources
        guard let vocabulary = file.vocabulary else {
            return PolicyLoad(policy: nil, root: chain.root, sources: sources.inOrder(), diagnostics: diagnostics.inOrder())
        }
        chain.folders.reverse()
        let layers = chain.folders.compactMap(\.pack)
        let calendar = calendar(layers, root: chain.root)
        diagnostics += calendar?.diagnostics ?? []
        sources += calendar?.sources ?? []
        let days = Set(layers.flatMap(\.turningDays)).sorted()
        var editions: [PolicyEdition] = []
        var found: [[Diagnostic]] = []
        for from in [Int32.min] + days {
            let layering = Layering(vocabulary: vocabulary, layers: layers.map { $0.edition(on: from) })
            var policy = layering.resolve()
            policy.calendar = calendar?.calendar
            found.append(layering.findings.diagnostics)
            var typed = TypedPolicy(policy)
            typed.policy.lazyDigest = LazyDigest { [typed] in PolicyDigest.of(typed.withoutUnread) }
            editions.append(PolicyEdition(from: from, typed: typed))
        }
        diagnostics += PolicyEdition.together(found)
        return PolicyLoad(
            policy: editions.last?.typed.policy, editions: editions, root: chain.root, sources: sources.inOrder(), diagnostics: diagnostics.inOrder())
    }

    /// Reads a vocabulary alone, with the tests beside it: its folder, or its file.
    package func loadVocabulary(_ path: String) -> VocabularyLoad {
        let path = PolicyPath.trimmed(path)
        let isFile = FolderReader.isYAML(path)
        let file = vocabulary(isFile ? path : PolicyPath.join(path, FolderReader.vocabularyFile))
        guard let vocabulary = file.vocabulary else {
            return VocabularyLoad(vocabulary: nil, sources: file.sources, diagnostics: file.diagnostics.inOrder())
        }
        let shared = FolderReader.sharedTests(isFile ? PolicyPath.parent(of: path) : path, files: files)
        let layering = Layering(vocabulary: vocabulary, layers: [])
        let tests = layering.resolved(shared: shared.tests)
        let found = file.diagnostics + shared.diagnostics + layering.findings.diagnostics + TestRecordNames.findings(tests, vocabulary)
        return VocabularyLoad(
            vocabulary: vocabulary, tests: tests, sources: (file.sources + shared.sources).inOrder(), diagnostics: found.inOrder())
    }

    /// Reads a calendar alone, by its file.
    package func loadCalendar(_ path: String) -> CalendarLoad {
        let path = PolicyPath.trimmed(path)
        guard let (folder, file) = PolicyPath.split(path) else { return CalendarLoad(calendar: nil, sources: [], diagnostics: []) }
        let root = PolicyPath.parent(of: folder)
        return calendar(Written(file.split(separator: ".").dropLast().joined(separator: ".")), root: root, path: path)
    }

    // MARK: Calendars

    /// The calendar of the lowest pack that names one; nil where none does.
    private func calendar(_ layers: [Pack], root: String) -> CalendarLoad? {
        layers.last { $0.calendar != nil }?.calendar.map { calendar($0, root: root, path: nil) }
    }

    /// A calendar and those it extends, put together.
    private func calendar(_ name: Written<String>, root: String, path: String?) -> CalendarLoad {
        let findings = Findings()
        var load = CalendarLoad(calendar: nil, sources: [], diagnostics: [])
        var layers: [CivilCalendar] = []
        var names: [String] = []
        var next: Written<String>? = name
        var path = path
        while let wanted = next {
            guard let place = path ?? PolicyPath.calendar(wanted.value, below: root) else {
                findings.report(.badCalendarName(wanted))
                break
            }
            guard files.isFile(place) else {
                findings.report(.notFound("missing-calendar", wanted, zh: "日历", en: "calendar", lookedAt: [place]))
                break
            }
            if names.contains(wanted.value) {
                findings.report(.calendarCycle(wanted, chain: names + [wanted.value]))
                break
            }
            names.append(wanted.value)
            path = nil
            let file = calendarFile(place)
            findings.report(file.diagnostics)
            load.sources += file.sources
            guard let calendar = file.calendar else { break }
            if calendar.name != wanted.value { findings.report(.calendarDiffers(calendar, expected: wanted.value)) }
            layers.insert(calendar, at: 0)
            next = calendar.extends
            // All of them are there.
            if next == nil, let place = PolicyPath.calendar(name.value, below: "") {
                load.calendar = CalendarLayers.resolve(layers, path: place, findings: findings)
            }
        }
        load.diagnostics = findings.diagnostics
        return load
    }

    private func calendarFile(_ path: String) -> CalendarFile {
        if let known = calendars[path] { return known }
        let read = FolderReader.calendar(path, files: files)
        calendars[path] = read
        return read
    }

    // MARK: The chain of packs

    /// A pack and what it extends, the lowest first.
    private struct Chain {
        var folders: [PackFolder]
        /// The folder that ids are paths below.
        var root: String
        /// The vocabulary that the lowest of them names.
        var vocabularyName: Written<String>?
        var vocabularyPath: String?
        var vocabularyPlaces: [String] = []
        var diagnostics: [Diagnostic] = []
        /// Whether every extended pack was found.
        var isWhole = true
        /// Where the missing pack was looked for.
        var missing: (name: Written<String>, path: String)?
    }

    /// Walks up until the extended packs and the vocabulary are found. Where they never are, the folder that has most of them speaks.
    private func chain(from folder: PackFolder, _ pack: Pack) -> Chain {
        var root = PolicyPath.parent(of: folder.path)
        var best: Chain?
        var packPlaces: [String] = []
        var vocabularyPlaces: [String] = []
        // Deeper than any file system goes.
        for _ in 0..<64 {
            var candidate = chain(from: folder, pack, root: root)
            if candidate.isWhole, candidate.vocabularyPath != nil || candidate.vocabularyName == nil {
                checkIdentifiers(&candidate)
                return candidate
            }
            if let missing = candidate.missing { packPlaces.append(missing.path) }
            vocabularyPlaces += candidate.vocabularyPlaces
            if best == nil || (candidate.folders.count, candidate.isWhole ? 1 : 0) > (best?.folders.count ?? 0, best?.isWhole == true ? 1 : 0) {
                best = candidate
            }
            if files.isTop(root) { break }
            root = PolicyPath.parent(of: root)
        }
        guard var chain = best else { return chain(from: folder, pack, root: root) }
        chain.vocabularyPlaces = vocabularyPlaces
        if let missing = chain.missing {
            chain.diagnostics.append(
                .notFound("missing-pack", missing.name, zh: "上位政策", en: "extended pack", lookedAt: packPlaces))
        }
        return chain
    }

    private func chain(from folder: PackFolder, _ pack: Pack, root: String) -> Chain {
        var chain = Chain(folders: [folder], root: root, vocabularyName: pack.vocabulary)
        var ids = [pack.id]
        var current = pack
        while let extended = current.extends {
            guard !ids.contains(extended.value) else {
                chain.diagnostics.append(.extendsCycle(extended, chain: ids.drop { $0 != extended.value } + [extended.value]))
                break
            }
            guard let below = PolicyPath.folder(ofPack: extended.value) else {
                chain.diagnostics.append(.badIdentifier("missing-pack", extended))
                chain.isWhole = false
                break
            }
            let path = PolicyPath.join(root, below)
            guard files.isFile(PolicyPath.join(path, FolderReader.packFile)) else {
                chain.missing = (extended, PolicyPath.join(path, FolderReader.packFile))
                chain.isWhole = false
                break
            }
            let superior = self.pack(path)
            chain.folders.append(superior)
            guard let next = superior.pack else {
                chain.isWhole = false
                break
            }
            if chain.vocabularyName == nil { chain.vocabularyName = next.vocabulary }
            if let lower = chain.vocabularyName, let upper = next.vocabulary, lower.value != upper.value {
                chain.diagnostics.append(.vocabularyDiffers(lower, superior: upper))
                // What the extended pack says is read in its own vocabulary, so that its rules have no faults of this one's making.
                chain.vocabularyName = upper
            }
            if next.id != extended.value { chain.diagnostics.append(.identifierDiffers(next, expected: extended.value, severity: .error)) }
            ids.append(next.id)
            current = next
        }
        findVocabulary(&chain)
        return chain
    }

    private func findVocabulary(_ chain: inout Chain) {
        guard let name = chain.vocabularyName, PolicyPath.isPart(name.value) else { return }
        let path = PolicyPath.join(PolicyPath.join(chain.root, name.value), FolderReader.vocabularyFile)
        if files.isFile(path) { chain.vocabularyPath = path } else { chain.vocabularyPlaces = [path] }
    }

    /// The pack that was asked for may stand anywhere, but who extends it will look where its id says.
    private func checkIdentifiers(_ chain: inout Chain) {
        guard let folder = chain.folders.first, let pack = folder.pack else { return }
        let expected = Self.relative(folder.path, to: chain.root).split(separator: "/").joined(separator: ".")
        if expected != pack.id, !folder.path.hasSuffix(".") {
            chain.diagnostics.append(.identifierDiffers(pack, expected: expected, severity: .warning))
        }
    }

    // MARK: Folders read once

    private func pack(_ folder: String) -> PackFolder {
        if let known = packs[folder] { return known }
        let read = FolderReader.pack(folder, files: files, tests: tests)
        packs[folder] = read
        return read
    }

    private func vocabulary(_ path: String) -> VocabularyFile {
        if let known = vocabularies[path] { return known }
        let read = FolderReader.vocabulary(path, files: files)
        vocabularies[path] = read
        return read
    }

    /// The pack of a folder or of any of its files.
    private func folder(of path: String) -> String {
        let path = PolicyPath.trimmed(path)
        guard let (folder, name) = PolicyPath.split(path), FolderReader.isYAML(name), !files.isFolder(path) else { return path }
        if let (pack, last) = PolicyPath.split(folder), last == FolderReader.testFolder { return pack }
        return folder
    }

    private static func relative(_ path: String, to root: String) -> String {
        if root == "." { return path }
        let prefix = root.hasSuffix("/") ? root : root + "/"
        return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
    }
}

extension [SourceText] {
    /// By name, each once.
    func inOrder() -> [SourceText] {
        var seen: Set<ObjectIdentifier> = []
        return filter { seen.insert(ObjectIdentifier($0)).inserted }
            .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }
}
