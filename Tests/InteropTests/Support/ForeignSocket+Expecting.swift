import Foundation
import LibZMQ
import TestPrograms
import Testing

extension ForeignSocket {
    /// Receives a message that has to come.
    func expectMessage(_ location: SourceLocation = #_sourceLocation) throws -> [[UInt8]] {
        try #require(
            try receive(timeout: Patience.limit), "no message came", sourceLocation: location)
    }

    /// Receives a message of texts that has to come.
    func expectTexts(_ location: SourceLocation = #_sourceLocation) throws -> [String] {
        try expectMessage(location).map { String(decoding: $0, as: UTF8.self) }
    }
}

extension ForeignSocket {
    /// Receives a message that has to come, without blocking a thread that runs tasks.
    func nextMessage(_ location: SourceLocation = #_sourceLocation) async throws -> [[UInt8]] {
        let message = try await onThread { try self.receive(timeout: Patience.limit) }
        return try #require(message, "no message came", sourceLocation: location)
    }

    /// Receives a message of texts that has to come, without blocking a thread that runs tasks.
    func nextTexts(_ location: SourceLocation = #_sourceLocation) async throws -> [String] {
        try await nextMessage(location).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Whether nothing arrives for a while.
    func staysSilent() async throws -> Bool {
        try await onThread { try self.receive(timeout: Patience.watch) == nil }
    }

    /// Calls the socket until `condition` holds. Blocks.
    ///
    /// Only while its own thread calls it, a socket of libzmq takes in peers that connected to it, and tells
    /// its subscriptions to peers that are new.
    func attend(
        _ location: SourceLocation = #_sourceLocation, until condition: () throws -> Bool
    ) throws {
        let deadline = ContinuousClock.now + Patience.limit
        while try !condition() {
            try #require(ContinuousClock.now < deadline, "waited in vain", sourceLocation: location)
            _ = try isReadable(within: .milliseconds(1))
        }
    }

    /// Binds where another socket of libzmq was bound: that one lets go of the address a little after it is closed.
    /// Blocks.
    func bind(again endpoint: String) throws {
        let deadline = ContinuousClock.now + Patience.limit
        while true {
            do {
                try bind(endpoint)
                return
            } catch {
                guard ContinuousClock.now < deadline else { throw error }
                Thread.sleep(forTimeInterval: 0.001)
            }
        }
    }
}
