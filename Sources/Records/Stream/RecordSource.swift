#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// An input of records that a person names: a path, or `-` for standard input. Closed with the last reference to it.
package final class RecordSource {
    /// As given.
    package let name: String
    /// How many bytes there are; nil for what isn't a file of known size.
    package let size: Int?
    private let descriptor: Int32

    /// The word for standard input.
    package static let standardInput = "-"

    /// Opens the input. A folder is refused here, before anything is read.
    package init(_ name: String) throws(SystemFault) {
        self.name = name
        if name == Self.standardInput {
            descriptor = STDIN_FILENO
            size = nil
            return
        }
        let opened = open(name, O_RDONLY | O_CLOEXEC)
        guard opened >= 0 else { throw .latest }
        var status = stat()
        guard fstat(opened, &status) == 0 else {
            let fault = SystemFault.latest
            close(opened)
            throw fault
        }
        guard status.st_mode & S_IFMT != S_IFDIR else {
            close(opened)
            throw SystemFault(code: EISDIR)
        }
        descriptor = opened
        size = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
    }

    deinit {
        if descriptor != STDIN_FILENO { close(descriptor) }
    }

    /// The bytes. Whoever holds them holds the source.
    package var bytes: ByteSource {
        let stream = ByteSource.descriptor(descriptor)
        return ByteSource { (target, count) throws(SystemFault) in
            defer { self.keep() }
            return try stream.read(target, count)
        } isReady: {
            defer { self.keep() }
            return stream.isReady()
        }
    }

    /// Keeps the file open up to here.
    private func keep() { withExtendedLifetime(self) {} }

    /// A reader of the records.
    package func reader(limits: RecordReader.Limits = RecordReader.Limits()) -> RecordReader { RecordReader(bytes, limits: limits) }
}
