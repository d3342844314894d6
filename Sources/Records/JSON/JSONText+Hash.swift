extension JSONText {
    /// 64 bits that an author of records can't foresee, as long as the seed is random: 64×64-bit products folded over the words.
    package func hash(seed: UInt64) -> UInt64 {
        var state = seed ^ UInt64(truncatingIfNeeded: count)
        var place = start
        var left = count
        while left > 0 {
            var word = loadWord(place)
            if left < 8 { word &= (1 << UInt64(left * 8)) &- 1 }
            let product = (state ^ word ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB ^ seed | 1)
            state = product.high ^ product.low
            place += 8
            left -= 8
        }
        let product = state.multipliedFullWidth(by: 0x8EBC_6AF0_9C88_C6E3)
        return product.high ^ product.low
    }
}
