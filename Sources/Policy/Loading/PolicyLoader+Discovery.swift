extension PolicyLoader {
    /// Packs, vocabularies and calendars under a folder, for who checks or tests a whole tree. A folder that is a pack itself is among them.
    package static func discover(_ path: String, files: any PolicyFiles) -> PolicyDiscovery {
        var found = PolicyDiscovery()
        if let (folder, name) = PolicyPath.split(path), FolderReader.isYAML(name), isCalendars(folder), files.isFile(path) {
            return PolicyDiscovery(calendars: [PolicyPath.trimmed(path)])
        }
        // Bounded, as links can lead round in circles.
        var folders = [(path: PolicyPath.trimmed(path), depth: 0)]
        while let (folder, depth) = folders.popLast() {
            guard let entries = try? files.list(folder) else { continue }
            if isCalendars(folder) {
                found.calendars += entries.filter { !$0.isFolder && FolderReader.isYAML($0.name) }.map { PolicyPath.join(folder, $0.name) }
            }
            if entries.contains(FolderEntry(name: FolderReader.packFile, isFolder: false)) { found.packs.append(folder) }
            if entries.contains(FolderEntry(name: FolderReader.vocabularyFile, isFolder: false)) { found.vocabularies.append(folder) }
            guard depth < 16 else { continue }
            for entry in entries where entry.isFolder && !entry.name.hasPrefix(".") {
                folders.append((PolicyPath.join(folder, entry.name), depth + 1))
            }
        }
        found.packs.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        found.vocabularies.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        found.calendars.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        return found
    }

    private static func isCalendars(_ folder: String) -> Bool { PolicyPath.split(folder)?.name == PolicyPath.calendarFolder }
}
