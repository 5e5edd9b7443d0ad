import Foundation

/// A picture of 8-bit RGB samples, as in binary PPM files (P6).
struct Picture {
    let width: Int
    let height: Int
    let samples: [UInt8]

    init(width: Int, height: Int, samples: [UInt8]) {
        self.width = width
        self.height = height
        self.samples = samples
    }

    /// Reads a PPM file: "P6", width, height and 255 as text, one white space, then the samples. Nil when it is none.
    init?(ppm bytes: [UInt8]) {
        var words: [String] = []
        var position = 0
        while words.count < 4 {
            let start = bytes[position...].drop { isspace(Int32($0)) != 0 }
            let word = start.prefix { isspace(Int32($0)) == 0 }
            guard !word.isEmpty, word.endIndex < bytes.count else { return nil }
            words.append(String(decoding: word, as: UTF8.self))
            position = word.endIndex
        }
        let samples = Array(bytes[(position + 1)...])
        guard words[0] == "P6", words[3] == "255", let width = Int(words[1]), let height = Int(words[2]),
            (1...65_535).contains(width), (1...65_535).contains(height), samples.count == width * height * 3
        else { return nil }
        self.init(width: width, height: height, samples: samples)
    }

    /// The picture as a PPM file.
    var ppm: [UInt8] { Array("P6 \(width) \(height) 255\n".utf8) + samples }

    /// The picture, not larger than `limit` in either direction: each sample the average of those it stands for.
    func scaled(toFit limit: Int) -> Picture {
        let scale = max(width, height).quotientAndRemainder(dividingBy: limit)
        let factor = max(scale.quotient + (scale.remainder > 0 ? 1 : 0), 1)
        let (newWidth, newHeight) = (max(width / factor, 1), max(height / factor, 1))
        var small: [UInt8] = []
        small.reserveCapacity(newWidth * newHeight * 3)
        for row in 0..<newHeight {
            for column in 0..<newWidth {
                for colour in 0..<3 {
                    small.append(average(row * factor, column * factor, colour, size: factor))
                }
            }
        }
        return Picture(width: newWidth, height: newHeight, samples: small)
    }

    private func average(_ top: Int, _ left: Int, _ colour: Int, size: Int) -> UInt8 {
        var (sum, count) = (0, 0)
        for row in top..<min(top + size, height) {
            for column in left..<min(left + size, width) {
                sum += Int(samples[(row * width + column) * 3 + colour])
                count += 1
            }
        }
        return UInt8(sum / max(count, 1))
    }
}
