import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { exportJWK, generateKeyPair, SignJWT } from "jose"
import { Webhook } from "standardwebhooks"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { WebhookVerificationError } from "@/lib/providers/errors"
import { receiveGemini } from "@/lib/providers/gemini/webhook"
import type { ProviderSettings } from "@/lib/providers/provider"
import { testSettings } from "@/lib/providers/testing"

const now = Date.parse("2026-11-21T12:00:00Z")
const seconds = now / 1000
const secret = "whsec_dGVzdHNlY3JldHRlc3RzZWNyZXR0ZXN0c2VjcmV0MTI="
const body = JSON.stringify({
  type: "interaction.completed",
  version: "v1",
  timestamp: "2026-11-21T12:00:00Z",
  data: { id: "v1_abc123" },
})

const google = await generateKeyPair("RS256")
const stranger = await generateKeyPair("RS256")

let url: string
const server = createServer(async (_request, response) => {
  const key = { ...(await exportJWK(google.publicKey)), kid: "g1", alg: "RS256", use: "sig" }
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ keys: [key] }))
})
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())))

const signed = (key = google.privateKey, at = seconds, header: { alg: string; kid: string } = { alg: "RS256", kid: "g1" }) =>
  new SignJWT({ event: "interaction.completed" })
    .setProtectedHeader(header)
    .setIssuedAt(at)
    .setExpirationTime(at + 7200)
    .setJti("msg-1")
    .sign(key)

function receive(headers: Record<string, string>, overrides: Partial<ProviderSettings> = {}, text = body) {
  const settings = testSettings(url, { now: () => now, ...overrides })
  return receiveGemini({ body: new TextEncoder().encode(text), headers: new Headers(headers) }, settings)
}

const reasonOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "believed",
    (error: unknown) => (error instanceof WebhookVerificationError ? error.reason : error),
  )

const hint = { vendorJobId: "v1_abc123", report: { status: "hint" } }

describe("a per-request callback", () => {
  it("that one of Google's keys signed is a hint about its interaction", async () => {
    const headers = { "webhook-id": "wh-7", "webhook-timestamp": String(seconds), "webhook-signature": await signed() }
    expect(await receive(headers)).toEqual({ deliveryId: "wh-7", ...hint })
    expect(await receive({ "webhook-signature": await signed() })).toEqual({ deliveryId: "msg-1", ...hint })
    const long = JSON.stringify({ type: "interaction.completed", data: { id: "interactions/v1_abc123" } })
    expect(await receive(headers, {}, long)).toMatchObject(hint)
  })

  it("is not believed from a stranger, unsigned, by another algorithm, or spoiled", async () => {
    expect(await reasonOf(receive({ "webhook-signature": await signed(stranger.privateKey) }))).toBe("bad_signature")
    expect(await reasonOf(receive({}))).toBe("bad_signature")
    const none = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${Buffer.from("{}").toString("base64url")}.x`
    expect(await reasonOf(receive({ "webhook-signature": none }))).toBe("bad_signature")
    const other = await signed(google.privateKey, seconds, { alg: "RS256", kid: "g2" })
    expect(await reasonOf(receive({ "webhook-signature": other }))).toBe("bad_signature")
    expect(await reasonOf(receive({ "webhook-signature": await signed() }, {}, "{}"))).toBe("bad_shape")
  })

  it("is not believed long after it was signed", async () => {
    const old = await signed(google.privateKey, seconds - 301)
    expect(await reasonOf(receive({ "webhook-signature": old }))).toBe("stale")
    const expired = await signed(google.privateKey, seconds - 90_000)
    expect(await reasonOf(receive({ "webhook-signature": expired }))).toBe("stale")
    const fresh = { "webhook-signature": await signed(), "webhook-timestamp": String(seconds - 301) }
    expect(await reasonOf(receive(fresh))).toBe("stale")
  })

  it("is left for later when Google's keys cannot be read", async () => {
    const baseUrls = { api: "http://127.0.0.1:9", jwks: "http://127.0.0.1:9/jwks.json" }
    const outcome = reasonOf(receive({ "webhook-signature": await signed() }, { baseUrls }))
    expect(await outcome).toMatchObject({ name: "ProviderError", kind: "unavailable", acceptance: "no" })
  })
})

describe("a callback of a webhook registered by hand", () => {
  const headers = (key: string) => ({
    "webhook-id": "wh-8",
    "webhook-timestamp": String(seconds),
    "webhook-signature": new Webhook(key).sign("wh-8", new Date(now), body),
  })

  it("is a hint too, where its secret was entered", async () => {
    expect(await receive(headers(secret), { webhookSecret: secret })).toEqual({ deliveryId: "wh-8", ...hint })
    expect(await reasonOf(receive(headers(secret)))).toBe("no_secret")
    const strange = headers(`whsec_${Buffer.from("nobody knows this secret").toString("base64")}`)
    expect(await reasonOf(receive(strange, { webhookSecret: secret }))).toBe("bad_signature")
  })
})
