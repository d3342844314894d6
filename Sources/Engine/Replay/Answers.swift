import FEEL

/// Which event answers which.
extension Workspace {
    /// An event that has just been taken in answers, of each type that it can, the earliest that waits; where it says which one it means,
    /// the earliest of those.
    func answer(_ number: Int32, at position: Int) {
        let event = frame.events[Int(number)]
        let answers = plan.answers[Int(event.type)]
        var isNamed = false
        var isMatched = false
        for answer in answers {
            let reference = answer.ownFact < 0 ? Value.null : frame.eventValues[Int(event.facts) + answer.ownFact]
            let isReference = answer.ownFact >= 0 && !reference.isUnknown
            if isReference { isNamed = true }
            for earlier in 0..<position {
                let asked = order[earlier]
                let other = frame.events[Int(asked)]
                guard Int(other.type) == answer.asked, answered[Int(asked)] < 0 else { continue }
                if isReference {
                    let own = frame.eventValues[Int(other.facts) + answer.askedFact]
                    if own.isUnknown || Comparison.equal(own, reference, machine) != true { continue }
                }
                answered[Int(asked)] = number
                isMatched = true
                break
            }
        }
        if isNamed, !isMatched { report(.unmatched, event: number, event.on) }
    }

    /// Every event of the frame, not answered so far.
    func beginAnswers() {
        answered.removeAll()
        for _ in 0..<frame.events.count { answered.append(-1) }
    }
}
