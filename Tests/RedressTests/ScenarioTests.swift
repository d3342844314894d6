import Redress
import Testing

/// One case carried through both plans, as a locality would try them: what rests, what falls away, what is owed, what stays open.
@Suite struct ScenarioTests {
    private static let sanctions = ["honours-disqualification", "joint-sanction", "public-criticism", "head-accountability"]

    /// A department on record, with an objection filed.
    private static func contested() -> RecordText {
        var record = RecordText()
        record.happened("objection-filed", "2023-05-20")
        return record
    }

    @Test func anObjectionSuspendsJointSanctionInTheCountyAlone() throws {
        let record = Self.contested()
        let county = try record.decision(Packs.county(), "2023-05-25")
        #expect(county.statuses("joint-sanction") == ["suspended"])
        #expect(county.statuses("written-explanation") == ["due"])
        #expect(county.statuses("objection-handling") == ["due"])
        #expect(county.measures.filter { $0.status == "suspended" }.map(\.measure) == ["joint-sanction"])
        let joint = try #require(county.measures.first { $0.measure == "joint-sanction" })
        #expect(joint.history.map(\.status) == ["in-force", "suspended"])
        #expect(joint.history.last?.rule == "joint sanction rests while an objection is handled")
        #expect(joint.clauses.contains { $0.contains("五（三）5第2句") })

        let country = try record.decision(Packs.country(), "2023-05-25")
        #expect(country.statuses("joint-sanction") == [])
        #expect(country.statuses("written-explanation") == ["due"])
        #expect(country.measures.filter { $0.status == "suspended" } == [])
    }

