import Diagnostics
import Policy
import Testing

@Suite struct LoaderTests {
    private func codes(_ load: PolicyLoad) -> [String] { load.diagnostics.map(\.code) }

    @Test func findsTheRootFromAnyPlace() throws {
        let files = Fixture.files()
        for (path, root, file) in [
            ("rules/state/town", "rules", "rules/state/town/pack.yaml"), ("rules/state/town/", "rules", "rules/state/town/pack.yaml"),
            ("rules/state/town/pack.yaml", "rules", "rules/state/town/pack.yaml"), ("./rules/state/town", "rules", "rules/state/town/pack.yaml"),
        ] {
            let load = PolicyLoader.load(path, files: files)
            #expect(codes(load) == [])
            #expect(load.root == root)
            #expect(load.sources.map(\.name) == ["rules/library/vocabulary.yaml", "rules/state/pack.yaml", file])
            #expect(load.folder(ofPack: "state") == "rules/state")
        }
    }

    @Test func readsAPackFromWhereverItIsNamed() throws {
        // As from within the pack's own folder: `..` leads up to the root.
        let tests = ["rules/state/town/tests/a.yaml": "tests: {}\n"]
        let load = PolicyLoader.load("rules/state/town/sub/..", files: Fixture.files(tests))
        #expect(codes(load) == [])
        #expect(load.sources.count == 4)
        // Any file of a pack stands for the pack, and where the tests don't matter they aren't read.
        let file = PolicyLoader.load("rules/state/town/tests/a.yaml", files: Fixture.files(tests))
        #expect(file.policy?.id == load.policy?.id)
        #expect(file.sources.count == 4)
        let without = PolicyLoader(files: Fixture.files(tests), tests: .left).load("rules/state/town")
        #expect(without.sources.map(\.name) == ["rules/library/vocabulary.yaml", "rules/state/pack.yaml", "rules/state/town/pack.yaml"])
        #expect(without.policy?.digest == load.policy?.digest)
    }

