import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import type { ImageRef, ProviderSettings, SubmitCall, VideoRequest } from "@/lib/providers/provider"

export type SeenRequest = {
  method: string
  /** Path and query. */
  url: string
  headers: IncomingMessage["headers"]
  body: Buffer
  json: unknown
}

export type TestVendor = { url: string; seen: SeenRequest[]; stop(): Promise<void> }

export type Answer = { status?: number; json?: unknown; text?: string; headers?: Record<string, string> }

/** A real HTTP server on a free loopback port that records what it is sent. An answer of null leaves the socket to `raw`. */
export async function startVendor(
  answer: (request: SeenRequest, vendorUrl: string) => Answer | null,
  raw?: (request: SeenRequest, response: ServerResponse) => void,
): Promise<TestVendor> {
  const seen: SeenRequest[] = []
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    const request = {
      method: incoming.method ?? "",
      url: incoming.url ?? "",
      headers: incoming.headers,
      body,
      json: parse(body),
    }
    seen.push(request)
    const reply = answer(request, url)
    if (reply === null) return raw?.(request, response)
    response.writeHead(reply.status ?? 200, { "content-type": "application/json", ...reply.headers })
    response.end(reply.text ?? (reply.json === undefined ? "" : JSON.stringify(reply.json)))
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url, seen, stop }
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}

/** Settings that point every host of a vendor at one test server. */
export function testSettings(url: string, overrides: Partial<ProviderSettings> = {}): ProviderSettings {
  return {
    apiKey: "test-key",
    baseUrls: { api: url, rest: `${url}/rest`, jwks: `${url}/jwks.json` },
    fetch,
    now: Date.now,
    ...overrides,
  }
}

export function testImage(overrides: Partial<ImageRef> = {}): ImageRef {
  return { clipId: "clip-1", sha256: "ab".repeat(32), mime: "image/jpeg", width: 1280, height: 720, bytes: 4, ...overrides }
}

/** A call whose stills are four known bytes. */
export function testCall(overrides: Partial<SubmitCall> = {}): SubmitCall {
  return {
    signal: new AbortController().signal,
    idempotencyKey: "key-1",
    callbackUrl: "https://studio.example/api/webhooks/vendor?token=t%20&g=1",
    readImage: async (image) => ({ bytes: Uint8Array.from([1, 2, 3, 4]), mime: image.mime }),
    readClip: async (clip) => ({ bytes: Uint8Array.from([1, 2, 3, 4]), mime: clip.mime }),
    ...overrides,
  }
}

export function testRequest(overrides: Partial<VideoRequest> & Pick<VideoRequest, "model">): VideoRequest {
  return {
    prompt: "A lamp falls",
    negativePrompt: undefined,
    aspectRatio: "16:9",
    resolution: "720p",
    durationSeconds: 5,
    seed: undefined,
    camera: undefined,
    sound: undefined,
    firstFrame: undefined,
    lastFrame: undefined,
    referenceImages: [],
    sourceClip: undefined,
    ...overrides,
  }
}
