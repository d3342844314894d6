import FEEL
import Policy
import Testing

@Suite struct WordTests {
    @Test func everyKeyHasASpellingOfItsOwn() {
        let keys = PolicyKey.allCases
        #expect(Set(keys).count == keys.count)
        #expect(Set(keys.map(\.chinese)).count == keys.count)
        #expect(Set(keys.map(\.english)).isDisjoint(with: keys.map(\.chinese)))
        for key in keys {
            // `by` names units in an action, and a day in a duty.
            #expect(PolicyKey.reading(key.english) == (key == .byDay || key == .byAmount ? .by : key == .changeOrder ? .order : key))
            #expect(PolicyKey.reading(key.chinese) == key)
        }
    }

    @Test func everyClosedWordIsReadInBothLanguages() {
        func check<Word: PolicyWord>(_ type: Word.Type) {
            #expect(Set(Word.spellings).count == 2 * Word.allCases.count)
            for word in Word.allCases {
                #expect(Word.reading(word.rawValue) == word)
                #expect(Word.reading(word.chinese) == word)
            }
            #expect(Word.reading("nothing of the kind") == nil)
        }
        check(MeasureKind.self)
        check(MeasureStatus.self)
        check(SuspensionClock.self)
        check(Modality.self)
        check(MonthEnds.self)
        check(HitPolicy.self)
        check(Clause.Effect.self)
        check(CalendarPeriod.self)
        check(RankingOrder.self)
        check(RankingTies.self)
        check(FactWord.self)
        check(ChoiceWord.self)
        check(TruthWord.self)
        check(NameWord.self)
        check(LetterList.self)
        check(LetterThing.self)
        check(LetterField.self)
    }

    @Test func theSpellingsThatTheExamplesUseStay() {
        let spellings: [(PolicyKey, String)] = [
            (.rules, "规则"), (.clause, "条款"), (.while, "期间"), (.when, "当"), (.then, "则"), (.suspend, "暂停"), (.clock, "计时"), (.revoke, "撤销"),
            (.impose, "施加"), (.due, "截止"), (.lift, "解除"),
        ]
        for (key, spelling) in spellings { #expect(key.chinese == spelling) }
        #expect(SuspensionClock.runs.chinese == "继续")
        #expect(SuspensionClock.waits.chinese == "不届满")
    }
}
