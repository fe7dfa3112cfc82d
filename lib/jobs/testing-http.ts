import { createHash, createHmac, generateKeyPairSync, randomUUID, sign } from "node:crypto"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { Readable } from "node:stream"
import { buffer } from "node:stream/consumers"
import { receive } from "@/lib/jobs/receive"

export type FakeRequest = {
  method: string
  path: string
  query: URLSearchParams
  body: Buffer
  headers: IncomingMessage["headers"]
}
/** Undefined leaves the connection hanging; "cut" breaks it after the request was read. */
type Answer = { status?: number; json?: unknown; bytes?: Buffer; headers?: Record<string, string> } | undefined | "cut"
type Handler = (request: FakeRequest) => Answer | Promise<Answer>

/** A server on loopback whose answers a test writes: "POST /kling/text-to-video" answers every path that begins so. */
export async function startFakeVendor(handlers: Record<string, Handler> = {}) {
  const requests: FakeRequest[] = []
  const server = createServer(async (incoming, response) => {
    const url = new URL(incoming.url ?? "/", "http://fake")
    const request = {
      method: incoming.method ?? "GET",
      path: url.pathname,
      query: url.searchParams,
      body: await buffer(incoming),
      headers: incoming.headers,
    }
    requests.push(request)
    const route = Object.keys(handlers).find((key) => `${request.method} ${request.path}`.startsWith(key))
    const answer = route ? await handlers[route]?.(request) : { status: 404, json: { error: "no handler" } }
    if (answer === "cut") return void response.destroy()
    if (answer) reply(response, answer)
  })
  const url = await listen(server)
  return {
    url,
    handlers,
    requests,
    count: (route: string) => requests.filter(({ method, path }) => `${method} ${path}`.startsWith(route)).length,
  }
}

function reply(response: ServerResponse, { status = 200, json, bytes, headers = {} }: Exclude<Answer, undefined | "cut">) {
  const body = bytes ?? Buffer.from(JSON.stringify(json ?? {}))
  response.writeHead(status, {
    "content-type": bytes ? "video/mp4" : "application/json",
    "content-length": body.length,
    ...headers,
  })
  response.end(body)
}

/** The webhook endpoint on a plain Node server: what the route does, without Next around it. */
export async function startReceiver(port = 0) {
  const url = await listen(
    createServer(async (incoming, response) => {
      const address = new URL(incoming.url ?? "/", "http://receiver")
      const request = new Request(address, {
        method: "POST",
        headers: incoming.headers as Record<string, string>,
        body: Readable.toWeb(incoming) as BodyInit,
        duplex: "half",
      } as RequestInit)
      const status = await receive(address.pathname.split("/").at(-1) ?? "", request)
      response.writeHead(status, { connection: "close" }).end()
    }),
    port,
  )
  return { url }
}

async function listen(server: ReturnType<typeof createServer>, port = 0): Promise<string> {
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve))
  server.unref()
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** fal's key pair in a test: its JWKS answer, and headers that sign a body as fal does. */
export function falSigner() {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519")
  const jwks = { keys: [publicKey.export({ format: "jwk" })] }
  const headersFor = (body: string, { at = Date.now(), requestId = randomUUID() as string } = {}) => {
    const timestamp = String(Math.floor(at / 1000))
    const message = [requestId, "user", timestamp, createHash("sha256").update(body).digest("hex")].join("\n")
    return {
      "x-fal-webhook-request-id": requestId,
      "x-fal-webhook-user-id": "user",
      "x-fal-webhook-timestamp": timestamp,
      "x-fal-webhook-signature": sign(null, Buffer.from(message), privateKey).toString("hex"),
    }
  }
  return { jwks, headersFor }
}

export const klingSecret = `whsec_${Buffer.from("a secret of the tests").toString("base64")}`

/** Headers that sign a body as Kling does. */
export function klingHeaders(body: string, { at = Date.now(), id = randomUUID() as string, secret = klingSecret } = {}) {
  const timestamp = String(Math.floor(at / 1000))
  const key = Buffer.from(secret.replace("whsec_", ""), "base64")
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": `v1,${signature}` }
}
