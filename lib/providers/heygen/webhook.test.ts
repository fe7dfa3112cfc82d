import { createHmac } from "node:crypto"
import { describe, expect, it } from "vitest"
import replies from "@/lib/providers/heygen/fixtures/replies.json"
import { receiveHeygen } from "@/lib/providers/heygen/webhook"
import type { RawDelivery } from "@/lib/providers/provider"
import { testSettings } from "@/lib/providers/testing"

const secret = "whsec_any string will do"
const now = 1_795_260_900
const sign = (body: string, key = secret) => createHmac("sha256", key).update(body).digest("hex")

const body = JSON.stringify(replies.success)
function delivery(text: string, headers: Record<string, string> = {}): RawDelivery {
  return { body: Buffer.from(text), headers: new Headers(headers) }
}

const settings = testSettings("http://127.0.0.1:1", { webhookSecret: secret, now: () => now * 1000 })
const signed = (text: string, headers: Record<string, string> = {}) =>
  delivery(text, {
    "heygen-signature": sign(text),
    "heygen-timestamp": String(now),
    "heygen-event-id": "evt_header",
    ...headers,
  })

function refusal(raw: RawDelivery, change: Partial<typeof settings> = {}): unknown {
  try {
    receiveHeygen(raw, { ...settings, ...change })
  } catch (error) {
    return error
  }
  return "believed"
}

describe("with a webhook secret", () => {
  it("believes a signed success, by the event's own id", () => {
    expect(receiveHeygen(signed(body), settings)).toEqual({
      deliveryId: "evt_1",
      vendorJobId: "9f3c6b0f2a",
      report: { status: "succeeded", files: [{ url: replies.success.event_data.url, mime: "video/mp4" }] },
    })
  })

  it("believes a signed failure, by the id in the header where the body has none", () => {
    expect(receiveHeygen(signed(JSON.stringify(replies.fail)), settings)).toMatchObject({
      deliveryId: "evt_header",
      report: { status: "failed", failure: { kind: "prompt_refused" } },
    })
  })

  it("takes the older header too, and knows a body without any id again", () => {
    const text = JSON.stringify(replies.fail)
    const [one, two] = [1, 2].map(() => receiveHeygen(delivery(text, { signature: sign(text) }), settings))
    expect(one?.report.status).toBe("failed")
    expect(one?.deliveryId).toBe(two?.deliveryId)
  })

  it("takes other news of the video, and a success without a clip, for a hint", () => {
    const gif = JSON.stringify({ ...replies.success, event_type: "avatar_video_gif.success" })
    expect(receiveHeygen(signed(gif), settings).report).toEqual({ status: "hint" })
    const empty = JSON.stringify({ ...replies.success, event_data: { video_id: "9f3c6b0f2a" } })
    expect(receiveHeygen(signed(empty), settings).report).toEqual({ status: "hint" })
  })

  it.each([
    ["a changed body", { ...signed(body), body: Buffer.from(body.replace("v.mp4", "x.mp4")) }, "bad_signature"],
    ["another key's signature", signed(body, { "heygen-signature": sign(body, "stranger") }), "bad_signature"],
    ["an empty signature", signed(body, { "heygen-signature": "" }), "bad_signature"],
    ["one that says itself it is old", signed(body, { "heygen-timestamp": String(now - 301) }), "stale"],
    ["what is no event", signed("{}"), "bad_shape"],
  ])("refuses %s", (_name, raw, reason) => {
    expect(refusal(raw)).toMatchObject({ name: "WebhookVerificationError", reason })
  })

  it("refuses to count an empty secret as one", () => {
    expect(refusal(signed(body), { webhookSecret: "" })).toMatchObject({ reason: "no_secret" })
  })

  it("takes an unsigned delivery for a hint, since which secret signs it is not documented", () => {
    expect(receiveHeygen(delivery(body), settings).report).toEqual({ status: "hint" })
  })
})

it("takes everything for a hint while there is no secret", () => {
  const { webhookSecret: _, ...bare } = settings
  expect(receiveHeygen(signed(body), bare).report).toEqual({ status: "hint" })
})
