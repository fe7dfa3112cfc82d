import { describe, expect, it } from "vitest"
import { receiveReplicate } from "@/lib/providers/replicate/webhook"
import { testSettings } from "@/lib/providers/testing"

/** The Replicate sheet's vector, which the SDK 1.4.0 believes. */
const vector = {
  secret: "whsec_d3N0LXN0dWRpby10ZXN0LXNlY3JldC1rZXktMzJieXQ=",
  body: '{"id":"abc123predictionid","status":"succeeded","output":"https://replicate.delivery/xezq/test/out.mp4","error":null}',
  headers: {
    "webhook-id": "msg_test_0001",
    "webhook-timestamp": "1795219200",
    "webhook-signature": "v1,6+6lWcAoaPznjdT1966b96uEH4tIB7Mlk8GpgaHUoS0=",
  },
}

const receive = (changes: { body?: string; secret?: string | undefined; seconds?: number } = {}) => {
  const { body = vector.body, seconds = 1_795_219_200 } = changes
  const secret = "secret" in changes ? changes.secret : vector.secret
  const settings = testSettings("http://vendor.example", {
    now: () => seconds * 1000,
    ...(secret !== undefined && { webhookSecret: secret }),
  })
  return () => receiveReplicate({ body: new TextEncoder().encode(body), headers: new Headers(vector.headers) }, settings)
}

describe("a callback of Replicate's", () => {
  it("tells the end of its prediction by its own word", () => {
    expect(receive()()).toEqual({
      deliveryId: "msg_test_0001",
      vendorJobId: "abc123predictionid",
      report: { status: "succeeded", files: [{ url: "https://replicate.delivery/xezq/test/out.mp4", mime: "video/mp4" }] },
    })
  })

  it("is not believed when it is changed or old, which the SDK's own check would not see", () => {
    const changed = vector.body.replace("out.mp4", "other.mp4")
    expect(receive({ body: changed })).toThrow(expect.objectContaining({ reason: "bad_signature" }))
    expect(receive({ seconds: 1_795_219_501 })).toThrow(expect.objectContaining({ reason: "stale" }))
  })

  it("only hints where no secret is stored, and says nothing that cannot be read", () => {
    expect(receive({ secret: undefined })()).toMatchObject({ vendorJobId: "abc123predictionid", report: { status: "hint" } })
    expect(receive({ secret: undefined, body: "[]" })).toThrow(expect.objectContaining({ reason: "bad_shape" }))
  })
})
