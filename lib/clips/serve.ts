import "server-only"
import { lengthHeader } from "@/lib/clips/content-length"
import type { ServedClip } from "@/lib/clips/data"
import { namesTag, parseRange } from "@/lib/clips/range"
import { storage } from "@/lib/storage/open"

/**
 * The HTTP answer for a clip's exact bytes: whole or one range, streamed, with validators. A clip never changes, so what a
 * browser has once it need not ask for again. The bytes came from outside: they are never run as a page.
 */
export async function serveClip(request: Request, clip: ServedClip): Promise<Response> {
  const tag = `"${clip.sha256}"`
  const headers = new Headers({
    "accept-ranges": "bytes",
    "cache-control": "private, max-age=31536000, immutable",
    "content-disposition": disposition(new URL(request.url).searchParams.get("download"), clip.mime),
    "content-security-policy": "default-src 'none'; sandbox",
    "content-type": clip.mime,
    "cross-origin-resource-policy": "same-origin",
    etag: tag,
    "x-content-type-options": "nosniff",
  })
  if (namesTag(request.headers.get("if-none-match"), tag)) return new Response(null, { status: 304, headers })

  const ifRange = request.headers.get("if-range")
  const range = ifRange === null || ifRange === tag ? parseRange(request.headers.get("range"), clip.bytes) : null
  if (range === "unsatisfiable") {
    headers.set("content-range", `bytes */${clip.bytes}`)
    headers.delete("content-type")
    return new Response(null, { status: 416, headers })
  }
  if (range) headers.set("content-range", `bytes ${range.start}-${range.end}/${clip.bytes}`)
  const length = String(range ? range.end - range.start + 1 : clip.bytes)
  headers.set("content-length", length)
  headers.set(lengthHeader, length)
  const body = request.method === "HEAD" ? null : await storage().get(clip.storageKey, range ?? undefined)
  return new Response(body, { status: range ? 206 : 200, headers })
}

const endings: Record<string, string> = { "video/quicktime": "mov", "image/jpeg": "jpg" }

/** "attachment" under a name that any file system takes, when a name is given (RFC 6266). */
function disposition(name: string | null, mime: string): string {
  if (name === null) return "inline"
  const ending = endings[mime] ?? mime.split("/")[1]
  const safe = name
    .normalize("NFC")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not reach a header or a file name
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069"*/:<>?\\|]/g, " ")
    .replace(/\s+/g, " ")
    .replace(/^[\s.]+|[\s.]+$/g, "")
    .slice(0, 120)
  const full = `${(safe || "clip").replace(new RegExp(`\\.${ending}$`, "i"), "")}.${ending}`
  const plain = full.replace(/[^\x20-\x7e]/g, "_").replaceAll("%", "_")
  const encoded = encodeURIComponent(full.toWellFormed()).replace(/['()]/g, (each) => `%${each.charCodeAt(0).toString(16)}`)
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
