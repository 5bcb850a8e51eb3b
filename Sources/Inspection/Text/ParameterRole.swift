/// What a parameter's name promises about its value: position matters as much as content.
struct ParameterRole: OptionSet, Sendable, Hashable {
  let rawValue: UInt8
  /// Something to run: `cmd`, `exec`.
  static let command = ParameterRole(rawValue: 1)
  /// A machine to talk to: `host`, `ip`.
  static let host = ParameterRole(rawValue: 2)
  /// A file to read or include: `file`, `template`.
  static let file = ParameterRole(rawValue: 4)
  /// An address to fetch: `url`, `webhook`.
  static let url = ParameterRole(rawValue: 8)
  /// An address to send the browser to, or to link to: naming any host is its purpose.
  static let redirect = ParameterRole(rawValue: 16)
  /// A password, key or token.
  static let secret = ParameterRole(rawValue: 32)
  /// A form's user or mail address.
  static let identity = ParameterRole(rawValue: 64)

  /// A method put over the request's own.
  static let method = ParameterRole(rawValue: 128)

  /// The role of a lower-cased parameter name, by the whole name or its last part
  /// (`user[password]`, `config.url`).
  static func of(_ name: Text) -> ParameterRole {
    var end = name.count
    while end > 0, name[end - 1] == UInt8(ascii: "]") { end -= 1 }
    var start = end
    while start > 0, name[start - 1].isWord || name[start - 1] == UInt8(ascii: "-") { start -= 1 }
    return table.meaning(of: start..<end, in: name) ?? []
  }

  static let table = WordTable<ParameterRole>([
    (
      """
      cmd exec command execute ping run code eval do_cmd shell daemon process jump step read feature
      """, .command
    ),
    ("host hostname ip ipaddr ip_address address_ip target domain server dns lookup", .host),
    (
      """
      file filename filepath path page include inc template tpl doc document folder dir root pg
      style pdf layout conf content view document_root lang locale download load src_file f
      """, .file
    ),
    (
      """
      url uri link src source feed proxy fetch image img image_url imageurl
      endpoint remote site dest_url target_url data_url load_url
      """, .url
    ),
    (
      """
      redirect redirect_uri redirect_url redirecturl redirect_to return returnurl return_to
      return_url returnto next continue goto dest destination back ref referer referrer callback
      service rurl loc location origin webhook callback_url dl u post_logout_redirect_uri
      """, .redirect
    ),
    (
      """
      password passwd pass pwd passphrase passcode pin secret client_secret clientsecret token
      access_token accesstoken refresh_token id_token auth_token authtoken api_key apikey api-key
      x-api-key appkey app_key private_key privatekey signature sig session_token sessiontoken
      jwt bearer authorization credential credentials otp cvv cvc ssn sessionid session_id
      jsessionid phpsessid sid card_number cardnumber ccnum key_secret access_key accesskey
      aws_secret_access_key awsaccesskeyid x-amz-signature x-amz-security-token
      new_password old_password password_confirmation confirm_password
      """, .secret
    ),
    ("_method x-http-method-override", .method),
    ("user username login email e-mail mail uname userid user_id account", .identity),
  ])
}