    @Test func anObjectionRejectedPutsItBackInForce() throws {
        var record = Self.contested()
        record.happened("objection-decided", "2023-06-20", #""outcome": "rejected""#)
        #expect(try record.decision(Packs.county(), "2023-06-19").statuses("joint-sanction") == ["suspended"])
        let decided = try record.decision(Packs.county(), "2023-06-20")
        #expect(decided.statuses("joint-sanction") == ["in-force"])
        #expect(decided.statuses("objection-handling") == ["fulfilled"])
    }

    @Test func aRepairLiftsTheSanctionsInTheCountyAlone() throws {
        var record = Self.contested()
        record.happened("objection-decided", "2023-06-20", #""outcome": "rejected""#)
        record.happened("repair-effective", "2023-11-02")
        let before = try record.decision(Packs.county(), "2023-11-01")
        #expect(Self.sanctions.map { before.statuses($0) } == [["in-force"], ["in-force"], ["due"], ["due"]])
        #expect(before.statuses("repair-push") == [])
        let county = try record.decision(Packs.county(), "2023-11-02")
        for sanction in Self.sanctions { #expect(county.statuses(sanction) == ["lifted"], "\(sanction)") }
        #expect(county.statuses("repair-push") == ["due"])
        #expect(county.statuses("record-entry") == ["in-force"])
        let country = try record.decision(Packs.country(), "2023-11-02")
        #expect(country.statuses("honours-disqualification") == ["in-force"])
        #expect(country.statuses("repair-push") == [])
        #expect(country.measures.filter { $0.status == "lifted" } == [])
    }

    @Test func aWrongfulSanctionIsUndoneInTheCountyAlone() throws {
        var record = Self.contested()
        record.happened("found-wrongful", "2023-12-01")
        let county = try record.decision(Packs.county(), "2023-12-01")
        #expect(county.statuses("joint-sanction") == ["revoked"])
        #expect(county.statuses("reputation-restoration") == ["due"])
        // Only the joint sanction: no text says that of the others.
        #expect(county.statuses("honours-disqualification") == ["in-force"])
        let country = try record.decision(Packs.country(), "2023-12-01")
        #expect(country.statuses("reputation-restoration") == [])
        #expect(country.measures.filter { $0.status == "revoked" } == [])
    }

    @Test func theAuthorityChoosesNotTheEngine() throws {
        var record = RecordText.civilServant
        #expect(try record.decision(Packs.county(), "2023-06-01").options == [])
        record.happened("loss-recovered", "2023-06-01")
        for pack in [try Packs.county(), try Packs.country()] {
            let open = try record.decision(pack, "2023-07-01")
            #expect(open.options.map(\.choices) == [["lighten", "exempt"]])
            #expect(open.options.map(\.rule) == ["leniency"])
            #expect(open.options.first?.measures.contains("appraisal-restriction") == true)
            #expect(open.statuses("appraisal-restriction") == ["in-force"])
            #expect(open.measures.allSatisfy { $0.adjusted.isEmpty && $0.status != "exempted" })
        }
        func chosen(_ choice: String, _ pack: PolicyPack) throws -> Decision {
            var record = record
            record.happened("discretion-exercised", "2023-07-10", "\"choice\": \"\(choice)\"")
            #expect(try record.decision(pack, "2023-07-09").options.count == 1)
            let decision = try record.decision(pack, "2023-07-10")
            #expect(decision.options == [])
            return decision
        }
        let lighter = try chosen("lighten", Packs.county())
        #expect(lighter.measures.filter { $0.adjusted == ["lightened"] }.map(\.measure).sorted() == ["appraisal-restriction", "joint-sanction"])
        #expect(lighter.statuses("joint-sanction") == ["in-force"])
        let exempt = try chosen("exempt", Packs.county())
        #expect(exempt.measures.filter { $0.status == "exempted" }.map(\.measure).sorted() == ["appraisal-restriction", "joint-sanction"])
        #expect(exempt.statuses("record-entry") == ["in-force"])
        #expect(try chosen("exempt", Packs.country()).statuses("appraisal-restriction") == ["exempted"])
        let neither = try chosen("none", Packs.county())
        #expect(neither.statuses("joint-sanction") == ["in-force"])
        #expect(neither.measures.allSatisfy(\.adjusted.isEmpty))
    }

    @Test func anUnknownLossIsNamedWhereItStillMatters() throws {
        var record = RecordText()
        record.breach["loss"] = nil
        let open = try record.decision(Packs.county(), "2023-05-20")
        #expect(open.undetermined.map(\.rule).sorted() == ["unit loses honours", "unit rectifies"])
        #expect(open.undetermined.allSatisfy { $0.missing == ["breach.loss"] })
        // A severe impact settles how long rectification may take, whatever the loss.
        record.breach["impact"] = "\"severe\""
        #expect(try record.decision(Packs.county(), "2023-05-20").undetermined.map(\.rule) == ["unit loses honours"])
        // Null is as good as absent, and 0 is no unknown.
        record.breach["loss"] = "null"
        #expect(try record.decision(Packs.county(), "2023-05-20").undetermined.map(\.missing) == [["breach.loss"]])
        record.breach["loss"] = "0"
        #expect(try record.decision(Packs.county(), "2023-05-20").undetermined == [])
        // For a civil servant no rule asks for it.
        var person = RecordText.civilServant
        person.breach["loss"] = nil
        #expect(try person.decision(Packs.county(), "2023-05-20").undetermined == [])
    }

    @Test func aReportLeadsToHandlingAndNothingElse() throws {
        for subject in [RecordText(), RecordText.civilServant] {
            var record = subject
            record.breach["basis"] = "\"none\""
            for pack in [try Packs.county(), try Packs.country()] {
                let decision = try record.decision(pack, "2023-05-20")
                #expect(decision.standing == ["complaint-handling due"])
                #expect(decision.options == [])
                #expect(decision.undetermined == [])
                #expect(decision.conflicts == [])
            }
        }
    }

    @Test(arguments: ["state-secret", "commercial-secret", "personal-privacy"])
    func confidentialRecordsStayUnpublished(secret: String) throws {
        for subject in [RecordText(), RecordText.civilServant] {
            for pack in [try Packs.county(), try Packs.country()] {
                var record = subject
                let plain = try record.decision(pack, "2023-05-20")
                record.breach["confidentiality"] = "\"\(secret)\""
                let confidential = try record.decision(pack, "2023-05-20")
                #expect(plain.statuses("record-publication") == ["due"])
                #expect(confidential.statuses("record-publication") == ["withheld"])
                #expect(
                    confidential.measures.filter { $0.measure != "record-publication" }
                        == plain.measures.filter { $0.measure != "record-publication" })
                #expect(confidential.options == plain.options)
                #expect(confidential.undetermined == plain.undetermined)
            }
        }
    }
}
