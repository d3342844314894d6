import Diagnostics

/// What loading a policy gave.
package struct PolicyLoad: Sendable {
    /// Nil when what was read can't be put together. It may be there beside errors, for who wants to look at the rest; only a policy of a
    /// load without errors may decide anything.
    ///
    /// Where the law changes from day to day it is that of the last edition.
    package var policy: ResolvedPolicy?
    /// The policy under the law of each day, ascending; one for all days where nothing in it is dated.
    package var editions: [PolicyEdition]
    /// The folder under which packs and vocabularies were found.
    package var root: String?
    /// Every text that was read, in order of name.
    package var sources: [SourceText]
    /// In order of file, place and code.
    package var diagnostics: [Diagnostic]

    package init(
        policy: ResolvedPolicy?, editions: [PolicyEdition] = [], root: String? = nil, sources: [SourceText] = [], diagnostics: [Diagnostic] = []
    ) {
        self.policy = policy
        self.editions = editions
        self.root = root
        self.sources = sources
        self.diagnostics = diagnostics
    }

    package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    /// The folder of another pack of the same rules.
    package func folder(ofPack id: String) -> String? {
        guard let root, let folder = PolicyPath.folder(ofPack: id) else { return nil }
        return PolicyPath.join(root, folder)
    }
}

/// What loading a vocabulary alone gave.
package struct VocabularyLoad: Sendable {
    package var vocabulary: Vocabulary?
    /// Records and what several packs make of each.
    package var tests: [TestCase]
    package var sources: [SourceText]
    package var diagnostics: [Diagnostic]

    package init(vocabulary: Vocabulary?, tests: [TestCase] = [], sources: [SourceText], diagnostics: [Diagnostic]) {
        self.vocabulary = vocabulary
        self.tests = tests
        self.sources = sources
        self.diagnostics = diagnostics
    }
}

/// What loading a calendar gave.
package struct CalendarLoad: Sendable {
    /// With the days of those it extends.
    package var calendar: ResolvedCalendar?
    package var sources: [SourceText]
    package var diagnostics: [Diagnostic]

    package init(calendar: ResolvedCalendar?, sources: [SourceText], diagnostics: [Diagnostic]) {
        self.calendar = calendar
        self.sources = sources
        self.diagnostics = diagnostics
    }
}

/// The packs and vocabularies under a folder as paths of folders, and the calendars as paths of files, in order.
package struct PolicyDiscovery: Hashable, Sendable {
    package var packs: [String]
    package var vocabularies: [String]
    package var calendars: [String]

    package init(packs: [String] = [], vocabularies: [String] = [], calendars: [String] = []) {
        self.packs = packs
        self.vocabularies = vocabularies
        self.calendars = calendars
    }
}
