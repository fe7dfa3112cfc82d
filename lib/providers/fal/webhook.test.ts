import { createHash, createPrivateKey, sign as signBytes } from "node:crypto"
import { afterEach, describe, expect, it } from "vitest"
import replies from "@/lib/providers/fal/fixtures/replies.json"
import { createAdapter } from "@/lib/providers/fal/provider"
import type { RawDelivery } from "@/lib/providers/provider"
import { startVendor, type TestVendor, testSettings } from "@/lib/providers/testing"

/** The test vector of the fal sheet. */
const publicX = "ebVWLo_mVPlAeLES6KmLp5AfhTrmlb7X4OORC60ElmQ"
const seed = "0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20"
const requestId = "764cabcf-b745-4b3e-ae38-1200304cf45b"
const timestamp = 1795219200
const vectorBody =
  '{"request_id":"764cabcf-b745-4b3e-ae38-1200304cf45b","gateway_request_id":"764cabcf-b745-4b3e-ae38-1200304cf45b","status":"OK","payload":{"video":{"url":"https://v3b.fal.media/files/b/test/out.mp4","content_type":"video/mp4","file_name":"out.mp4","file_size":12345}}}'
const vectorSignature =
  "5f7448289de0bf8f007f961e1be6c803f70376c0a3bc5e6a7a445f9f86e5463214ecaf596da309a7de4c551046c688b812361a4e6aac5992d25fffca5f92150c"

const privateKey = createPrivateKey({
  format: "der",
  type: "pkcs8",
  key: Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), Buffer.from(seed, "hex")]),
})

function signed(body: string): string {
  const hash = createHash("sha256").update(body).digest("hex")
  return signBytes(null, Buffer.from(`${requestId}\nuser_test_1\n${timestamp}\n${hash}`), privateKey).toString("hex")
}

function delivery(body: string, overrides: Record<string, string> = {}): RawDelivery {
  const headers = new Headers({
    "x-fal-webhook-request-id": requestId,
    "x-fal-webhook-user-id": "user_test_1",
    "x-fal-webhook-timestamp": String(timestamp),
    "x-fal-webhook-signature": signed(body),
    ...overrides,
  })
  return { body: Buffer.from(body), headers }
}

let vendor: TestVendor
afterEach(() => vendor.stop())

/** A receiver whose vendor serves these keys; each test has its own address, so no cache is shared. */
async function receiver(keys: () => string[] = () => [publicX], clock = { now: timestamp * 1000 }) {
  vendor = await startVendor(() => ({ json: { keys: keys().map((x) => ({ kty: "OKP", crv: "Ed25519", x })) } }))
  const settings = testSettings(vendor.url, { now: () => clock.now })
  return (raw: RawDelivery) => {
    // A new adapter for each delivery, as the webhook route makes one.
    const { webhook } = createAdapter(settings)
    if (webhook === undefined) throw new Error("fal has callbacks")
    return webhook.receive(raw)
  }
}

describe("a signed delivery", () => {
  it("is believed by the sheet's test vector, and its payload is the result itself", async () => {
    const receive = await receiver()
    expect(await receive(delivery(vectorBody, { "x-fal-webhook-signature": vectorSignature }))).toEqual({
      deliveryId: requestId,
      vendorJobId: requestId,
      report: {
        status: "succeeded",
        files: [{ url: "https://v3b.fal.media/files/b/test/out.mp4", mime: "video/mp4", bytes: 12345 }],
      },
    })
  })

  it("is hashed as it came, whatever spaces the vendor's JSON has", async () => {
    const receive = await receiver()
    const body = `{"request_id": "${requestId}", "status": "OK", "error": null, "payload": {"video": {"url": "https://v3.fal.media/a.mp4"}, "seed": 0}}`
    expect(await receive(delivery(body))).toMatchObject({ report: { status: "succeeded", seed: 0 } })
  })

  it("tells a moderated job", async () => {
    const receive = await receiver()
    const body = JSON.stringify({
      request_id: requestId,
      status: "ERROR",
      error: "Invalid status code: 422",
      payload: replies.moderated,
    })
    expect(await receive(delivery(body))).toMatchObject({ report: { status: "failed", failure: { kind: "prompt_refused" } } })
  })

  it("is only a hint when the payload could not be serialized", async () => {
    const receive = await receiver()
    const body = JSON.stringify({ request_id: requestId, status: "OK", payload: null, payload_error: "not serializable" })
    expect(await receive(delivery(body))).toMatchObject({ report: { status: "hint" } })
  })

  it("is only a hint when it tells of a status that nobody has documented", async () => {
    const receive = await receiver()
    const body = JSON.stringify({ request_id: requestId, status: "HALF_DONE", payload: replies.result, moon: 1 })
    expect(await receive(delivery(body))).toMatchObject({ vendorJobId: requestId, report: { status: "hint" } })
  })

  it("is refused for its shape when it is not a delivery", async () => {
    const receive = await receiver()
    await expect(receive(delivery('{"hello":1}'))).rejects.toMatchObject({ reason: "bad_shape" })
  })
})

