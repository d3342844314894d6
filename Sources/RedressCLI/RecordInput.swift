import ArgumentParser
import Diagnostics
import Records

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file of records, or standard input.
enum RecordInput {
    /// Opens it for reading; a fault is told and ends the command.
    static func open(_ path: String, _ terminal: Terminal) throws -> ByteSource {
        if path == "-" { return .descriptor(STDIN_FILENO) }
        let descriptor = systemOpen(path)
        guard descriptor >= 0 else {
            let reason = String(cString: strerror(errno))
            terminal.note(Phrase(zh: "redress: 无法读取 `\(path)`：\(reason)", en: "redress: `\(path)` can't be read: \(reason)"))
            throw Status.usage.exitCode
        }
        return .descriptor(descriptor)
    }

    private static func systemOpen(_ path: String) -> Int32 {
        #if canImport(Glibc)
            Glibc.open(path, O_RDONLY | O_CLOEXEC)
        #else
            Darwin.open(path, O_RDONLY | O_CLOEXEC)
        #endif
    }
}

/// A file to write, created anew.
struct OutputFile {
    let descriptor: Int32

    init(_ path: String, _ terminal: Terminal) throws {
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            let reason = String(cString: strerror(errno))
            terminal.note(Phrase(zh: "redress: 无法写入 `\(path)`：\(reason)", en: "redress: `\(path)` can't be written: \(reason)"))
            throw Status.usage.exitCode
        }
    }
}

extension Terminal {
    /// What the system said while a file was read.
    func note(_ fault: SystemFault, of file: String) {
        note(Phrase(zh: "redress: `\(file)`：\(fault.phrase.zh)", en: "redress: `\(file)`: \(fault.phrase.en)"))
    }
}
