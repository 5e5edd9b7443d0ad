/// What is known of a connected peer once its handshake is done.
///
/// A value of its time: it stays what it was when the peer goes.
public struct PeerInfo: Hashable, Sendable, Identifiable {
    /// The version of the protocol that a connection speaks.
    public struct ProtocolVersion: Hashable, Sendable, Comparable, CustomStringConvertible {
        /// 3 in ZMTP 3.1.
        public let major: UInt8
        /// 1 in ZMTP 3.1.
        public let minor: UInt8

        /// Makes a version.
        public init(major: UInt8, minor: UInt8) {
            self.major = major
            self.minor = minor
        }

        /// Whether the left version is the older one.
        public static func < (left: ProtocolVersion, right: ProtocolVersion) -> Bool {
            (left.major, left.minor) < (right.major, right.minor)
        }

        /// `ZMTP 3.1`.
        public var description: String { "ZMTP \(major).\(minor)" }
    }

    /// A number for the connection, never used again in its context.
    public let id: UInt64

    /// Where the peer is, as the system tells: `192.0.2.7:41234`. Empty where that has no answer, as for
    /// inproc. (The property `Peer-Address` of libzmq's messages.)
    public let address: String

    /// The endpoint of this side through which the peer is connected.
    public let endpoint: Endpoint

    /// The peer's socket type in the protocol's words, which may be one that ``SocketType`` lacks: `DEALER`.
    public let socketType: String

    /// The routing id that the peer announced, its ``SocketOptions/routingID``; nil if it announced none.
    /// (`Routing-Id` in libzmq.)
    public let routingID: Frame?

    /// The version spoken, the older one of both sides'; nil for inproc, which has no protocol.
    public let zmtpVersion: ProtocolVersion?

    /// The security mechanism: `NULL`, `PLAIN` or `CURVE`.
    public let mechanism: String

    /// All properties of the peer's handshake, values as they came. Remote input: check before use.
    public let properties: [String: [UInt8]]

    /// Who the peer is according to the authenticator; nil without one. (`User-Id` in libzmq.)
    public let userID: String?

    package init(
        id: UInt64, address: String, endpoint: Endpoint, socketType: String, routingID: Frame? = nil,
        zmtpVersion: ProtocolVersion? = nil, mechanism: String = "NULL", properties: [String: [UInt8]] = [:],
        userID: String? = nil
    ) {
        self.id = id
        self.address = address
        self.endpoint = endpoint
        self.socketType = socketType
        self.routingID = routingID
        self.zmtpVersion = zmtpVersion
        self.mechanism = mechanism
        self.properties = properties
        self.userID = userID
    }

    /// The value of a property as text, or nil if there is none or it is not UTF-8. Case of the name does not
    /// matter (RFC 37).
    public func property(_ name: String) -> String? {
        let wanted = name.lowercased()
        guard let value = properties.first(where: { $0.key.lowercased() == wanted })?.value else {
            return nil
        }
        return String(validating: value, as: UTF8.self)
    }
}

extension PeerInfo: CustomStringConvertible {
    /// The peer on one line: type, address, endpoint and protocol.
    public var description: String {
        let place = address.isEmpty ? "" : " at \(address)"
        let version = zmtpVersion.map { ", \($0) \(mechanism)" } ?? ""
        return "\(socketType)\(place) via \(endpoint)\(version)".escapingControlCharacters()
    }
}
