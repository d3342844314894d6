import Diagnostics
import Testing

@Suite struct NearestTests {
    @Test func suggestsTheNearestName() {
        #expect(nearestName(to: "breach.los", among: ["breach.loss", "breach.basis"]) == "breach.loss")
        #expect(nearestName(to: "联合惩介", among: ["联合惩戒", "限期整改"]) == "联合惩戒")
    }

    @Test func suggestsNothingFarAway() {
        #expect(nearestName(to: "zebra", among: ["breach.loss", "impose"]) == nil)
    }

    @Test func tiesGoToTheFirstInOrder() {
        #expect(nearestName(to: "aac", among: ["aad", "aab"]) == "aab")
    }
}
