import Testing

@Suite struct DutyChecksTests {
    @Test func aDutyRestsOnAClause() {
        expectFindings("duties:\n  «d»: {owner: 镇馆}\n", "duty-without-clause")
        expectFindings("duties:\n  d: {clause: t1, owner: 镇馆}\n")
    }

    @Test func somebodyAnswersForIt() {
        let clause = "clauses:\n  t2: {cite: 2, class: programmatic, zh: 盘点, en: Stock is taken}\n"
        expectFindings(clause + "duties:\n  «d»: {clause: t2}\n", "duty-without-owner")
        expectFindings(clause + "duties:\n  d: {clause: t2, owner: 镇馆}\n")
        // The clause's responsible units do.
        expectFindings("duties:\n  d: {clause: t1}\n")
    }

    @Test func aDutyCarriesItsClauses() {
        let clause = "clauses:\n  «t2»: {cite: 2, zh: 盘点, en: Stock is taken}\n"
        expectFindings(clause, "clause-without-rule")
        expectFindings(clause.replacing("«", with: "").replacing("»", with: "") + "duties:\n  d: {clause: t2, owner: 镇馆}\n")
    }

    @Test func aPlainRefinementIsOfTheDutyOrTheRuleThatHasTheName() {
        expectFindings("refine:\n  late reader pays: {clause: t1}\n")
        expectFindings("refine:\n  «nothing of the kind»: {clause: t1}\n", "unknown-rule")
        expectFindings("refine:\n  «nothing of the kind»: {owner: 镇馆}\n", "unknown-duty")
    }
}
