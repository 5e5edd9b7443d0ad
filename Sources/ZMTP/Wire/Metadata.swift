/// The properties that a peer tells about itself in the handshake: a list of names and values (META-01).
package struct Metadata: Equatable, Sendable {
    /// One property.
    package struct Property: Equatable, Sendable {
        package var name: String
        package var value: [UInt8]

        package init(name: String, value: [UInt8]) {
            self.name = name
            self.value = value
        }
    }

    /// Names that the protocol gives a meaning, in the spelling that is sent (META-04).
    package static let socketTypeName = "Socket-Type"
    package static let identityName = "Identity"
    package static let resourceName = "Resource"

    /// In the order of the wire.
    package private(set) var properties: [Property]

    package init(_ properties: [Property] = []) {
        self.properties = properties
    }

    /// What our side says: Socket-Type first (META-07), the Identity where the type has one (META-09), then the
    /// application's `X-` properties in byte order of their names, each once, the last value counting (META-06).
    package init(kind: SocketKind, identity: [UInt8], application: [Property]) {
        properties = [Property(name: Self.socketTypeName, value: Array(kind.name.utf8))]
        if kind.sendsIdentity {
            properties.append(Property(name: Self.identityName, value: identity))
        }
        var values: [String: [UInt8]] = [:]
        for property in application { values[property.name] = property.value }
        let names = values.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        for name in names {
            properties.append(Property(name: name, value: values[name] ?? []))
        }
    }

    /// Reads a block of properties. A cut property, a stray octet, a name without letters and a repeated standard
    /// property are violations (META-02, META-03, META-13).
    package init(parsing block: ArraySlice<UInt8>) throws(ProtocolViolation) {
        properties = []
        var rest = block
        while let nameLength = rest.popFirst() {
            guard nameLength > 0 else { throw .badMetadata("a property without a name") }
            let count = Int(nameLength)
            guard rest.count >= count + 4 else { throw .badMetadata("a property is cut short") }
            let name = String(decoding: rest.prefix(count), as: UTF8.self)
            rest = rest.dropFirst(count)
            let size = rest.prefix(4).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            rest = rest.dropFirst(4)
            // A size above 2^31-1 is illegal, but also always more than a command can hold.
            guard size <= Limits.propertyValueBytes, size <= UInt64(rest.count) else {
                throw .badMetadata("a value is cut short")
            }
            let value = Array(rest.prefix(Int(size)))
            rest = rest.dropFirst(value.count)
            if Self.isStandard(name), self[name] != nil {
                throw .badMetadata("\(name) is repeated")
            }
            properties.append(Property(name: name, value: value))
        }
    }

    /// The block as it is sent.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        for property in properties {
            let name = property.name.utf8.prefix(Limits.propertyNameBytes)
            bytes.append(UInt8(truncatingIfNeeded: name.count))
            bytes.append(contentsOf: name)
            bytes.append(bigEndian: UInt32(truncatingIfNeeded: property.value.count))
            bytes.append(contentsOf: property.value)
        }
        return bytes
    }

    /// The value of a property; names are compared without regard to case (META-04).
    package subscript(name: String) -> [UInt8]? {
        properties.first { Self.isSame($0.name, name) }?.value
    }

    /// The Socket-Type as text, or nil when the peer did not tell (META-07).
    package var socketTypeText: String? {
        self[Self.socketTypeName].map { String(decoding: $0, as: UTF8.self) }
    }

    private static func isStandard(_ name: String) -> Bool {
        isSame(name, socketTypeName) || isSame(name, identityName) || isSame(name, resourceName)
    }

    private static func isSame(_ left: String, _ right: String) -> Bool {
        left.utf8.elementsEqual(right.utf8) { lowercase($0) == lowercase($1) }
    }

    private static func lowercase(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }
}
