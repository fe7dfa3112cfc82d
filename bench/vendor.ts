import { createHash, createHmac, generateKeyPairSync, randomUUID, sign } from "node:crypto"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"

export type Delivery = { body: string; headers: Record<string, string> }

export type BenchVendor = {
  /** What the studio takes for the sandbox. */
  url: string
  /** A callback that says: finished, here is the clip. Signed now, so it is believed for five minutes. */
  signed(provider: "fal" | "kling", vendorJobId: string): Delivery
  stop(): Promise<void>
}

/** Serves fal's public key where the studio looks for the sandbox's, and signs as fal and Kling do. */
export async function startVendor(klingSecret: string): Promise<BenchVendor> {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519")
  const keys = JSON.stringify({ keys: [publicKey.export({ format: "jwk" })] })
  const server = createServer((request, response) => {
    const isKeys = request.url === "/fal/rest/.well-known/jwks.json"
    response.writeHead(isKeys ? 200 : 404, { "content-type": "application/json" }).end(isKeys ? keys : "{}")
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const clip = `${url}/clip.mp4`
  const klingKey = Buffer.from(klingSecret.replace(/^whsec_/, ""), "base64")

  function signFal(id: string): Delivery {
    const body = JSON.stringify({
      request_id: id,
      gateway_request_id: id,
      status: "OK",
      payload: { video: { url: clip, content_type: "video/mp4", file_name: "clip.mp4", file_size: 2_412_004 }, seed: 7 },
    })
    const user = "bench-user"
    const timestamp = String(Math.floor(Date.now() / 1000))
    const hash = createHash("sha256").update(body).digest("hex")
    const signature = sign(null, Buffer.from([id, user, timestamp, hash].join("\n")), privateKey).toString("hex")
    return {
      body,
      headers: {
        "content-type": "application/json",
        "x-fal-webhook-request-id": id,
        "x-fal-webhook-user-id": user,
        "x-fal-webhook-timestamp": timestamp,
        "x-fal-webhook-signature": signature,
      },
    }
  }

  function signKling(id: string): Delivery {
    const body = JSON.stringify({
      id,
      status: "succeeded",
      message: "",
      create_time: Date.now() - 60_000,
      update_time: Date.now(),
      outputs: [{ type: "video", id: "o-1", url: clip, watermark_url: "", duration: "5" }],
      billing: [{ charge_type: "cash", cash_type: "balance", amount: "0.42", currency: "USD", list_price: "0.42" }],
    })
    const deliveryId = randomUUID()
    const timestamp = String(Math.floor(Date.now() / 1000))
    const signature = createHmac("sha256", klingKey).update(`${deliveryId}.${timestamp}.${body}`).digest("base64")
    return {
      body,
      headers: {
        "content-type": "application/json",
        "webhook-id": deliveryId,
        "webhook-timestamp": timestamp,
        "webhook-signature": `v1,${signature}`,
      },
    }
  }

  return {
    url,
    signed: (provider, vendorJobId) => (provider === "fal" ? signFal(vendorJobId) : signKling(vendorJobId)),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
