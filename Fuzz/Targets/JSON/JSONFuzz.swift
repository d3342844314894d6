import Diagnostics
import Engine
import FEEL
import Policy
import Records
import Redress
import Sample

/// The bytes as an input of records: cut up, skipped, read as trees, read by a policy's vocabulary and decided.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSON(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let whole = pieces(of: bytes, chunk: 1 << 20)
    for size in [1, 7, 64] {
        demand(pieces(of: bytes, chunk: size) == whole, "chunks of \(size) bytes hold other records than one chunk")
    }
    readTree(bytes)
    decide(bytes)
    return 0
}

/// What was cut out of an input: a record's bytes, or a fault.
private struct CutPiece: Equatable {
    var bytes: [UInt8]
    var place: TextPlace
    var fault: StreamFault?
}

private func limits(chunk: Int) -> RecordReader.Limits {
    var limits = RecordReader.Limits()
    limits.chunkBytes = chunk
    limits.recordBytes = 2048
    return limits
}

private func pieces(of bytes: [UInt8], chunk size: Int) -> [CutPiece] {
    var pieces: [CutPiece] = []
    forEachRecord(of: bytes, chunk: size) { chunk, slice in
        let bytes = Array(UnsafeBufferPointer(start: chunk.base + slice.offset, count: slice.count))
        pieces.append(CutPiece(bytes: bytes, place: slice.place, fault: slice.fault))
    }
    return pieces
}

private func forEachRecord(of bytes: [UInt8], chunk size: Int, _ body: (RecordChunk, RecordChunk.Slice) -> Void) {
    var reader = RecordReader(.bytes(bytes), limits: limits(chunk: size))
    let chunk = RecordChunk()
    do throws(SystemFault) {
        while try reader.fill(chunk) { for slice in chunk.slices { body(chunk, slice) } }
    } catch {
        demand(false, "reading from memory can't fail")
    }
}

/// A tree can be read of what can be skipped, unless it is too deep for one.
private func readTree(_ bytes: [UInt8]) {
    let tree = Result { () throws(JSONFault) in try JSONTree.read(bytes) }
    let isSkipped = skips(bytes)
    switch tree {
    case .success(let tree):
        demand(isSkipped, "what can be read as a tree can be skipped")
        let datum = TypedValue.plain(tree)
        var out = OutputBuffer()
        TypedValue.write(datum, to: &out)
        demand(skips(Array(out.bytes)), "what is written as a typed value is JSON: \(out.string)")
        _ = TypedValue.read(tree)
    case .failure(let fault):
        demand(!isSkipped || fault.kind == .tooDeep, "what can be skipped can be read as a tree: \(fault)")
        demand(fault.offset >= 0 && fault.offset <= bytes.count, "the fault lies at \(fault.offset) of \(bytes.count) bytes")
        _ = fault.phrase
    }
}

private func skips(_ bytes: [UInt8]) -> Bool {
    let chunk = RecordChunk()
    chunk.hold(bytes)
    return chunk.slices.allSatisfy { skips(chunk, $0) }
}

private func skips(_ chunk: RecordChunk, _ slice: RecordChunk.Slice) -> Bool {
    var scanner = chunk.scanner(of: slice, scratch: SampleRun.scratch)
    do throws(JSONFault) {
        try scanner.skipValue()
        try scanner.finish()
        return true
    } catch {
        demand(error.offset >= 0 && error.offset <= slice.count, "the fault lies at \(error.offset) of \(slice.count) bytes")
        return false
    }
}

private func decide(_ bytes: [UInt8]) {
    guard let pack = SampleRun.pack else { return }
    var number = 0
    forEachRecord(of: bytes, chunk: 256) { chunk, slice in
        number += 1
        for (decoder, workspace) in [(SampleRun.lenient, SampleRun.workspace), (SampleRun.strict, SampleRun.workspace)] {
            guard let decoder, let workspace else { return }
            switch decoder.decode(chunk, slice, into: workspace.frame) {
            case .rejected(let reject):
                _ = reject.text(.chinese)
                demand(reject.line >= slice.place.line, "a record of line \(slice.place.line) is refused on line \(reject.line)")
                var out = OutputBuffer()
                reject.write(to: &out)
                demand(skips(Array(out.bytes)), "a refusal is written as JSON: \(out.string)")
            case .ok:
                demand(skips(chunk, slice), "a record that can be read is JSON")
                workspace.decide()
                let decision = SampleRun.text(of: workspace)
                demand(skips(Array(decision.utf8)), "a decision is JSON: \(decision)")
                // What the last record left in the workspace changes nothing.
                guard number == 1 else { continue }
                let again = RecordChunk()
                again.hold(Array(UnsafeBufferPointer(start: chunk.base + slice.offset, count: slice.count)))
                let fresh = Workspace(pack.plan, request: SampleRun.days.request)
                let freshDecoder = RecordDecoder(pack.schema, strict: decoder.isStrict)
                guard let record = again.slices.first, case .ok = freshDecoder.decode(again, record, into: fresh.frame) else {
                    return demand(false, "a record that was read can be read by another decoder")
                }
                fresh.decide()
                let other = SampleRun.text(of: fresh)
                demand(decision == other, "decided by a fresh workspace: \(other); by one in use: \(decision)")
            }
        }
    }
}
