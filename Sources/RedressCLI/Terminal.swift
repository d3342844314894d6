import ArgumentParser
import Diagnostics

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Language: ExpressibleByArgument {}

/// Where results and messages go, and in which language.
struct Terminal {
    var language: Language

    /// - Parameter asked: what `--lang` says; else the locale decides, and without one English.
    init(_ asked: Language?) {
        if let asked {
            language = asked
        } else {
            let names = ["LC_ALL", "LC_MESSAGES", "LANG"]
            let locale = names.lazy.compactMap { Terminal.environment($0) }.first { !$0.isEmpty } ?? ""
            language = locale.hasPrefix("zh") ? .chinese : .english
        }
    }

    static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

    /// Whether a person reads standard output.
    static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
    static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }
    static var inputIsTerminal: Bool { isatty(STDIN_FILENO) == 1 }

    /// Columns of a table that no terminal bounds.
    static let plainWidth = 150

    /// Columns of the terminal, nil where there is none.
    static var width: Int? {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// Writes a result. A reader that went away ends the program quietly, as it does for every filter.
    func print(_ text: String, terminator: String = "\n") throws { try Terminal.write(text + terminator, to: STDOUT_FILENO) }

    /// Writes a result to the file that `--output` names, or prints it as it is.
    func deliver(_ text: String, to output: String?) throws {
        guard let output else { return try print(text, terminator: "") }
        try Terminal.write(text, to: OutputFile(output, self).descriptor)
    }

    /// Writes a message for a person.
    func note(_ text: String) { try? Terminal.write(text + "\n", to: STDERR_FILENO) }

    func note(_ phrase: Phrase) { note(phrase[language]) }

    /// Says what the command can't go on with, and the nearest name there is to one it was given; how it ends then.
    func refuse(_ phrase: Phrase, _ nearest: String? = nil) -> ExitCode {
        note(
            Phrase(
                zh: "redress: " + phrase.zh + (nearest.map { "，是否想写 `\($0)`？" } ?? ""),
                en: "redress: " + phrase.en + (nearest.map { "; did you mean `\($0)`?" } ?? "")))
        return Status.usage.exitCode
    }

    /// Writes findings for a person; nothing where there are none.
    func show(_ diagnostics: [Diagnostic]) throws {
        guard !diagnostics.isEmpty else { return }
        let renderer = TerminalRenderer(language: language, colour: Terminal.errorIsTerminal)
        try Terminal.write(renderer.render(diagnostics), to: STDERR_FILENO)
    }

    static func write(_ text: String, to descriptor: Int32) throws {
        var text = text
        try text.withUTF8 { try write(UnsafeRawBufferPointer($0), to: descriptor) }
    }

    static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) throws {
        var offset = 0
        while offset < bytes.count {
            let written = systemWrite(descriptor, bytes.baseAddress.map { $0 + offset }, bytes.count - offset)
            if written < 0 {
                if errno == EINTR { continue }
                throw ExitCode(errno == EPIPE ? 0 : Status.fault.rawValue)
            }
            offset += written
        }
    }
}

/// The exit status, as the contract has it.
enum Status: Int32 {
    case done = 0
    /// Faults in policies, failed tests, weakened rules, rejected records.
    case findings = 1
    /// Wrong usage.
    case usage = 2
    /// A fault of Redress itself.
    case fault = 70

    var exitCode: ExitCode { ExitCode(rawValue) }
}

/// `--lang`, on every command.
struct LanguageOption: ParsableArguments {
    @Option(help: "Language of messages: zh or en (default: the locale). 消息语言。")
    var lang: Language?

    var terminal: Terminal { Terminal(lang) }
}

/// The system's `write`, which a method of the same name would hide.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int { write(descriptor, bytes, count) }
