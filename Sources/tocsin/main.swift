import Engine
import Foundation

// Arguments → configuration → run. Errors are printed in `Program`, the process ends here.
BrokenPipe.ignoreSignal()
let words = Array(CommandLine.arguments.dropFirst())
// A run for months; and signals that `watch` listens to must not end it in the moment before it does.
if words.first == "watch" {
  Allocator.prepareForMonths()
  for number in [SIGHUP, SIGUSR1] { signal(number, SIG_IGN) }
}
let surroundings = Surroundings.current()
exit(await Program.run(words, surroundings).rawValue)
