/// The ways in which an API names what is to be done, other than by method and path.
public enum APIStyle: UInt8, Sendable, Equatable, CaseIterable {
  /// By method and path.
  case plain
  /// GraphQL: by the name of an operation in the document.
  case graphQL
  /// An `operationName` of which only the path can tell whether it is GraphQL's.
  case operationName
  /// SOAP: by the SOAPAction header (SOAP 1.1 §6.1.1).
  case soap
  /// gRPC: by the path, `/package.Service/Method`.
  case grpc

  /// What stands before the operation in an endpoint's name.
  public var label: String {
    switch self {
    case .plain: ""
    case .graphQL, .operationName: "GraphQL"
    case .soap: "SOAP"
    case .grpc: "gRPC"
    }
  }
}
