#if canImport(Glibc)
  import Glibc
#endif

/// How the system's allocator treats a program that runs for months.
///
/// glibc gives each thread a heap of its own and keeps what large buffers leave behind in them
/// (mallopt(3)): nine heaps of sixty megabytes after an hour, most of them empty. With two heaps, and
/// buffers of a megabyte and more given back at once, a live run holds what it uses.
public enum Allocator {
  /// `M_MMAP_THRESHOLD` of <malloc.h>.
  private static let mapThreshold: Int32 = -3
  /// `M_ARENA_MAX` of <malloc.h>.
  private static let mostArenas: Int32 = -8

  /// To be called once, before other threads are started. Other systems' allocators give memory back
  /// by themselves.
  public static func prepareForMonths() {
    #if canImport(Glibc)
      // <malloc.h> is not among what Swift imports of glibc, so the function is looked up.
      guard let symbol = dlsym(nil, "mallopt") else { return }
      typealias Option = @convention(c) (Int32, Int32) -> Int32
      let mallopt = unsafeBitCast(symbol, to: Option.self)
      _ = mallopt(mostArenas, 2)
      _ = mallopt(mapThreshold, 1 << 20)
    #endif
  }
}
