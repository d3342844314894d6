import Policy
import Testing

@Suite struct VariableTableTests {
    @Test func namesAndLabelsFindTheSameVariable() {
        var table = VariableTable()
        table.append(Variable(name: "breach.loss", aliases: ["失信.损失", "loss"], origin: .fact, type: .number))
        table.append(Variable(name: "serious", aliases: [], origin: .definition(0), type: nil))
        #expect(table.index(of: "breach.loss") == 0)
        #expect(table.index(of: "失信.损失") == 0)
        #expect(table.index(of: "serious") == 1)
        #expect(table.index(of: "nothing") == nil)
    }

    @Test func aNameWinsOverALabelAndTheFirstLabelOverLater() {
        var table = VariableTable()
        table.append(Variable(name: "a", aliases: ["b", "c"], origin: .fact, type: .number))
        table.append(Variable(name: "b", aliases: ["c"], origin: .fact, type: .number))
        #expect(table.index(of: "b") == 1)
        #expect(table.index(of: "c") == 0)
    }
}
