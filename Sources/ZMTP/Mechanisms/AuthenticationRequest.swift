/// The question whether a peer may stay, for whoever decides: the part of a ZAP request that a mechanism knows
/// (ZAP-03).
package struct AuthenticationRequest: Equatable, Sendable {
    /// The mechanism's name.
    package var mechanism: String
    /// The peer's Identity where the mechanism knows it already, else empty (ZAP-12).
    package var identity: [UInt8]
    /// None for NULL, user and password for PLAIN, the public key for CURVE.
    package var credentials: [[UInt8]]

    package init(mechanism: String, identity: [UInt8] = [], credentials: [[UInt8]] = []) {
        self.mechanism = mechanism
        self.identity = identity
        self.credentials = credentials
    }
}
