import Dispatch

/// Threads of their own for deliveries: a sink that waits in a system call (a pipe, a socket, a slow
/// disk) takes no thread from those that read and judge, and the other way round.
final class DeliveryExecutor: TaskExecutor {
  private let queue = DispatchQueue(label: "tocsin.delivery", attributes: .concurrent)

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let executor = asUnownedTaskExecutor()
    queue.async { job.runSynchronously(on: executor) }
  }
}
