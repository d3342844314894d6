/// Policies as texts in memory, for tests and for programs that keep policies elsewhere. Paths are relative to one folder.
package struct MemoryFiles: PolicyFiles {
    private var contents: [String: [UInt8]] = [:]

    package init(_ texts: [String: String] = [:]) {
        for (path, text) in texts { self[path] = text }
    }

    /// The text of a file; nil removes it.
    package subscript(path: String) -> String? {
        get { contents[Self.key(path)].map { String(decoding: $0, as: UTF8.self) } }
        set { contents[Self.key(path)] = newValue.map { Array($0.utf8) } }
    }

    package func read(_ path: String) throws(FileFault) -> [UInt8] {
        let key = Self.key(path)
        if let bytes = contents[key] { return bytes }
        throw contents.keys.contains { $0.hasPrefix(key + "/") } ? .isFolder : .missing
    }

    package func list(_ folder: String) throws(FileFault) -> [FolderEntry] {
        let key = Self.key(folder)
        if contents[key] != nil { throw .isFile }
        let prefix = key.isEmpty ? "" : key + "/"
        var entries: [String: Bool] = [:]
        for path in contents.keys where path.hasPrefix(prefix) {
            let rest = path.dropFirst(prefix.count)
            guard let name = rest.split(separator: "/").first else { continue }
            entries[String(name)] = rest.contains("/")
        }
        guard !entries.isEmpty || key.isEmpty else { throw .missing }
        return entries.map { FolderEntry(name: $0.key, isFolder: $0.value) }
            .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    package func isTop(_ folder: String) -> Bool { Self.key(folder).isEmpty }

    private static func key(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }
}
