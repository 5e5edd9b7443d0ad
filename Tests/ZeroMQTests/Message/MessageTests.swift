import TestSeeds
import Testing
import ZeroMQ

@Suite struct MessageTests {
    @Test func `literals make messages`() {
        let one: Message = "World"
        #expect(one.count == 1)
        #expect(one.text == "World")
        let two: Message = ["topic", "body \(2)"]
        #expect(two.map(\.text) == ["topic", "body 2"])
        let none: Message = []
        #expect(none.isEmpty)
        #expect(none == Message())
        #expect(none.text == "")
        #expect(none.bytes.isEmpty)
        #expect(Message([1, 2, 3] as [UInt8]).bytes == [1, 2, 3])
    }

    @Test func `a message is a collection of frames`() {
        let frames = (0..<5).map { Frame("\($0)") }
        for count in 0...5 {
            let message = Message(frames.prefix(count))
            #expect(message.count == count)
            #expect(Array(message) == Array(frames.prefix(count)))
            #expect(Array(message.reversed()) == Array(frames.prefix(count).reversed()))
            #expect(message.first == frames.prefix(count).first)
            #expect(message.last == frames.prefix(count).last)
            #expect(message.totalBytes == count)
            for index in 0..<count { #expect(message[index] == frames[index]) }
            #expect(Array(message.dropFirst(2)) == Array(frames.prefix(count).dropFirst(2)))
        }
    }

    @Test func `frames are added and taken at both ends`() {
        // Against an array, at random.
        var random = SeededRandom.announced(for: "frames at both ends")
        for _ in 0..<500 {
            var message = Message()
            var model: [Frame] = []
            for step in 0..<20 {
                let frame = Frame("\(step)")
                switch Int.random(in: 0...4, using: &random) {
                case 0, 1:
                    message.append(frame)
                    model.append(frame)
                case 2:
                    message.prepend(frame)
                    model.insert(frame, at: 0)
                case 3:
                    #expect(message.popFirst() == (model.isEmpty ? nil : model.removeFirst()))
                default:
                    guard let place = model.indices.randomElement(using: &random) else { continue }
                    message[place] = frame
                    model[place] = frame
                }
                #expect(Array(message) == model)
                #expect(message == Message(model))
                #expect(message.hashValue == Message(model).hashValue)
            }
        }
    }

    @Test func `C-034 a message is a value`() {
        let first: Message = ["a", "b"]
        var second = first
        second.append("c")
        second[0] = "x"
        #expect(first == ["a", "b"])
        #expect(second == ["x", "b", "c"])
    }

    @Test func `messages differ by their frames, not by how their bytes run on`() {
        #expect(["ab", "c"] as Message != ["a", "bc"])
        #expect(["a"] as Message != ["a", ""])
        #expect([""] as Message != [])
        #expect("a" as Message == ["a"])
    }

    @Test func `a description shows the frames`() {
        #expect((["topic", "body"] as Message).description == "[topic | body]")
        #expect(Message().description == "[]")
        #expect(Message([0, 255] as [UInt8]).description == "[00FF]")
    }
}