describe("a delivery that is not believed", () => {
  it.each([
    ["a changed body", { body: vectorBody.replace("out.mp4", "0ut.mp4") }, "bad_signature"],
    ["a changed request id", { headers: { "x-fal-webhook-request-id": "another" } }, "bad_signature"],
    ["a changed user id", { headers: { "x-fal-webhook-user-id": "user_2" } }, "bad_signature"],
    ["a changed timestamp", { headers: { "x-fal-webhook-timestamp": String(timestamp + 1) } }, "bad_signature"],
    ["another key's signature", { headers: { "x-fal-webhook-signature": "00".repeat(64) } }, "bad_signature"],
    ["a signature that is none", { headers: { "x-fal-webhook-signature": "zz" } }, "bad_signature"],
  ])("is one with %s", async (_name, change, reason) => {
    const receive = await receiver()
    const good = delivery(vectorBody, {
      "x-fal-webhook-signature": vectorSignature,
      ...("headers" in change ? change.headers : {}),
    })
    const raw = "body" in change ? { ...good, body: Buffer.from(change.body ?? "") } : good
    await expect(receive(raw)).rejects.toMatchObject({ name: "WebhookVerificationError", reason })
  })

  it("is one without a signature header, and no key is fetched for it", async () => {
    const receive = await receiver()
    const raw = delivery(vectorBody)
    raw.headers.delete("x-fal-webhook-signature")
    await expect(receive(raw)).rejects.toMatchObject({ reason: "bad_signature" })
    expect(vendor.seen).toEqual([])
  })

  it.each([-301, 301])("is one signed %d s from now; 300 s is still in time", async (offset) => {
    const clock = { now: (timestamp + offset) * 1000 }
    const receive = await receiver(undefined, clock)
    await expect(receive(delivery(vectorBody))).rejects.toMatchObject({ reason: "stale" })
    clock.now = (timestamp + Math.sign(offset) * 300) * 1000
    await expect(receive(delivery(vectorBody))).resolves.toMatchObject({ vendorJobId: requestId })
  })
})

describe("the keys", () => {
  it("are fetched once for many deliveries, even at the same moment", async () => {
    const receive = await receiver()
    await Promise.all([1, 2, 3].map(() => receive(delivery(vectorBody))))
    await receive(delivery(vectorBody))
    expect(vendor.seen.length).toBe(1)
  })

  it("are fetched afresh once when none fits, so a rotation is noticed", async () => {
    const old = Buffer.from(publicX, "base64url")
    old[0] = (old[0] ?? 0) ^ 1
    let keys = [old.toString("base64url")]
    const clock = { now: timestamp * 1000 }
    const receive = await receiver(() => keys, clock)
    await expect(receive(delivery(vectorBody))).rejects.toMatchObject({ reason: "bad_signature" })
    keys = [`${publicX}=`]
    clock.now += 61_000
    await expect(receive(delivery(vectorBody))).resolves.toMatchObject({ vendorJobId: requestId })
  })

  it("are not fetched for each forgery", async () => {
    const receive = await receiver()
    const forged = delivery(vectorBody, { "x-fal-webhook-signature": "00".repeat(64) })
    for (let count = 0; count < 5; count += 1) {
      await expect(receive(forged)).rejects.toMatchObject({ reason: "bad_signature" })
    }
    expect(vendor.seen.length).toBe(1)
  })

  it("are fetched again after a day", async () => {
    const clock = { now: timestamp * 1000 }
    const receive = await receiver(undefined, clock)
    await receive(delivery(vectorBody))
    clock.now += 24 * 3600 * 1000
    await expect(receive(delivery(vectorBody))).rejects.toMatchObject({ reason: "stale" })
    expect(vendor.seen.length).toBe(1)
  })

  it("that cannot be read are our trouble, not a forgery", async () => {
    vendor = await startVendor(() => ({ status: 500 }))
    const { webhook } = createAdapter(testSettings(vendor.url, { now: () => timestamp * 1000 }))
    await expect(webhook?.receive(delivery(vectorBody))).rejects.toMatchObject({ name: "ProviderError", kind: "unavailable" })
  })
})