    @Test func aMissingPackNamesThePlacesLookedAt() throws {
        var files = Fixture.files()
        files["rules/state/pack.yaml"] = nil
        let load = PolicyLoader.load("rules/state/town", files: files)
        #expect(codes(load) == ["missing-pack"])
        #expect(load.policy == nil)
        let diagnostic = try #require(load.diagnostics.first)
        #expect(diagnostic.location.map { $0.source.text(of: $0.span) } == "state")
        #expect(
            diagnostic.notes.map(\.message.en) == [
                "looked at `rules/state/state/pack.yaml`", "looked at `rules/state/pack.yaml`", "looked at `state/pack.yaml`",
            ])
    }

    @Test func aMissingVocabularyNamesThePlacesLookedAt() throws {
        var files = Fixture.files()
        files["rules/library/vocabulary.yaml"] = nil
        let load = PolicyLoader.load("rules/state/town", files: files)
        #expect(codes(load) == ["missing-vocabulary"])
        #expect(load.policy == nil)
        let notes = try #require(load.diagnostics.first?.notes)
        #expect(notes.contains { $0.message.zh == "找过 `rules/library/vocabulary.yaml`" })
    }

    @Test func whatIsNoPack() {
        let files = Fixture.files()
        #expect(codes(PolicyLoader.load("rules/nowhere", files: files)) == ["file-missing"])
        #expect(codes(PolicyLoader.load("rules/library", files: files)) == ["not-a-pack"])
    }

    @Test func circlesOfExtendedPacksEnd() throws {
        var files = Fixture.files()
        files["rules/state/pack.yaml"] = Fixture.superior + "extends: state.town\n"
        let load = PolicyLoader.load("rules/state/town", files: files)
        #expect(codes(load) == ["extends-cycle"])
        let message = try #require(load.diagnostics.first?.message.en)
        #expect(message.hasSuffix("`state.town` → `state` → `state.town`"))
    }

    @Test func aPackThatExtendsItself() {
        var files = Fixture.files()
        files["rules/state/pack.yaml"] = Fixture.superior + "extends: state\n"
        #expect(codes(PolicyLoader.load("rules/state", files: files)) == ["extends-cycle"])
    }

    @Test func vocabulariesHaveToAgreeAndToBeNamed() {
        var files = Fixture.files()
        files["rules/state/town/pack.yaml"] = Fixture.local + "vocabulary: other\n"
        files["rules/other/vocabulary.yaml"] = Fixture.vocabulary
        #expect(codes(PolicyLoader.load("rules/state/town", files: files)) == ["vocabulary-differs"])
        files["rules/alone/pack.yaml"] = "pack: alone\ntitle: {zh: 甲, en: a}\n"
        #expect(codes(PolicyLoader.load("rules/alone", files: files)) == ["no-vocabulary"])
    }

    @Test func idsAreChecked() {
        var files = Fixture.files()
        files["rules/state/pack.yaml"] = Fixture.superior.replacingFirst("pack: state", "pack: nation")
        #expect(codes(PolicyLoader.load("rules/state/town", files: files)) == ["pack-id"])
        files = Fixture.files(["rules/state/town/pack.yaml": Fixture.local.replacingFirst("extends: state", "extends: ../state")])
        #expect(codes(PolicyLoader.load("rules/state/town", files: files)).contains("missing-pack"))
    }

    @Test func oneFaultyFileDoesNotStopTheOthers() {
        let load = PolicyLoader.load(
            "rules/state/town",
            files: Fixture.files([
                "rules/state/town/a.yaml": "rules: [\n", "rules/state/town/b.yaml": "rules:\n  b: {then: {lift: bann}}\n",
                "rules/state/town/c.yaml": "rules:\n  c: {then: {lift: ban}}\n",
            ]))
        #expect(Set(load.diagnostics.compactMap { $0.location?.source.name }) == ["rules/state/town/a.yaml", "rules/state/town/b.yaml"])
        #expect(load.policy?.rules.last?.name == "c")
    }

    @Test func theDigestSeesWhatCountsAndNothingElse() throws {
        let base = try #require(Fixture.policy("rules:\n  a: {when: late, then: {lift: ban}}\n").policy?.digest)
        #expect(base.hasPrefix("sha256:") && base.utf8.count == 71)
        #expect(Fixture.policy("# a comment\nrules:\n  a:\n    when: late\n    then: [{lift: [ban]}]\n").policy?.digest == base)
        #expect(Fixture.policy("rules:\n  a: {when: not(late), then: {lift: ban}}\n").policy?.digest != base)
        #expect(Fixture.policy("rules:\n  a: {while: late, then: {lift: ban}}\n").policy?.digest != base)
        #expect(Fixture.policy("rules:\n  a: {clause: t1, when: late, then: {lift: ban}}\n").policy?.digest != base)
        #expect(Fixture.policy("rules:\n  b: {when: late, then: {lift: ban}}\n").policy?.digest != base)
        #expect(Fixture.policy("set: {term: {value: 1}}\nrules:\n  a: {when: late, then: {lift: ban}}\n").policy?.digest != base)
    }

    @Test func discoversPacksAndVocabularies() {
        let found = PolicyLoader.discover("rules", files: Fixture.files(["rules/.hidden/pack.yaml": "", "rules/README.md": ""]))
        #expect(found == PolicyDiscovery(packs: ["rules/state", "rules/state/town"], vocabularies: ["rules/library"]))
        #expect(PolicyLoader.discover("rules/state/town", files: Fixture.files()).packs == ["rules/state/town"])
    }

    @Test func oneLoaderReadsAFileOnce() throws {
        let loader = PolicyLoader(files: Fixture.files())
        let lower = loader.load("rules/state/town")
        let upper = loader.load("rules/state")
        let shared = try #require(lower.sources.first { $0.name == "rules/state/pack.yaml" })
        #expect(upper.sources.contains { $0 === shared })
    }

    @Test func pathsStayAsTheyAreGiven() {
        #expect(PolicyPath.join(".", "a") == "a")
        #expect(PolicyPath.join("/", "a") == "/a")
        #expect(PolicyPath.parent(of: "a/b/") == "a")
        #expect(PolicyPath.parent(of: "a") == ".")
        #expect(PolicyPath.parent(of: ".") == "..")
        #expect(PolicyPath.parent(of: "..") == "../..")
        #expect(PolicyPath.parent(of: "/a") == "/")
        #expect(PolicyPath.folder(ofPack: "cn.state-council") == "cn/state-council")
        for bad in ["", "a..b", "../x", "a.", "a./b"] { #expect(PolicyPath.folder(ofPack: bad) == nil) }
    }
}

extension String {
    func replacingFirst(_ old: String, _ new: String) -> String {
        guard let range = ranges(of: old).first else { return self }
        return String(self[..<range.lowerBound]) + new + String(self[range.upperBound...])
    }
}
