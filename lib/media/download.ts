import { createHash } from "node:crypto"
import type { LookupAddress } from "node:dns"
import { open } from "node:fs/promises"
import { get as httpGet, type IncomingMessage, type RequestOptions } from "node:http"
import { get as httpsGet } from "node:https"
import { publicAddresses, type Resolve, resolveByDns } from "@/lib/media/address-guard"
import { MediaError } from "@/lib/media/errors"

export type DownloadBounds = {
  /** The one origin that may be plain http and private (the sandbox's, e.g. "http://127.0.0.1:3010"); matched exactly. */
  allowOrigin?: string | undefined
  maxBytes: number
  /** For the whole download, redirects included. */
  maxSeconds: number
  /** Longest silence of the server. */
  maxIdleSeconds?: number
  signal?: AbortSignal | undefined
  /** Called with every chunk; `totalBytes` is what the server announced. */
  onProgress?: ((bytes: number, totalBytes: number | null) => void) | undefined
  /** The outside world, replaced in tests. */
  resolve?: Resolve
  send?: Send
}

/** One GET. With `addresses`, connects to one of these and looks nothing up. */
export type Send = (
  url: URL,
  addresses: LookupAddress[] | undefined,
  options: { idleSeconds: number; onIdle: () => void; signal: AbortSignal },
) => Promise<IncomingMessage>

export type Downloaded = { bytes: number; sha256: string }

const maxRedirects = 5
const redirects = [301, 302, 303, 307, 308]

/**
 * Streams an untrusted address into a new file at `to`, hashing it on the way. Sends no key, cookie or referrer. Every
 * hop must be https at a public address, and the address that was checked is the one connected to, so a name cannot
 * change its mind in between; `allowOrigin` alone is exempt, and only when the download began there. Throws MediaError;
 * throws the signal's reason when aborted. The file is the caller's to remove, also after an error.
 */
export function downloadGuarded(address: string, to: string, bounds: DownloadBounds): Promise<Downloaded> {
  return withinTime(bounds, async (clock, signal) => {
    const response = await follow(address, bounds, clock, signal)
    const declared = response.headers["content-length"]
    const totalBytes = declared === undefined ? null : Number(declared)
    try {
      return await store(response, totalBytes, to, bounds, signal)
    } finally {
      response.destroy()
    }
  })
}

/** What a body may cost: as for a download, less what is about addresses. */
export type BodyBounds = Pick<DownloadBounds, "maxBytes" | "maxSeconds" | "signal" | "onProgress">

/**
 * The same for a body that is opened in another way, such as a vendor's with its key. `open` gets the signal that ends
 * with the time. Throws what `open` throws, or MediaError.
 */
export function storeBody(
  open: (signal: AbortSignal) => Promise<{ body: ReadableStream<Uint8Array>; bytes?: number }>,
  to: string,
  bounds: BodyBounds,
): Promise<Downloaded> {
  return withinTime(bounds, async (_clock, signal) => {
    const opened = await open(signal).catch((cause) => new NotOpened(cause))
    if (opened instanceof NotOpened) throw opened
    return store(untilAborted(opened.body, signal), opened.bytes ?? null, to, bounds, signal)
  })
}

/** A body's chunks, for as long as the signal lets: whoever opened it may know nothing of that, and it may fall silent. */
async function* untilAborted(body: ReadableStream<Uint8Array>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const reader = body.getReader()
  // Not awaited: what is silent may not hear this either. A read that waits ends with it.
  const letGo = () => void reader.cancel(signal.reason).catch(() => undefined)
  signal.addEventListener("abort", letGo)
  try {
    for (;;) {
      signal.throwIfAborted()
      const { done, value } = await reader.read()
      signal.throwIfAborted()
      if (done) return
      yield value
    }
  } finally {
    signal.removeEventListener("abort", letGo)
    letGo()
  }
}

/** Carries what `open` threw past our own words for a broken connection. */
class NotOpened extends Error {
  constructor(override readonly cause: unknown) {
    super("not opened")
  }
}

async function withinTime(
  bounds: BodyBounds,
  work: (clock: AbortController, signal: AbortSignal) => Promise<Downloaded>,
): Promise<Downloaded> {
  const clock = new AbortController()
  const timer = setTimeout(
    () => clock.abort(new MediaError("timeout", `over ${bounds.maxSeconds} s`)),
    bounds.maxSeconds * 1000,
  )
  const signal = bounds.signal ? AbortSignal.any([clock.signal, bounds.signal]) : clock.signal
  try {
    signal.throwIfAborted()
    return await work(clock, signal)
  } catch (error) {
    // An abort reaches us as whatever the socket made of it.
    if (signal.aborted) throw signal.reason
    if (error instanceof NotOpened) throw error.cause
    if (error instanceof MediaError || isOurDisk(error)) throw error
    throw new MediaError("network", String(error), { cause: error })
  } finally {
    clearTimeout(timer)
  }
}

