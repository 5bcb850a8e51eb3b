// swift-tools-version: 6.2

import PackageDescription

// The rooms of the house. What each may know is stated here and checked in CI
// (`swift build --explicit-target-dependency-import-check error`); ARCHITECTURE.md says why.
let package = Package(
  name: "tocsin",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "tocsin", targets: ["tocsin"])
  ],
  targets: [
    .target(name: "AccessLog"),
    .target(name: "Inspection", dependencies: ["AccessLog"]),
    .target(name: "Traffic", dependencies: ["AccessLog", "Inspection"]),
    .target(name: "Scoring"),
    .target(name: "Detection", dependencies: ["AccessLog", "Inspection", "Traffic", "Scoring"]),
    .target(name: "Alerting", dependencies: ["AccessLog", "Detection"]),
    .target(name: "Reporting", dependencies: ["AccessLog", "Detection", "Alerting"]),
    .target(
      name: "Engine",
      dependencies: [
        "AccessLog", "Inspection", "Traffic", "Scoring", "Detection", "Alerting", "Reporting",
      ]),
    .executableTarget(
      name: "tocsin",
      dependencies: [
        "AccessLog", "Traffic", "Scoring", "Detection", "Alerting", "Reporting", "Engine",
      ]),

    .executableTarget(
      name: "tocsin-benchmark",
      dependencies: [
        "AccessLog", "Inspection", "Traffic", "Scoring", "Detection", "Alerting", "Reporting",
        "Engine",
      ],
      path: "Benchmarks", exclude: ["README.md", "Peers", "Soak"]),

    .target(name: "TestSupport", path: "Tests/TestSupport"),
    // A process for a test to kill.
    .executableTarget(
      name: "alert-storm", dependencies: ["AccessLog", "Detection", "Alerting"],
      path: "Tests/AlertStorm"),
    .testTarget(name: "AccessLogTests", dependencies: ["AccessLog", "TestSupport"]),
    .testTarget(name: "InspectionTests", dependencies: ["AccessLog", "Inspection", "TestSupport"]),
    .testTarget(
      name: "TrafficTests", dependencies: ["AccessLog", "Inspection", "Traffic", "TestSupport"]),
    .testTarget(name: "ScoringTests", dependencies: ["Scoring", "TestSupport"]),
    .testTarget(
      name: "DetectionTests",
      dependencies: [
        "AccessLog", "Inspection", "Traffic", "Scoring", "Detection", "TestSupport",
      ]),
    .testTarget(
      name: "AlertingTests", dependencies: ["AccessLog", "Detection", "Alerting", "TestSupport"]),
    .testTarget(
      name: "ReportingTests",
      dependencies: ["AccessLog", "Detection", "Alerting", "Reporting", "TestSupport"]),
    .testTarget(
      name: "EngineTests",
      dependencies: [
        "AccessLog", "Inspection", "Traffic", "Scoring", "Detection", "Alerting", "Engine",
        "TestSupport",
      ]),
    .testTarget(name: "TocsinTests", dependencies: ["TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)

// `.ci/run` treats warnings as errors. Users' builds do not: a newer compiler warns of more.
if Context.environment["TOCSIN_STRICT"] != nil {
  for target in package.targets {
    target.swiftSettings = (target.swiftSettings ?? []) + [.treatAllWarnings(as: .error)]
  }
}
