import Engine

/// What the words of a command line stand for.
enum Inputs {
  /// The files and their words, if all words mean something.
  /// - Throws: `Failure` with a sentence for each word that does not.
  static func check(_ paths: [String]) throws -> InputCatalogue {
    let catalogue = InputCatalogue(paths)
    let failures = catalogue.problems.filter(\.isFailure)
    guard failures.isEmpty else {
      throw Failure(failures.map(\.description).joined(separator: "\n"))
    }
    return catalogue
  }

  /// Why none of the files could be read, where that is so and they are not just empty.
  static func obstacles(_ paths: [String]) -> [String] {
    InputCatalogue(paths).files.filter { !$0.isStandardInput }.compactMap { file in
      do throws(SourceProblem) {
        _ = try file.open()
        return nil
      } catch {
        return error.isFailure ? error.description : nil
      }
    }
  }
}

extension Failure {
  /// No line of the input was a request.
  /// - Parameter reasons: What is known about it, one sentence each.
  static func nothingParsed(_ inputs: InputSettings, _ reasons: [String] = []) -> Failure {
    let advice =
      "No line could be parsed. 'tocsin formats \(inputs.paths[0])' says what does not fit."
    return Failure((reasons + [advice]).joined(separator: "\n"))
  }
}