async function follow(address: string, bounds: DownloadBounds, clock: AbortController, signal: AbortSignal) {
  const { send = sendByHttp, resolve = resolveByDns, maxIdleSeconds: idleSeconds = 30 } = bounds
  const onIdle = () => clock.abort(new MediaError("timeout", `silent for ${idleSeconds} s`))
  let url = parse(address)
  let mayUseAllowedOrigin = true
  for (let hop = 0; hop <= maxRedirects; hop++) {
    const isAllowedOrigin: boolean = mayUseAllowedOrigin && url.origin === bounds.allowOrigin && !url.username && !url.password
    mayUseAllowedOrigin = isAllowedOrigin
    const addresses = isAllowedOrigin ? undefined : await publicAddresses(url, resolve)
    const response = await send(url, addresses, { idleSeconds, onIdle, signal })
    const status = response.statusCode ?? 0
    const location = response.headers.location
    if (!redirects.includes(status) || location === undefined) return accept(response, status, url)
    response.destroy()
    url = parse(location, url)
  }
  throw new MediaError("network", `more than ${maxRedirects} redirects`)
}

function parse(address: string, base?: URL): URL {
  if (URL.canParse(address, base)) return new URL(address, base)
  throw new MediaError("blocked_address", "not an address")
}

const sendByHttp: Send = (url, addresses, { idleSeconds, onIdle, signal }) =>
  new Promise((resolve, reject) => {
    const options: RequestOptions = {
      agent: false,
      signal,
      timeout: idleSeconds * 1000,
      headers: { accept: "video/*", "accept-encoding": "identity", "user-agent": "Rushes" },
      ...(addresses && { lookup: pinnedTo(addresses) }),
    }
    const request = (url.protocol === "https:" ? httpsGet : httpGet)(url, options, resolve)
    request.on("timeout", onIdle)
    request.on("error", reject)
  })

/** Answers every look-up with the addresses that were checked. (An IP literal is never looked up: it was checked as it stands.) */
export function pinnedTo(addresses: LookupAddress[]): NonNullable<RequestOptions["lookup"]> {
  return (_hostname, options, callback) => {
    const [first] = addresses
    if (options.all) callback(null, addresses)
    else callback(null, first?.address ?? "", first?.family)
  }
}

function accept(response: IncomingMessage, status: number, url: URL): IncomingMessage {
  if (status === 200) return response
  response.destroy()
  const detail = `${url.host} answered ${status}`
  // Storage vendors answer 403 or 400 for a signature that has expired, others 401, 404 or 410.
  if ([400, 401, 403, 404, 410].includes(status)) throw new MediaError("not_found", detail)
  throw new MediaError("network", detail)
}

async function store(
  chunks: AsyncIterable<Uint8Array>,
  totalBytes: number | null,
  to: string,
  bounds: BodyBounds,
  signal: AbortSignal,
): Promise<Downloaded> {
  if (totalBytes !== null && totalBytes > bounds.maxBytes) throw new MediaError("too_large", `${totalBytes} bytes announced`)
  const hash = createHash("sha256")
  let bytes = 0
  const file = await open(to, "wx", 0o600)
  try {
    for await (const chunk of chunks) {
      bytes += chunk.length
      if (bytes > bounds.maxBytes) throw new MediaError("too_large", `over ${bounds.maxBytes} bytes`)
      hash.update(chunk)
      await file.writeFile(chunk)
      signal.throwIfAborted()
      bounds.onProgress?.(bytes, totalBytes)
    }
  } catch (error) {
    if (!signal.aborted && isCutOff(error)) throw new MediaError("truncated", `cut off after ${bytes} bytes`, { cause: error })
    throw error
  } finally {
    await file.close()
  }
  if (totalBytes !== null && bytes !== totalBytes) throw new MediaError("truncated", `${bytes} of ${totalBytes} bytes`)
  return { bytes, sha256: hash.digest("hex") }
}

function isCutOff(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException
  return code === "ECONNRESET" || code === "ERR_STREAM_PREMATURE_CLOSE" || code === "HPE_INVALID_EOF_STATE"
}

/** A full or broken disk is our fault, and must not be told as the vendor's. */
function isOurDisk(error: unknown): boolean {
  return ["ENOSPC", "EDQUOT", "EIO", "EROFS", "EACCES", "EMFILE"].includes((error as NodeJS.ErrnoException).code ?? "")
}
