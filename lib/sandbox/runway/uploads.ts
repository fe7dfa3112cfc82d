import { randomUUID } from "node:crypto"
import { readStoredClip, type StoredClip } from "@/lib/sandbox/clips"
import { BadImage, download, fromDataUri, type StoredImage } from "@/lib/sandbox/images"
import { answer, readObject } from "@/lib/sandbox/wire"
import type { World } from "@/lib/sandbox/world"

const lifeMilliseconds = 24 * 3_600_000

type Upload = { expiresAt: number; sha256?: string }

const setting = (id: string) => `runway-upload ${id}`

/** POST /v1/uploads: an address to post a form to, and the URI that stands for the file for 24 hours. */
export async function openUpload(world: World, request: Request): Promise<Response> {
  const body = await readObject(request)
  if (typeof body?.filename !== "string" || body.type !== "ephemeral") {
    const field = typeof body?.filename === "string" ? "type" : "filename"
    return answer(400, {
      error: "Validation of body failed",
      issues: [{ code: "invalid_type", path: [field], message: "Required" }],
      docUrl: "https://docs.dev.runwayml.com/api",
    })
  }
  const id = randomUUID()
  world.store.setSetting(setting(id), JSON.stringify({ expiresAt: Date.now() + lifeMilliseconds } satisfies Upload))
  return answer(200, {
    uploadUrl: `${world.origin()}/runway/storage/${id}`,
    fields: { key: id, policy: "sandbox" },
    runwayUri: `runway://${id}`,
  })
}

/** The form itself: the opened fields and last the file; carries no key. */
export async function receiveForm(world: World, request: Request, id: string): Promise<Response> {
  const saved = world.store.setting(setting(id))
  const form = await request.formData().catch(() => undefined)
  const file = form?.get("file")
  if (saved === undefined || form?.get("key") !== id || !(file instanceof File))
    return new Response("<Error><Code>AccessDenied</Code></Error>", { status: 403 })
  if (file.size < 512 || file.size > 200_000_000)
    return new Response("<Error><Code>EntityTooLarge</Code></Error>", { status: 400 })
  const sha256 = await world.images.keepRaw(Buffer.from(await file.arrayBuffer()))
  world.store.setSetting(setting(id), JSON.stringify({ ...JSON.parse(saved), sha256 }))
  return new Response(null, { status: 204 })
}

export type AssetKind = "image" | "video" | "audio"

const dataUris: Readonly<Record<AssetKind, RegExp>> = {
  image: /^data:image\/(jpeg|jpg|png|webp);base64,/,
  video: /^data:video\/[\w.+-]+;base64,/,
  audio: /^data:audio\/[\w.+-]+;base64,/,
}

/** What is wrong with a media address in itself; the API says so before it takes the task. */
export function findAddressIssue(address: string, kind: AssetKind): string | undefined {
  if (address.startsWith("data:")) {
    if (address.length > 5_242_880) return "Data URI must be at most 5MB"
    return dataUris[kind].test(address) ? undefined : "Invalid data URI: unsupported media type"
  }
  if (address.startsWith("runway://")) return undefined
  if (!URL.canParse(address) || !address.startsWith("https://"))
    return "Invalid asset: must be an HTTPS URL, a data URI or a Runway upload URI"
  if (address.length > 2048) return "URL must be at most 2048 characters"
  return /^(\d+\.){3}\d+$|^\[/.test(new URL(address).hostname) ? "URL must use a hostname, not an IP address" : undefined
}

/** The picture at an address. Throws `BadImage`, which fails the task as ASSET.INVALID. */
export async function readPicture(world: World, address: string): Promise<StoredImage> {
  return world.images.keep(await readBytes(world, address, 16_000_000))
}

/** The clip at an address. Throws `BadImage` as well. */
export async function readClip(world: World, address: string): Promise<StoredClip> {
  return readStoredClip(world, await world.images.keepRaw(await readBytes(world, address, 32_000_000)))
}

async function readBytes(world: World, address: string, maxBytes: number): Promise<Buffer> {
  const inline = fromDataUri(address)
  if (inline) return inline.bytes
  if (!address.startsWith("runway://")) return download(address, maxBytes)
  const saved = world.store.setting(setting(address.slice("runway://".length)))
  const upload: Upload | undefined = saved && JSON.parse(saved)
  if (!upload?.sha256 || upload.expiresAt < Date.now()) throw new BadImage("upload not found or expired")
  return world.images.read(upload.sha256)
}
