import Foundation
import Testing
import _TestSupport

/// The shipped packs in a folder of the test's own, where one file after another can be replaced.
final class ServicePacks: Sendable {
    private let folder: TemporaryFolder
    let pack: String
    private let manifest: String
    private let rules: String

    /// What stands in the files of the pack.
    enum Variant: CaseIterable {
        case a
        /// Another honours period.
        case b
        /// `rules` isn't YAML.
        case brokenSyntax
        /// A rule imposes what the vocabulary doesn't have.
        case unknownMeasure

        var isGood: Bool { self == .a || self == .b }
    }

    init() throws {
        folder = try TemporaryFolder()
        let files = FileManager.default
        try files.createDirectory(atPath: folder.path("rules/cn/shaanxi"), withIntermediateDirectories: true)
        for part in ["integrity", "calendars", "cn/state-council", "cn/shaanxi/zhashui"] {
            try files.copyItem(atPath: Repository.path("rules/\(part)"), toPath: folder.path("rules/\(part)"))
        }
        pack = folder.path("rules/cn/shaanxi/zhashui")
        manifest = try String(contentsOfFile: pack + "/pack.yaml", encoding: .utf8)
        rules = try String(contentsOfFile: pack + "/sanctions.yaml", encoding: .utf8)
    }

    /// Replaces the files that differ, each at once.
    func put(_ variant: Variant) throws {
        let honours = "set:\n  honours period: {value: '@\"P2Y\"', stated: false}\n"
        let otherManifest = manifest.replacing("set:\n", with: honours)
        try #require(otherManifest != manifest)
        switch variant {
        case .a, .b:
            try replace("sanctions.yaml", rules)
            try replace("pack.yaml", variant == .a ? manifest : otherManifest)
        case .brokenSyntax: try replace("sanctions.yaml", rules + "\n  broken: [\n")
        case .unknownMeasure:
            let faulty = rules.replacing("impose: joint-sanction", with: "impose: joint-sanctoin")
            try #require(faulty != rules)
            try replace("sanctions.yaml", faulty)
        }
    }

    private func replace(_ name: String, _ text: String) throws {
        let (fresh, target) = (pack + "/" + name + ".new", pack + "/" + name)
        try Data(text.utf8).write(to: URL(fileURLWithPath: fresh))
        try #require(rename(fresh, target) == 0)
    }
}
