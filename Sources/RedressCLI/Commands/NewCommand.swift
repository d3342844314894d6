import ArgumentParser
import Diagnostics
import Policy
import Redress

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `redress new FOLDER --extends PACK`
struct NewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Make a new locality's pack, ready to edit. 为一地新建政策包。",
        discussion: """
            Example:
              redress new rules/cn/hubei/ezhou --extends cn.state-council

            The folder lies below the one that holds the packs (here `rules`), and its place there is the pack's id.
            """)

    @Argument(help: "The folder to make.")
    var folder: String

    @Option(help: "The pack to extend: its id or its folder.")
    var extends: String

    @Option(help: "The new pack's id; it must be what the folder's place says, which is the default.")
    var id: String?

    @OptionGroup var language: LanguageOption

    func run() throws {
        let terminal = language.terminal
        if let entries = try? DiskFiles().list(folder), !entries.isEmpty { throw terminal.refuse(existing(folder)) }
        if (try? DiskFiles().read(folder)) != nil { throw terminal.refuse(existing(folder)) }
        var extended = extends
        if (try? DiskFiles().list(extends)) != nil { extended = try PolicyPack.read(extends, terminal).id }
        let draft: PackDraft
        do throws(PackDraft.Fault) {
            draft = try PackDraft(folder: absolute(folder), extends: extended, id: id)
        } catch {
            return try fail(error, terminal)
        }
        for (path, text) in draft.files { try write(text, path, terminal) }
        try terminal.print(
            Phrase(
                zh: "已在 `\(folder)` 新建 `\(draft.id)`，延伸 `\(extended)`：\(draft.files.map(\.path).joined(separator: "、"))",
                en: "made `\(draft.id)` in `\(folder)`, which extends `\(extended)`: \(draft.files.map(\.path).joined(separator: ", "))")[
                    terminal.language])
    }

    private func existing(_ path: String) -> Phrase {
        Phrase(zh: "`\(path)` 已存在，不覆盖", en: "`\(path)` exists already; nothing is overwritten")
    }

    private func fail(_ fault: PackDraft.Fault, _ terminal: Terminal) throws {
        switch fault {
        case .notFound(let id):
            throw terminal.refuse(
                Phrase(
                    zh: "在 `\(folder)` 以上的文件夹里没有政策包 `\(id)`；新政策包要放在与它同一个根目录之下",
                    en: "no folder above `\(folder)` holds the pack `\(id)`; a new pack goes below the folder that holds what it extends"))
        case .otherID(let expected):
            throw terminal.refuse(
                Phrase(
                    zh: "`\(folder)` 的位置对应的编号是 `\(expected)`，不是 `\(id ?? "")`",
                    en: "a pack in `\(folder)` is called `\(expected)`, not `\(id ?? "")`: its place is its id"))
        case .badName(let name):
            throw terminal.refuse(Phrase(zh: "`\(name)` 不能作为编号的一部分", en: "`\(name)` can't be part of an id"))
        case .faulty(let diagnostics):
            try terminal.show(diagnostics)
            throw Status.findings.exitCode
        }
    }

    // MARK: Files

    /// The path from the top, without `.` and `..`.
    private func absolute(_ path: String) -> String {
        var parts: [Substring] = []
        var whole = path
        if !path.hasPrefix("/"), let current = getcwd(nil, 0) {
            whole = String(cString: current) + "/" + path
            free(current)
        }
        for part in whole.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
    }

    private func write(_ text: String, _ path: String, _ terminal: Terminal) throws {
        let file = PolicyPath.join(folder, path)
        guard let (parent, _) = PolicyPath.split(file) else { return }
        OutputFolder.make(parent)
        // Made anew or not at all: whatever came to be there since stays as it is.
        let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            if errno == EEXIST { throw terminal.refuse(existing(file)) }
            let reason = String(cString: strerror(errno))
            throw terminal.refuse(Phrase(zh: "无法写入 `\(file)`：\(reason)", en: "`\(file)` can't be written: \(reason)"))
        }
        defer { close(descriptor) }
        try Terminal.write(text, to: descriptor)
    }
}
