import { describe, expect, it } from "vitest"
import { receiveOpenAi } from "@/lib/providers/openai/webhook"
import { testSettings } from "@/lib/providers/testing"

/** The OpenAI sheet's vector, which the SDK 7.55.0 believes. */
const vector = {
  secret: "whsec_d3N0LXN0dWRpby10ZXN0LXNlY3JldC1rZXktMzJieXQ=",
  body: '{"id":"evt_test_0001","object":"event","created_at":1795219199,"type":"video.completed","data":{"id":"video_test_0001"}}',
  headers: {
    "webhook-id": "wh_test_0001",
    "webhook-timestamp": "1795219200",
    "webhook-signature": "v1,j2CLTseZMrtnjMWznNLgd6gOoLVLMcT5c6yyKZ94hw0=",
  },
}

const receive = (changes: { body?: string; secret?: string | undefined; seconds?: number } = {}) => {
  const { body = vector.body, seconds = 1_795_219_200 } = changes
  const secret = "secret" in changes ? changes.secret : vector.secret
  const settings = testSettings("http://vendor.example", {
    now: () => seconds * 1000,
    ...(secret !== undefined && { webhookSecret: secret }),
  })
  return () => receiveOpenAi({ body: new TextEncoder().encode(body), headers: new Headers(vector.headers) }, settings)
}

describe("an event of OpenAI's", () => {
  it("names the video, and proves no more than that it must be read", () => {
    expect(receive()()).toEqual({ deliveryId: "wh_test_0001", vendorJobId: "video_test_0001", report: { status: "hint" } })
  })

  it("is not believed when it is changed, old, early or unsigned", () => {
    expect(receive({ body: vector.body.replace("completed", "failed") })).toThrow(
      expect.objectContaining({ reason: "bad_signature" }),
    )
    expect(receive({ seconds: 1_795_219_501 })).toThrow(expect.objectContaining({ reason: "stale" }))
    expect(receive({ seconds: 1_795_218_899 })).toThrow(expect.objectContaining({ reason: "stale" }))
    expect(receive({ secret: undefined })).toThrow(expect.objectContaining({ reason: "no_secret" }))
  })
})
