import { createReadStream } from "node:fs"
import { stat } from "node:fs/promises"
import { Readable } from "node:stream"
import type { Job } from "@/lib/sandbox/job"
import type { World } from "@/lib/sandbox/world"

const page = "<!doctype html><title>Not here</title><p>This is not the clip you are looking for.</p>\n"

/** Serves a job's clip with HEAD, Range and ETag, spoiled where the job rehearses that. */
export async function serveClip(world: World, request: Request, job: Job): Promise<Response> {
  if (!job.clip || job.status !== "succeeded" || job.isGone) return new Response("Not Found", { status: 404 })
  if (job.plan["not-a-video"] !== undefined) {
    return new Response(request.method === "HEAD" ? null : page, {
      headers: { "content-type": "video/mp4", "content-length": String(page.length) },
    })
  }
  const isCut = request.method === "GET" && world.strikes("cut-download", job.plan, `${job.vendor} ${job.id}`)
  const length = job.plan["truncated-file"] === undefined ? undefined : Math.floor(job.clip.bytes * 0.6)
  return serveFile(request, world.studio.clipPath(job.clip.file), job.clip.file.endsWith(".png") ? "image/png" : "video/mp4", {
    length,
    isCut,
  })
}

/** Serves a file; `length` shortens it, `isCut` breaks the connection half-way. */
export async function serveFile(
  request: Request,
  path: string,
  mime: string,
  spoil: { length?: number | undefined; isCut?: boolean } = {},
): Promise<Response> {
  if (request.method !== "GET" && request.method !== "HEAD") return new Response("Method Not Allowed", { status: 405 })
  const file = await stat(path).catch(() => undefined)
  if (!file) return new Response("Not Found", { status: 404 })
  const size = spoil.length ?? file.size
  const etag = `"${file.size.toString(16)}-${Math.floor(file.mtimeMs).toString(16)}"`
  const headers = new Headers({
    "content-type": mime,
    "accept-ranges": "bytes",
    etag,
    "last-modified": file.mtime.toUTCString(),
  })
  if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers })
  const range = readRange(request, size, etag)
  if (range === "unsatisfiable") return new Response(null, { status: 416, headers: { "content-range": `bytes */${size}` } })
  const { start, end } = range ?? { start: 0, end: size - 1 }
  headers.set("content-length", String(end - start + 1))
  if (range) headers.set("content-range", `bytes ${start}-${end}/${size}`)
  const status = range ? 206 : 200
  if (request.method === "HEAD") return new Response(null, { status, headers })
  return new Response(readPart(path, start, end, spoil.isCut ?? false), { status, headers })
}

function readPart(path: string, start: number, end: number, isCut: boolean): ReadableStream<Uint8Array> {
  const last = isCut ? start + Math.floor((end - start) / 2) : end
  const file = createReadStream(path, { start, end: last })
  if (!isCut) return Readable.toWeb(file) as ReadableStream<Uint8Array>
  const half = async function* () {
    yield* file
    throw new Error("rehearsed: the download breaks")
  }
  return Readable.toWeb(Readable.from(half())) as ReadableStream<Uint8Array>
}

/** One range of a Range header; undefined when the whole file is meant. */
function readRange(request: Request, size: number, etag: string): { start: number; end: number } | "unsatisfiable" | undefined {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(request.headers.get("range") ?? "") ?? []
  const condition = request.headers.get("if-range")
  if (first === undefined || last === undefined || (first === "" && last === "") || (condition !== null && condition !== etag))
    return undefined
  const start = first === "" ? Math.max(0, size - Number(last)) : Number(first)
  const end = first === "" || last === "" ? size - 1 : Math.min(Number(last), size - 1)
  return start > end || start >= size ? "unsatisfiable" : { start, end }
}
