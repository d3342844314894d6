import Foundation
import Testing
import _TestSupport

/// Tests that stand beside a vocabulary.
@Suite struct SharedTestsTests {
    private func library() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: Repository.path("rules"), toPath: folder.path("rules"))
        return folder
    }

    @Test func theyRunWithTheVocabulary() throws {
        let outcome = try redress.run(["test", "rules/integrity"])
        #expect(outcome.status == 0)
        #expect(outcome.text.contains("integrity: 24 passed, 0 failed"))
    }

    @Test func whatAPackDoesOtherwiseFails() throws {
        let folder = try library()
        try folder.write(
            """
            tests:
              an objection:
                given:
                  subject: {id: d-1, kind: department}
                  breach: {basis: court-judgment, recorded: 2024-05-06}
                  events: [{objection-filed: 2024-06-03}]
                under:
                  cn.shaanxi.zhashui: {clause: 5.3.5-2b, 2024-06-10: {joint-sanction: in-force}}
                  cn.sichuan: {clause: 9.9, 2024-06-10: {joint-sanction: none}}
                  cn.nowhere: {2024-06-10: {joint-sanction: none}}

            """, "rules/integrity/tests/own.yaml")
        let outcome = try redress.run(["test", folder.path("rules/integrity"), "--lang", "en"])
        #expect(outcome.status == 1)
        #expect(outcome.text.contains("under cn.shaanxi.zhashui, 2024-06-10 `joint-sanction` expected status in-force, found status suspended"))
        #expect(outcome.text.contains("under cn.sichuan, expected the clause `9.9`, found none"))
        #expect(outcome.text.contains("under cn.nowhere, expected a pack that can be used, found none"))
        #expect(outcome.text.hasSuffix("24 passed, 1 failed\n"))
    }
}
