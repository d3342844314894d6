import Records
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct RecordSourceTests {
    @Test func readsAFile() throws {
        var name = Array("./records-XXXXXX".utf8CString)
        let descriptor = mkstemp(&name)
        try #require(descriptor >= 0)
        let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { unlink(path) }
        let text = "{\"id\":\"a\"}\n{\"id\":\"b\"}\n"
        #expect(write(descriptor, text, text.utf8.count) == text.utf8.count)
        close(descriptor)
        let source = try RecordSource(path)
        #expect(source.size == text.utf8.count && source.name == path)
        // The reader alone keeps the file open.
        var reader = try RecordSource(path).reader()
        let chunk = RecordChunk()
        #expect(try reader.fill(chunk) && chunk.slices.count == 2)
    }

    @Test func refusesWhatIsNoFile() {
        #expect(throws: SystemFault(code: ENOENT)) { try RecordSource("./no/such/file.jsonl") }
        #expect(throws: SystemFault(code: EISDIR)) { try RecordSource(".") }
    }

    @Test func aDashIsStandardInput() throws {
        let source = try RecordSource("-")
        #expect(source.size == nil && source.name == "-")
    }
}
