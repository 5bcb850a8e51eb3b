import Engine
import Foundation

// Arguments → configuration → run. Errors are printed in `Program`, the process ends here.
BrokenPipe.ignoreSignal()
let surroundings = Surroundings.current()
let words = Array(CommandLine.arguments.dropFirst())
exit(await Program.run(words, surroundings).rawValue)
