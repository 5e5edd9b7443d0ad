extension SystemError {
    /// One line for a person: `connect: ECONNREFUSED (Connection refused)`, with the remark if there is one.
    package var description: String {
        let explanation = ErrorNumber.text(of: number)
        var text = operation + ": "
        if let name = ErrorNumber.name(of: number) {
            text += name + " (" + explanation + ")"
        } else {
            text += explanation
        }
        if let detail { text += ", " + detail }
        return text
    }
}
