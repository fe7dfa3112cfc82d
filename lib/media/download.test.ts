import { createHash, randomBytes } from "node:crypto"
import { mkdtemp, readFile, rm } from "node:fs/promises"
import { createServer, get, type IncomingMessage, type RequestListener, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, afterEach, beforeAll, expect, test } from "vitest"
import { type DownloadBounds, downloadGuarded, pinnedTo, type Send, storeBody } from "@/lib/media/download"

const bytes = randomBytes(300_000)
const sha256 = createHash("sha256").update(bytes).digest("hex")
const servers: Server[] = []
let folder: string
let count = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rushes-download-"))
})
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})
afterAll(() => rm(folder, { recursive: true }))

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function download(address: string, bounds: Partial<DownloadBounds> = {}) {
  const to = join(folder, String(count++))
  return { to, done: downloadGuarded(address, to, { maxBytes: 1_000_000, maxSeconds: 10, ...bounds }) }
}

test("stores the bytes as they came, with their hash, and tells how far it is", async () => {
  const origin = await serve((_, response) => response.setHeader("content-length", bytes.length).end(bytes))
  const progress: [number, number | null][] = []
  const { to, done } = download(`${origin}/clip.mp4`, {
    allowOrigin: origin,
    onProgress: (...step) => progress.push(step),
  })
  expect(await done).toEqual({ bytes: bytes.length, sha256 })
  expect((await readFile(to)).equals(bytes)).toBe(true)
  expect(progress.at(-1)).toEqual([bytes.length, bytes.length])
})

test("sends nothing that tells who asks", async () => {
  let headers: IncomingMessage["headers"] = {}
  const origin = await serve((request, response) => {
    headers = request.headers
    response.end(bytes)
  })
  await download(`${origin}/clip.mp4`, { allowOrigin: origin }).done
  expect(Object.keys(headers).sort()).toEqual(["accept", "accept-encoding", "connection", "host", "user-agent"])
})

test.each([
  ["loopback without an exemption", () => undefined],
  ["another port of the exempt host", (origin: string) => origin.replace(/\d+$/, "1")],
  ["the exempt host by another name", (origin: string) => origin.replace("127.0.0.1", "localhost")],
  ["a prefix of the exempt origin", (origin: string) => origin.slice(0, -1)],
])("refuses %s", async (_, allow) => {
  const origin = await serve((_, response) => response.end(bytes))
  const { done } = download(`${origin}/clip.mp4`, { allowOrigin: allow(origin) })
  await expect(done).rejects.toMatchObject({ reason: "blocked_address" })
})

test.each([
  "http://127.0.0.1:1/clip.mp4",
  "https://127.0.0.1/clip.mp4",
  "https://10.0.0.1/clip.mp4",
  "https://[::ffff:127.0.0.1]/clip.mp4",
  "https://169.254.169.254/latest",
  "file:///etc/passwd",
  "http://user:pass@127.0.0.1/",
  "//localhost/clip.mp4",
])("refuses a redirect from the exempt origin to %s", async (location) => {
  const origin = await serve((_, response) => response.writeHead(302, { location }).end())
  const { done } = download(`${origin}/clip.mp4`, { allowOrigin: origin })
  await expect(done).rejects.toMatchObject({ reason: "blocked_address" })
})

test("follows redirects inside the exempt origin, and not for ever", async () => {
  const origin = await serve((request, response) => {
    if (request.url === "/moved") response.writeHead(302, { location: "/clip.mp4" }).end()
    else if (request.url === "/loop") response.writeHead(302, { location: "/loop" }).end()
    else response.end(bytes)
  })
  expect(await download(`${origin}/moved`, { allowOrigin: origin }).done).toMatchObject({ sha256 })
  await expect(download(`${origin}/loop`, { allowOrigin: origin }).done).rejects.toMatchObject({ reason: "network" })
})

test("a public vendor may not lead to the exempt origin", async () => {
  const origin = await serve((_, response) => response.writeHead(302, { location: `${origin}/clip.mp4` }).end())
  const seen: unknown[] = []
  const send: Send = (url, addresses) => {
    seen.push([url.host, addresses])
    return new Promise((resolve) => get(`${origin}/`, resolve))
  }
  const addresses = [{ address: "93.184.215.14", family: 4 }]
  const { done } = download("https://cdn.example/clip.mp4", { allowOrigin: origin, send, resolve: async () => addresses })
  await expect(done).rejects.toMatchObject({ reason: "blocked_address" })
  expect(seen).toEqual([["cdn.example", addresses]])
})

