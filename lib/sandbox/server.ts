import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { handleControl } from "@/lib/sandbox/control"
import type { VendorWire } from "@/lib/sandbox/vendor-wire"
import { answer, CutConnection, Refusal, wait } from "@/lib/sandbox/wire"
import { wires as standardWires } from "@/lib/sandbox/wires"
import { openWorld, type World } from "@/lib/sandbox/world"

export type SandboxOptions = {
  /** 0 takes any free port. */
  port: number
  /** Default 127.0.0.1. */
  host?: string | undefined
  /** Folder for state, images and clips; created when missing. */
  dataDir: string
  /** "whsec_…": signs the callbacks of vendors that have webhook secrets; without it theirs are unsigned. */
  webhookSecret?: string | undefined
  /** Where clients reach it, when that is not its own address. No trailing slash. */
  publicUrl?: string | undefined
  /** Divides every waiting time; 1 is life-like. */
  speed?: number | undefined
  /** False spares a disk flush per change; a power cut may then lose some. */
  isDurable?: boolean | undefined
  /** Which vendors to play; all that we know when absent. */
  wires?: readonly VendorWire[] | undefined
}

export type Sandbox = { url: string; close(): Promise<void> }

type Handlers = Record<string, (request: Request) => Promise<Response>>

/** Starts every vendor on one port. Throws when the port is taken or another process holds the folder. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const host = options.host ?? "127.0.0.1"
  const wires = options.wires ?? standardWires
  let url = options.publicUrl ?? ""
  let handlers: Handlers | undefined
  let ready = (): void => undefined
  const isReady = new Promise<void>((resolve) => {
    ready = resolve
  })
  const server = createServer((incoming, outgoing) => {
    void isReady.then(() => serve(handlers ?? {}, () => url, incoming, outgoing))
  })
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    server.listen(options.port, host, resolve)
  })
  if (!url) {
    const { port } = server.address() as AddressInfo
    url = `http://${host.includes(":") ? `[${host}]` : host === "0.0.0.0" ? "127.0.0.1" : host}:${port}`
  }
  let world: World
  try {
    world = await openWorld({
      folder: options.dataDir,
      speed: options.speed ?? 1,
      origin: () => url,
      wires,
      isDurable: options.isDurable ?? true,
      webhookSecret: options.webhookSecret,
    })
  } catch (error) {
    server.close()
    throw error
  }
  handlers = handlersOf(world, wires)
  ready()
  return {
    url,
    async close() {
      server.close()
      server.closeAllConnections()
      await world.close()
    },
  }
}

function handlersOf(world: World, wires: readonly VendorWire[]): Handlers {
  const handlers: Handlers = { _sandbox: (request) => handleControl(world, request) }
  for (const wire of wires) {
    const server = wire.createServer(world)
    handlers[wire.id] = async (request) => {
      const response = server.handle(request)
      const { answerMs } = world.settings.of(wire.id)
      if (answerMs > 0) await wait(answerMs / world.speed)
      return response
    }
  }
  return handlers
}

async function serve(
  handlers: Handlers,
  origin: () => string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  try {
    const request = toRequest(incoming, origin())
    const [, first = ""] = new URL(request.url).pathname.split("/")
    const handler = Object.hasOwn(handlers, first) ? handlers[first] : undefined
    await send(handler ? await handler(request) : answer(404, { error: "Not found" }), outgoing)
  } catch (error) {
    if (error instanceof Refusal && !outgoing.headersSent) await send(error.response, outgoing).catch(() => outgoing.destroy())
    else if (error instanceof CutConnection || outgoing.headersSent) outgoing.destroy()
    else {
      console.error(error)
      await send(answer(500, { error: "The sandbox failed" }), outgoing).catch(() => outgoing.destroy())
    }
  }
}

function toRequest(incoming: IncomingMessage, origin: string): Request {
  const headers = new Headers()
  for (let i = 0; i < incoming.rawHeaders.length; i += 2)
    headers.append(incoming.rawHeaders[i] ?? "", incoming.rawHeaders[i + 1] ?? "")
  const method = incoming.method ?? "GET"
  const hasBody = method !== "GET" && method !== "HEAD"
  const body = hasBody ? (Readable.toWeb(incoming) as ReadableStream<Uint8Array>) : null
  return new Request(new URL(incoming.url ?? "/", origin), {
    method,
    headers,
    body,
    ...(hasBody && { duplex: "half" }),
  } as RequestInit)
}

async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers))
  if (!response.body) {
    outgoing.end()
    return
  }
  await pipeline(Readable.fromWeb(response.body as never), outgoing)
}
