import Policy
import Testing

/// The reader of disks, tried on the project's own folders.
@Suite struct DiskFilesTests {
    private let root = PolicyPath.parent(of: PolicyPath.parent(of: PolicyPath.parent(of: PolicyPath.parent(of: #filePath))))
    private let files = DiskFiles()

    @Test func readsAndLists() throws {
        let names = try files.list(root).map(\.name)
        #expect(names.contains("Package.swift"))
        #expect(names == names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        #expect(!names.contains(".."))
        #expect(try files.list(root).contains(FolderEntry(name: "docs", isFolder: true)))
        let bytes = try files.read(PolicyPath.join(root, "Package.swift"))
        #expect(String(decoding: bytes.prefix(20), as: UTF8.self) == "// swift-tools-versi")
        #expect(files.isTop("/"))
        #expect(!files.isTop(root))
    }

    @Test func saysWhyNot() {
        #expect(throws: FileFault.missing) { try files.read(root + "/nothing") }
        #expect(throws: FileFault.missing) { try files.list(root + "/nothing") }
        #expect(throws: FileFault.isFolder) { try files.read(root + "/docs") }
        #expect(throws: FileFault.isFile) { try files.list(root + "/Package.swift") }
        #expect(throws: FileFault.tooLarge(limit: 10)) { try DiskFiles(sizeLimit: 10).read(root + "/Package.swift") }
    }

    /// Every code that this room and the YAML reader give has its line in the docs.
    @Test func everyCodeIsExplained() throws {
        let page = String(decoding: try files.read(root + "/docs/diagnostics.md"), as: UTF8.self)
        var codes: Set<String> = []
        for folder in ["Policy/Reading", "Policy/Loading", "Policy/Layering", "YAMLDocument"] {
            for entry in try files.list(root + "/Sources/" + folder) where entry.name.hasSuffix(".swift") {
                let text = String(decoding: try files.read(root + "/Sources/\(folder)/\(entry.name)"), as: UTF8.self)
                codes.formUnion(text.matches(of: /(?:\.fault|\.unknownName|\.notFound|fault|code:)\(?\s*"([a-z]+(?:-[a-z]+)+)"/).map { String($0.1) })
            }
        }
        #expect(codes.count > 50)
        for code in codes.sorted() { #expect(page.contains("| `\(code)` |"), "\(code)") }
        let explained = page.matches(of: /\| `([a-z-]+)` \|/).map { String($0.1) }
        #expect(explained.count == Set(explained).count)
    }
}
