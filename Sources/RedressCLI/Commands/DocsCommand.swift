import ArgumentParser
import Diagnostics
import Redress

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

enum DocsLanguage: String, ExpressibleByArgument, CaseIterable { case zh, en, both }

enum DocsFormat: String, ExpressibleByArgument, CaseIterable { case html, md, both }

/// `redress docs PACK -o DIR`
struct DocsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "docs", abstract: "A pack as a handbook for people. 把政策包写成手册，逐条说明规则。",
        discussion: """
            Writes handbook.zh.html, handbook.en.html, handbook.zh.md and handbook.en.md, or those asked for.

            Example:
              redress docs rules/cn/shaanxi/zhashui -o handbook --lang zh --format html
            """)

    @Argument(help: "The pack's folder.")
    var pack: String

    @Option(name: .shortAndLong, help: "The folder to write to; made where there is none.")
    var output: String

    @Option(help: "zh, en or both: languages to write, and of messages. 语言。")
    var lang: DocsLanguage = .both

    @Option(help: "The day whose law is shown (default: the latest).")
    var law: Day?

    @Option(help: "html, md or both.")
    var format: DocsFormat = .both

    func run() throws {
        let terminal = Terminal(Language(rawValue: lang.rawValue))
        let loaded = try PolicyPack.read(pack, law: law, terminal)
        let languages = Language(rawValue: lang.rawValue).map { [$0] } ?? [.chinese, .english]
        let formats: [HandbookFormat]
        switch format {
        case .html: formats = [.html]
        case .md: formats = [.markdown]
        case .both: formats = [.html, .markdown]
        }
        if !OutputFolder.make(output) {
            terminal.note(
                Phrase(
                    zh: "redress: 无法新建文件夹 `\(output)`：\(String(cString: strerror(errno)))",
                    en: "redress: can't make the folder `\(output)`: \(String(cString: strerror(errno)))"))
            throw Status.usage.exitCode
        }
        for file in loaded.handbook(languages: languages, formats: formats) {
            let path = output.hasSuffix("/") ? output + file.name : output + "/" + file.name
            try Terminal.write(file.text, to: OutputFile(path, terminal).descriptor)
            try terminal.print(path)
        }
    }
}
