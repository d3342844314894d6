import Diagnostics
import Policy
import Testing

/// What ships passes its own checks, without a warning.
@Suite struct ShippedPacksTests {
    private static let root = #filePath.split(separator: "/").dropLast(4).map { "/" + $0 }.joined()

    @Test func nothingIsFound() throws {
        let files = DiskFiles()
        let found = PolicyLoader.discover(Self.root + "/rules", files: files)
        #expect(found.packs.count >= 2)
        #expect(!found.vocabularies.isEmpty)
        let loader = PolicyLoader(files: files)
        for vocabulary in found.vocabularies { #expect(loader.loadVocabulary(vocabulary).diagnostics.map(\.code) == []) }
        for pack in found.packs {
            let text = TerminalRenderer(language: .english).render(Checking.findings(pack, files))
            #expect(text == "")
        }
    }

    @Test func everyProgrammaticClauseHasADuty() throws {
        let files = DiskFiles()
        var count = 0
        for pack in PolicyLoader.discover(Self.root + "/rules", files: files).packs {
            let policy = try #require(PolicyLoader.load(pack, files: files).policy)
            guard let own = policy.layers.last, !own.duties.isEmpty else { continue }
            let cited = Set(policy.duties.flatMap(\.clauses))
            for (index, clause) in own.clauses.enumerated() where clause.effect == .programmatic {
                #expect(cited.contains(ClauseReference(layer: policy.layers.count - 1, clause: index)), "\(own.id) \(clause.id)")
                count += 1
            }
        }
        #expect(count >= 222)
    }
}
