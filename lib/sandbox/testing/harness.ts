import { mkdtemp, rm } from "node:fs/promises"
import { createServer, type IncomingHttpHeaders } from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import path from "node:path"
import sharp from "sharp"
import { type SandboxOptions, startSandbox } from "@/lib/sandbox/server"

export type Received = { at: number; url: string; headers: IncomingHttpHeaders; body: string }

/** A sandbox of its own on a free port, twenty times as fast as life. */
export async function openTestSandbox(options: Partial<SandboxOptions> = {}) {
  const dataDir = options.dataDir ?? (await mkdtemp(path.join(tmpdir(), "sandbox-test-")))
  const sandbox = await startSandbox({ port: 0, speed: 20, isDurable: false, ...options, dataDir })
  return {
    ...sandbox,
    dataDir,
    async dispose() {
      await sandbox.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Something for callbacks to arrive at. `answers` are used up one by one; then everything is 200. */
export async function openReceiver(answers: number[] = []) {
  const received: Received[] = []
  const server = createServer((request, response) => {
    let body = ""
    request.on("data", (chunk) => {
      body += chunk
    })
    request.on("end", () => {
      received.push({ at: Date.now(), url: request.url ?? "", headers: request.headers, body })
      response.writeHead(answers.shift() ?? 200).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/callback`,
    received,
    close: () => {
      server.closeAllConnections()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** Looks again and again until it finds something; throws after the bound. */
export async function until<T>(
  look: () => T | undefined | false | null | Promise<T | undefined | false | null>,
  seconds = 15,
  everyMs = 20,
): Promise<T> {
  const end = Date.now() + seconds * 1000
  for (;;) {
    const found = await look()
    if (found) return found
    if (Date.now() > end) throw new Error(`not within ${seconds} s`)
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
}

/** A still with edges, texture and colour. */
export function makeStill(width: number, height: number, format: "jpeg" | "png" = "jpeg"): Promise<Buffer> {
  const dots = Array.from(
    { length: 60 },
    (_, i) =>
      `<circle cx="${(i * 97) % width}" cy="${(i * 61) % height}" r="${6 + ((i * 13) % 30)}" fill="hsl(${i * 37},60%,${30 + (i % 5) * 10}%)"/>`,
  )
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><linearGradient id="a" x2="1" y2="1"><stop stop-color="#234"/><stop offset="1" stop-color="#c96"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#a)"/>${dots.join("")}</svg>`
  return sharp(Buffer.from(svg)).toFormat(format, { quality: 92 }).toBuffer()
}

/** What /_sandbox/jobs shows, as far as tests look at it. */
export type JobView = {
  id: string
  vendor: string
  model: string
  status: string
  outcome: string | null
  account: string
  isGone: boolean
  externalId: string | null
  request: unknown
  callbacks: { event: string; kind: string; state: string; messageId: string; attempts: { status: number | null }[] }[]
}

export async function listJobs(url: string): Promise<JobView[]> {
  const reply = await fetch(`${url}/_sandbox/jobs`)
  return ((await reply.json()) as { jobs: JobView[] }).jobs
}
