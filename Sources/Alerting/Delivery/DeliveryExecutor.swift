import Dispatch

/// A thread for one sink's deliveries: a sink that waits in a system call (a pipe, a socket, a slow
/// disk) takes no thread from those that read and judge, nor from another sink.
final class DeliveryExecutor: TaskExecutor {
  /// Serial, so that there is a thread for it whenever it needs one.
  private let queue = DispatchQueue(label: "tocsin.delivery")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let executor = asUnownedTaskExecutor()
    queue.async { job.runSynchronously(on: executor) }
  }
}
