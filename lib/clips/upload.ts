import "server-only"
import { storeClip } from "@/lib/clips/mutations"
import { AppError } from "@/lib/errors"
import { readStill, stillLimits } from "@/lib/media/still"
import type { AuthorizedTeamId } from "@/lib/teams/types"

/** What the frame wells get back for a still that was brought. */
export type UploadedStill = {
  clipId: string
  url: string
  sha256: string
  mime: string
  width: number
  height: number
  bytes: number
}

/** A form around the file: its boundaries and other fields. */
const formAllowanceBytes = 64 * 1024

/**
 * Reads the still of an upload, either the raw body or the field "file" of a form, never more than its bound, and stores
 * it for the team. Throws AppError "too_large" or "invalid_input", in words for the person.
 */
export async function storeUpload(teamId: AuthorizedTeamId, request: Request): Promise<UploadedStill> {
  const still = await readStill(await readFile(request))
  const { id: clipId, ...stored } = await storeClip(teamId, {
    kind: "image",
    mime: still.mime,
    width: still.width,
    height: still.height,
    content: still.bytes,
  })
  return { clipId, url: `/api/clips/${clipId}`, ...stored }
}

async function readFile(request: Request): Promise<Uint8Array> {
  const type = request.headers.get("content-type") ?? ""
  if (!type.toLowerCase().startsWith("multipart/form-data")) return readBounded(request, stillLimits.maxBytes)
  const body = await readBounded(request, stillLimits.maxBytes + formAllowanceBytes)
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } })
    .formData()
    .catch((cause: unknown) => {
      throw new AppError("invalid_input", "This form could not be read.", { cause })
    })
  const file = form.get("file")
  if (!(file instanceof Blob)) throw new AppError("invalid_input", "No file came with the form.")
  return new Uint8Array(await file.arrayBuffer())
}

/** The declared length is believed only when it is too large; the rest is counted as it comes. */
async function readBounded(request: Request, maxBytes: number): Promise<Uint8Array> {
  const tooLarge = new AppError("too_large", "This picture is larger than 20 MB.")
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > maxBytes) throw tooLarge
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
