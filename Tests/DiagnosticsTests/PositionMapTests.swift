import Diagnostics
import Testing

@Suite struct PositionMapTests {
    @Test func verbatimTextKeepsItsOffsets() {
        let map = PositionMap(verbatim: Span(10, 20))
        #expect(map.fileSpan(of: Span(2, 5)) == Span(12, 15))
        #expect(map.fileSpan(of: .at(0)) == .at(10))
        #expect(map.fileSpan(of: .at(10)) == .at(20))
    }

    @Test func replacedBytesMapAsAWhole() {
        var map = PositionMap(file: Span(0, 12))
        map.append(count: 2, file: Span(0, 2), verbatim: true)
        map.append(count: 3, file: Span(2, 8), verbatim: false)
        map.append(count: 4, file: Span(8, 12), verbatim: true)
        #expect(map.fileSpan(of: Span(3, 4)) == Span(2, 8))
        #expect(map.fileSpan(of: Span(1, 6)) == Span(1, 9))
        #expect(map.fileSpan(of: .at(5)) == .at(8))
        #expect(map.fileSpan(of: .at(4)) == .at(2))
    }

    @Test func spansOutsideAreClamped() {
        let map = PositionMap(verbatim: Span(10, 20))
        #expect(map.fileSpan(of: Span(-5, 3)) == Span(10, 13))
        #expect(map.fileSpan(of: Span(8, 99)) == Span(18, 20))
        #expect(map.fileSpan(of: Span(50, 99)) == .at(20))
        #expect(PositionMap(file: Span(4, 4)).fileSpan(of: Span(0, 3)) == Span(4, 4))
    }

    @Test func neighbouringVerbatimPiecesAreOne() {
        var map = PositionMap(file: Span(0, 4))
        map.append(count: 2, file: Span(0, 2), verbatim: true)
        map.append(count: 2, file: Span(2, 4), verbatim: true)
        map.append(count: 0, file: Span(4, 4), verbatim: false)
        #expect(map.pieces.count == 1)
    }
}
