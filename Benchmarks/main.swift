import Foundation

// Arguments → log → sections → figures. Errors are printed and the process ends here; a phase is this
// program started again, so that each is measured by itself.
do {
  let words = Array(CommandLine.arguments.dropFirst())
  if words.first == Phases.option {
    try Phases.run(words.dropFirst())
  } else {
    let arguments = try Arguments(words)
    if arguments.wantsHelp {
      print(Arguments.help, terminator: "")
    } else {
      try Benchmark(arguments).run()
    }
  }
} catch let error as UsageError {
  ErrorText.show(error.message + " Try --help.")
  exit(64)  // EX_USAGE of sysexits.h
} catch {
  ErrorText.show((error as? Failure)?.message ?? "\(error)")
  exit(2)
}
