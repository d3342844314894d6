#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Policies on disk.
package struct DiskFiles: PolicyFiles {
    /// Bytes of one file.
    package var sizeLimit: Int

    package init(sizeLimit: Int = 16 << 20) { self.sizeLimit = sizeLimit }

    package func read(_ path: String) throws(FileFault) -> [UInt8] {
        // Without blocking, so that a pipe in the folder doesn't hold everything up.
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw Self.fault(errno) }
        defer { close(file) }
        var about = stat()
        guard fstat(file, &about) == 0 else { throw Self.fault(errno) }
        if about.st_mode & S_IFMT == S_IFDIR { throw .isFolder }
        guard about.st_mode & S_IFMT == S_IFREG else { throw .unreadable("not a regular file") }
        guard Int(about.st_size) <= sizeLimit else { throw .tooLarge(limit: sizeLimit) }
        return try contents(of: file, size: Int(about.st_size))
    }

    private func contents(of file: CInt, size: Int) throws(FileFault) -> [UInt8] {
        var bytes: [UInt8] = []
        // One more than there should be, so that the end shows at once.
        var buffer = [UInt8](repeating: 0, count: size + 1)
        while true {
            let count = buffer.withUnsafeMutableBytes { systemRead(file, $0) }
            if count < 0 {
                if errno == EINTR { continue }
                throw Self.fault(errno)
            }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
            // It may have grown since its size was asked for.
            if bytes.count > sizeLimit { throw .tooLarge(limit: sizeLimit) }
        }
    }

    package func list(_ folder: String) throws(FileFault) -> [FolderEntry] {
        guard let stream = opendir(folder) else { throw errno == ENOTDIR ? .isFile : Self.fault(errno) }
        defer { closedir(stream) }
        var entries: [FolderEntry] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                tuple.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: entry.pointee.d_name)) { String(cString: $0) }
            }
            if name == "." || name == ".." { continue }
            entries.append(FolderEntry(name: name, isFolder: isDirectory(PolicyPath.join(folder, name))))
        }
        // By bytes, so that the order hangs on no locale.
        return entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    package func isTop(_ folder: String) -> Bool {
        var here = stat()
        var top = stat()
        guard stat(folder, &here) == 0, stat("/", &top) == 0 else { return true }
        return here.st_ino == top.st_ino && here.st_dev == top.st_dev
    }

    private func isDirectory(_ path: String) -> Bool {
        var about = stat()
        return stat(path, &about) == 0 && about.st_mode & S_IFMT == S_IFDIR
    }

    private static func fault(_ number: CInt) -> FileFault {
        switch number {
        case ENOENT: .missing
        case EISDIR: .isFolder
        case ENOTDIR: .missing
        default: .unreadable(String(cString: strerror(number)))
        }
    }
}

private func systemRead(_ file: CInt, _ buffer: UnsafeMutableRawBufferPointer) -> Int { read(file, buffer.baseAddress, buffer.count) }