test("a name is resolved once for each hop, and the addresses that were checked are the ones connected to", async () => {
  const origin = await serve((_, response) => response.end(bytes))
  let lookups = 0
  const resolve = async () => [{ address: lookups++ === 0 ? "93.184.215.14" : "127.0.0.1", family: 4 }]
  const send: Send = (_, addresses) => {
    expect(addresses).toEqual([{ address: "93.184.215.14", family: 4 }])
    return new Promise((done) => get(origin, done))
  }
  expect(await download("https://cdn.example/clip.mp4", { send, resolve }).done).toMatchObject({ sha256 })
  expect(lookups).toBe(1)
  pinnedTo([{ address: "93.184.215.14", family: 4 }])("cdn.example", { all: false }, (error, address) => {
    expect([error, address]).toEqual([null, "93.184.215.14"])
  })
})

test("a clip larger than the bound is refused, announced or not", async () => {
  const announced = await serve((_, response) => response.setHeader("content-length", bytes.length).end(bytes))
  const silent = await serve((_, response) => {
    response.write(bytes)
    response.end()
  })
  for (const origin of [announced, silent]) {
    const { done } = download(origin, { allowOrigin: origin, maxBytes: bytes.length - 1 })
    await expect(done).rejects.toMatchObject({ reason: "too_large" })
  }
})

test("a body that breaks off is truncated, announced or chunked", async () => {
  for (const announced of [true, false]) {
    const origin = await serve((_, response) => {
      if (announced) response.setHeader("content-length", bytes.length)
      response.write(bytes.subarray(0, 100_000), () => response.destroy())
    })
    const { done } = download(origin, { allowOrigin: origin })
    await expect(done).rejects.toMatchObject({ reason: "truncated" })
  }
})

test.each([
  [403, "not_found"],
  [404, "not_found"],
  [410, "not_found"],
  [429, "network"],
  [500, "network"],
  [204, "network"],
])("an answer of %i is %s", async (status, reason) => {
  const origin = await serve((_, response) => response.writeHead(status).end())
  const { done } = download(origin, { allowOrigin: origin })
  await expect(done).rejects.toMatchObject({ reason })
})

test("a server that says nothing, falls silent or drips is not waited for", async () => {
  const mute = await serve(() => {})
  const falls = await serve((_, response) => response.write(bytes.subarray(0, 10)))
  const drips = await serve((_, response) => {
    const timer = setInterval(() => response.write("x"), 20)
    response.on("close", () => clearInterval(timer))
  })
  for (const [origin, bounds] of [
    [mute, { maxIdleSeconds: 0.2 }],
    [falls, { maxIdleSeconds: 0.2 }],
    [drips, { maxSeconds: 0.4 }],
  ] as const) {
    const { done } = download(origin, { allowOrigin: origin, ...bounds })
    await expect(done).rejects.toMatchObject({ reason: "timeout" })
  }
})

test("a closed port is a network failure", async () => {
  const { done } = download("http://127.0.0.1:1/clip.mp4", { allowOrigin: "http://127.0.0.1:1" })
  await expect(done).rejects.toMatchObject({ reason: "network" })
})

test("an abort ends it with the abort's own reason", async () => {
  const origin = await serve((_, response) => response.write(bytes.subarray(0, 10)))
  const abort = new AbortController()
  const { done } = download(origin, { allowOrigin: origin, signal: abort.signal, onProgress: () => abort.abort("enough") })
  await expect(done).rejects.toBe("enough")
})

test("a body that is opened in another way and falls silent is not waited for either, and is let go of", async () => {
  const stored = (bounds: { maxSeconds: number; signal?: AbortSignal }) => {
    let isLetGo = false
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(bytes.subarray(0, 10)),
      // Neither more bytes nor an end.
      pull: () => new Promise(() => {}),
      cancel: () => {
        isLetGo = true
      },
    })
    const done = storeBody(async () => ({ body }), join(folder, String(count++)), { maxBytes: 1000, ...bounds })
    return { done, isLetGo: () => isLetGo }
  }
  const late = stored({ maxSeconds: 0.2 })
  await expect(late.done).rejects.toMatchObject({ reason: "timeout" })
  const unwanted = stored({ maxSeconds: 10, signal: AbortSignal.abort("enough") })
  await expect(unwanted.done).rejects.toBe("enough")
  const stop = new AbortController()
  const stopped = stored({ maxSeconds: 10, signal: stop.signal })
  stop.abort("enough")
  await expect(stopped.done).rejects.toBe("enough")
  await expect.poll(() => [late.isLetGo(), stopped.isLetGo()]).toEqual([true, true])
})
