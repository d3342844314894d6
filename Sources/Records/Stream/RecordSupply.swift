/// Where chunks of whole records come from.
package protocol RecordSupply {
    /// Fills a chunk with the next records; false when there are none left.
    mutating func fill(_ chunk: RecordChunk) throws(SystemFault) -> Bool
}

extension RecordReader: RecordSupply {}
