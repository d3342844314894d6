/// Where policies are read from. Policy touches no disk by itself: an editor hands in its unsaved texts, a test a few strings.
package protocol PolicyFiles: Sendable {
    /// The bytes of a file.
    func read(_ path: String) throws(FileFault) -> [UInt8]
    /// What a folder holds, in order of name, without `.` and `..`.
    func list(_ folder: String) throws(FileFault) -> [FolderEntry]
    /// Whether nothing stands above this folder.
    func isTop(_ folder: String) -> Bool
}

/// A name in a folder.
package struct FolderEntry: Hashable, Sendable {
    package var name: String
    package var isFolder: Bool

    package init(name: String, isFolder: Bool) {
        self.name = name
        self.isFolder = isFolder
    }
}

/// Why a file or folder couldn't be read.
package enum FileFault: Error, Hashable, Sendable {
    case missing
    /// A folder where a file was wanted.
    case isFolder
    /// A file where a folder was wanted.
    case isFile
    case tooLarge(limit: Int)
    /// The system's words.
    case unreadable(String)
}

extension PolicyFiles {
    func isFile(_ path: String) -> Bool {
        guard let (folder, name) = PolicyPath.split(path), let entries = try? list(folder) else { return false }
        return entries.contains { $0.name == name && !$0.isFolder }
    }

    func isFolder(_ path: String) -> Bool { (try? list(path)) != nil }
}
