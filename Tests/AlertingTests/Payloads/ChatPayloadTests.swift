import Alerting
import Detection
import Foundation
import Testing

/// Slack, Discord and Teams.
@Suite struct ChatPayloadTests {
  @Test func aSlackMessage() {
    let body = String(decoding: SlackPayload.make(Example.alert()), as: UTF8.self)
    #expect(
      body.hasPrefix(
        #"{"text":"They got in: client 203.0.113.9: 12 failed log-ins in a minute, then a success","#
          + #""unfurl_links":false,"unfurl_media":false,"blocks":[{"type":"header","#
          + #""text":{"type":"plain_text","emoji":false,"text":"CRITICAL: Account takeover"}},"#))
    #expect(
      body.contains(#"*Got in*  yes\n*Sure*  99 %, surprise 12.5\n*Because*  failed log-ins 12"#))
    #expect(body.contains(#"```203.0.113.9 \"POST /login\" 200```"#))
  }

  @Test func slackObeysNoTextOfALog() throws {
    for alert in Hostile.alerts {
      let object = try Hostile.object(SlackPayload.make(alert))
      for text in Hostile.strings(object) {
        #expect(!text.contains("<") && !text.contains(">"))
        #expect(
          text.split(separator: "```", omittingEmptySubsequences: false).count.isMultiple(of: 2)
            == false)
      }
      let blocks = try #require(object["blocks"] as? [[String: Any]])
      #expect(blocks.count <= 50)
      for block in blocks {
        let text = try #require(block["text"] as? [String: Any])
        let words = try #require(text["text"] as? String)
        #expect(words.utf16.count <= (block["type"] as? String == "header" ? 150 : 3000))
        #expect(!words.isEmpty)
        #expect(text["type"] as? String == "plain_text" || text["verbatim"] as? Bool == true)
      }
      #expect(Hostile.strings(object).reduce(0) { $0 + $1.utf16.count } < 13_200)
    }
  }

  @Test func aDiscordMessage() {
    let body = String(decoding: DiscordPayload.make(Example.alert()), as: UTF8.self)
    #expect(
      body.hasPrefix(
        #"{"allowed_mentions":{"parse":[]},"embeds":[{"title":"CRITICAL\\: Account takeover","#
          + #""description":"They got in\\: client 203\\.0\\.113\\.9\\: 12 failed log\\-ins in a "#
          + #"minute, then a success","color":11736092,"fields":[{"name":"Who","#))
  }

  @Test func discordStaysWithinItsLimitsAndMentionsNobody() throws {
    for alert in Hostile.alerts {
      let object = try Hostile.object(DiscordPayload.make(alert))
      let mentions = try #require(object["allowed_mentions"] as? [String: [String]])
      #expect(mentions == ["parse": []])
      let embed = try #require((object["embeds"] as? [[String: Any]])?.first)
      let title = try #require(embed["title"] as? String)
      let description = try #require(embed["description"] as? String)
      let fields = try #require(embed["fields"] as? [[String: String]])
      #expect(title.utf16.count <= 256 && description.utf16.count <= 4096 && fields.count <= 25)
      for field in fields {
        let value = try #require(field["value"])
        #expect((1...1024).contains(value.utf16.count))
        if !value.hasPrefix("```") {
          #expect(
            !value.replacing("\\:", with: "").contains("://")
              && !value.replacing("\\@", with: "").contains("@"))
        }
      }
      let sum = fields.flatMap(\.values).reduce(title.utf16.count + description.utf16.count) {
        $0 + $1.utf16.count
      }
      #expect(sum <= 6000)
    }
  }

  @Test func aTeamsCard() throws {
    let body = String(decoding: TeamsPayload.make(Example.alert()), as: UTF8.self)
    #expect(
      body.hasPrefix(
        #"{"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","#
          + #""contentUrl":null,"content":{"$schema":"http://adaptivecards.io/schemas/adaptive-card.json","#
          + #""type":"AdaptiveCard","version":"1.2","body":[{"type":"TextBlock","#
          + #""text":"CRITICAL\\: Account takeover","wrap":true,"weight":"Bolder","size":"Medium","#
          + #""color":"Attention"},"#))
    #expect(body.hasSuffix(#""msteams":{"width":"full"}}}]}"#))
    let over = String(decoding: TeamsPayload.make(Example.alert(.resolved)), as: UTF8.self)
    #expect(
      over.contains(#""text":"Over\\: Account takeover""#) && over.contains(#""color":"Good""#))
  }

  @Test func teamsTakesTheLongestCardAndReadsNoMarkdownOfALog() throws {
    for alert in Hostile.alerts {
      let body = TeamsPayload.make(alert)
      #expect(body.count < 28_000)
      let content = try #require(
        ((try Hostile.object(body)["attachments"] as? [[String: Any]])?.first)?["content"]
          as? [String: Any])
      let blocks = try #require(content["body"] as? [[String: Any]])
      let markdown = blocks.filter { $0["type"] as? String == "TextBlock" }
      #expect(markdown.count == 1)
      #expect((markdown[0]["text"] as? String)?.hasSuffix("Account takeover") == true)
    }
  }
}
