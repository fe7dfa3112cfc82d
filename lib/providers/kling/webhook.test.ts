import { Webhook } from "standardwebhooks"
import { describe, expect, it } from "vitest"
import legacyReplies from "@/lib/providers/kling/fixtures/legacy-replies.json"
import replies from "@/lib/providers/kling/fixtures/replies.json"
import { receiveKling } from "@/lib/providers/kling/webhook"
import type { RawDelivery } from "@/lib/providers/provider"
import { testSettings } from "@/lib/providers/testing"

/** The test vector of the Kling sheet. */
const secret = "whsec_dGVzdHNlY3JldHRlc3RzZWNyZXR0ZXN0c2VjcmV0MTI="
const timestamp = 1781080794
const vectorBody =
  '{"id":"1234567890","status":"succeeded","message":"","create_time":1781080778802,"update_time":1781080794151}'
const vectorSignature = "v1,UsKlJP00XoQyOn410NM9xv34sP+Gl0jnOO9Lcpr7NJ4="

function delivery(body: string, signature: string, overrides: Record<string, string> = {}): RawDelivery {
  const headers = new Headers({
    "webhook-id": "9876543210",
    "webhook-timestamp": String(timestamp),
    "webhook-signature": signature,
    ...overrides,
  })
  return { body: Buffer.from(body), headers }
}

const settings = testSettings("http://127.0.0.1:1", { webhookSecret: secret, now: () => timestamp * 1000 })
/** The package's own signature, against which ours is held. */
const signed = (body: string) => new Webhook(secret).sign("9876543210", new Date(timestamp * 1000), body)

function refusal(raw: RawDelivery, overrides: Partial<typeof settings> = {}): unknown {
  try {
    receiveKling(raw, { ...settings, ...overrides })
  } catch (error) {
    return error
  }
  return "believed"
}

describe("with a webhook secret", () => {
  it("believes the sheet's test vector", () => {
    // It names no clip, so the job is read again.
    expect(receiveKling(delivery(vectorBody, vectorSignature), settings)).toMatchObject({
      deliveryId: "9876543210",
      vendorJobId: "1234567890",
      report: { status: "hint" },
    })
  })

  it("believes what the standardwebhooks package signs, also as one of two during a rotation", () => {
    const body = JSON.stringify(replies.succeeded)
    const both = `v1,AAAA v1a,BBBB ${signed(body)}`
    expect(receiveKling(delivery(body, both), settings)).toMatchObject({
      vendorJobId: "831922",
      report: { status: "succeeded", costMicros: 420_000 },
    })
  })

  it("believes a signed task in the older API's words", () => {
    const body = JSON.stringify(legacyReplies.callback)
    expect(receiveKling(delivery(body, signed(body)), settings)).toMatchObject({
      vendorJobId: "831922",
      report: { status: "succeeded", files: [{ url: "https://v16-kling.klingai.com/out.mp4" }], costMicros: 420_000 },
    })
  })

  it.each([
    ["a changed body", delivery(vectorBody.replace("succeeded", "failed"), vectorSignature), "bad_signature"],
    ["a changed id", delivery(vectorBody, vectorSignature, { "webhook-id": "1" }), "bad_signature"],
    ["a changed time", delivery(vectorBody, vectorSignature, { "webhook-timestamp": String(timestamp + 1) }), "bad_signature"],
    ["another version", delivery(vectorBody, vectorSignature.replace("v1", "v2")), "bad_signature"],
    ["an empty signature", delivery(vectorBody, "v1,"), "bad_signature"],
    ["no task", delivery("{}", signed("{}")), "bad_shape"],
  ])("refuses %s", (_name, raw, reason) => {
    expect(refusal(raw)).toMatchObject({ name: "WebhookVerificationError", reason })
  })

  it("refuses an unsigned delivery", () => {
    expect(refusal({ body: Buffer.from(vectorBody), headers: new Headers() })).toMatchObject({ reason: "bad_signature" })
  })

  it("refuses one signed by another secret", () => {
    expect(refusal(delivery(vectorBody, vectorSignature), { webhookSecret: "whsec_AAAA" })).toMatchObject({
      reason: "bad_signature",
    })
  })

  it("refuses to count an empty secret as one", () => {
    expect(refusal(delivery(vectorBody, vectorSignature), { webhookSecret: "whsec_" })).toMatchObject({ reason: "no_secret" })
  })

  it.each([-301, 301])("refuses one signed %d s from now; 300 s is still in time", (offset) => {
    const at = (seconds: number) => ({ now: () => (timestamp + seconds) * 1000 })
    expect(refusal(delivery(vectorBody, vectorSignature), at(offset))).toMatchObject({ reason: "stale" })
    expect(refusal(delivery(vectorBody, vectorSignature), at(Math.sign(offset) * 300))).toBe("believed")
  })
})

describe("without a webhook secret", () => {
  const { webhookSecret: _none, ...unsecured } = settings

  it("takes a delivery for a hint to look, whatever it says, and the same state for the same delivery", () => {
    const first = receiveKling({ body: Buffer.from(JSON.stringify(replies.succeeded)), headers: new Headers() }, unsecured)
    expect(first).toMatchObject({ vendorJobId: "831922", report: { status: "hint" } })
    const again = receiveKling({ body: Buffer.from(JSON.stringify(replies.succeeded)), headers: new Headers() }, unsecured)
    expect(again.deliveryId).toBe(first.deliveryId)
    const other = receiveKling({ body: Buffer.from(JSON.stringify(replies.processing)), headers: new Headers() }, unsecured)
    expect(other.deliveryId).not.toBe(first.deliveryId)
  })

  it("takes the older API's callbacks for hints too", () => {
    const body = Buffer.from(JSON.stringify(legacyReplies.callback))
    expect(receiveKling({ body, headers: new Headers() }, unsecured)).toMatchObject({
      deliveryId: "unsigned:831922:succeed:1781080794151",
      vendorJobId: "831922",
      report: { status: "hint" },
    })
  })

  it("refuses what is no task", () => {
    expect(refusal({ body: Buffer.from("hello"), headers: new Headers() }, { webhookSecret: undefined })).toMatchObject({
      reason: "bad_shape",
    })
  })
})
