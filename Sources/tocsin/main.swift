import Foundation

// Arguments → configuration → run. Errors are printed in `Program`, the process ends here.
signal(SIGPIPE, SIG_IGN)
let surroundings = Surroundings.current()
let words = Array(CommandLine.arguments.dropFirst())
exit(await Program.run(words, surroundings).rawValue)
