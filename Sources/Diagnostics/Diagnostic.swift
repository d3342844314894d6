/// How grave a finding is.
public enum Severity: String, Sendable, Comparable {
    case note
    case warning
    case error

    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .note: 0
        case .warning: 1
        case .error: 2
        }
    }
}

/// One finding, as a value: what is wrong, where, and how to mend it. Rendering happens elsewhere (``TerminalRenderer``, ``JSONRenderer``).
public struct Diagnostic: Hashable, Sendable {
    /// A stable code such as `unknown-name`; each has a page in the docs.
    public var code: String
    public var severity: Severity
    /// Lower case, no full stop, what the user wrote between backticks.
    public var message: Phrase
    /// Where; nil when the finding belongs to no text (a missing folder).
    public var location: Location?
    /// Other places that explain it.
    public var notes: [Note]
    /// How to mend it.
    public var mend: Phrase?

    public init(
        code: String, severity: Severity = .error, message: Phrase, location: Location?, notes: [Note] = [],
        mend: Phrase? = nil
    ) {
        self.code = code
        self.severity = severity
        self.message = message
        self.location = location
        self.notes = notes
        self.mend = mend
    }

    /// A further place and what is there.
    public struct Note: Hashable, Sendable {
        public var message: Phrase
        public var location: Location?

        public init(message: Phrase, location: Location?) {
            self.message = message
            self.location = location
        }
    }

    /// The same finding seen in another text: an expression's, moved to the file it stands in.
    public func relocated(_ move: (Span) -> Location) -> Diagnostic {
        var copy = self
        copy.location = location.map { move($0.span) }
        copy.notes = notes.map { Note(message: $0.message, location: $0.location.map { move($0.span) }) }
        return copy
    }
}

/// A span in a text.
public struct Location: Hashable, Sendable {
    public var source: SourceText
    public var span: Span

    public init(source: SourceText, span: Span) {
        self.source = source
        self.span = span
    }

    public static func == (left: Location, right: Location) -> Bool {
        left.source === right.source && left.span == right.span
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(ObjectIdentifier(source))
        hasher.combine(span)
    }
}
