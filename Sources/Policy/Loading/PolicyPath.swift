/// Paths as text: joined and taken apart without asking the disk, so that names in messages stay as the user gave them.
package enum PolicyPath {
    /// `folder/name`; a folder `.` or none leaves no trace.
    package static func join(_ folder: String, _ name: String) -> String {
        if folder.isEmpty || folder == "." { return name }
        return folder.hasSuffix("/") ? folder + name : folder + "/" + name
    }

    /// A path without slashes at its end; `.` where nothing is left of a relative one.
    package static func trimmed(_ path: String) -> String {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        while path.hasPrefix("./"), path.count > 2 { path.removeFirst(2) }
        if path.hasSuffix("/."), path.count > 2 { return trimmed(String(path.dropLast(2))) }
        return path.isEmpty || path == "./" ? "." : path
    }

    /// Folder and last part; nil for `.`, `..` and the top.
    package static func split(_ path: String) -> (folder: String, name: String)? {
        let path = trimmed(path)
        if path == "." || path == "/" || path == ".." || path.hasSuffix("/..") { return nil }
        guard let slash = path.lastIndex(of: "/") else { return (".", path) }
        let folder = String(path[..<slash])
        return (folder.isEmpty ? "/" : folder, String(path[path.index(after: slash)...]))
    }

    /// The folder above.
    package static func parent(of path: String) -> String {
        let path = trimmed(path)
        if let (folder, _) = split(path) { return folder }
        switch path {
        case "/": return "/"
        case ".": return ".."
        default: return path + "/.."
        }
    }

    /// The folder of a pack below the root: `cn.state-council` is `cn/state-council`. Nil when the id is no such path.
    package static func folder(ofPack id: String) -> String? {
        let parts = id.split(separator: ".", omittingEmptySubsequences: false)
        guard !parts.isEmpty, parts.allSatisfy(isPart) else { return nil }
        return parts.joined(separator: "/")
    }

    /// The file of a calendar below the root; nil when its name is no part of a path.
    package static func calendar(_ name: String, below root: String) -> String? {
        isPart(name) ? join(join(root, calendarFolder), name + ".yaml") : nil
    }

    package static let calendarFolder = "calendars"

    /// Whether a text can be one part of a path: an id never leads out of the root.
    package static func isPart(_ text: some StringProtocol) -> Bool {
        !text.isEmpty && text != "." && text != ".." && !text.utf8.contains { $0 == 0x2F || $0 == 0x5C || $0 < 0x20 }
    }
}
