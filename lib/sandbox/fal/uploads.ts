import { randomUUID } from "node:crypto"
import { serveFile } from "@/lib/sandbox/files"
import { BadImage, download, fromDataUri, type StoredImage } from "@/lib/sandbox/images"
import { answer, readObject } from "@/lib/sandbox/wire"
import type { World } from "@/lib/sandbox/world"

type Upload = { mime: string; name: string; sha256?: string; parts?: string[] }

const setting = (id: string) => `fal-upload ${id}`

/** Opens an upload: where to PUT the bytes and where they will be. The PUT carries no key, so its address is the secret. */
export async function initiateUpload(world: World, request: Request, isMultipart: boolean): Promise<Response> {
  const body = await readObject(request)
  const name = body?.file_name
  const mime = body?.content_type
  if (typeof name !== "string" || typeof mime !== "string") {
    return answer(422, {
      detail: [
        { loc: ["body", typeof name === "string" ? "content_type" : "file_name"], msg: "Field required", type: "missing" },
      ],
    })
  }
  const id = randomUUID()
  const upload: Upload = { mime, name: name.replace(/[^\w.-]/g, "_").slice(-80), ...(isMultipart && { parts: [] }) }
  world.store.setSetting(setting(id), JSON.stringify(upload))
  return answer(200, {
    upload_url: `${world.origin()}/fal/rest/storage/put/${id}/${upload.name}`,
    file_url: `${world.origin()}/fal/files/${id}/${upload.name}`,
  })
}

/** PUT of a whole file or of one part, and POST …/complete. */
export async function receiveUpload(world: World, request: Request, [id = "", , step]: string[]): Promise<Response> {
  const upload = read(world, id)
  if (!upload) return answer(403, { detail: "Invalid upload token" })
  const save = (change: Partial<Upload>) => world.store.setSetting(setting(id), JSON.stringify({ ...upload, ...change }))
  if (request.method === "PUT" && step === undefined) {
    save({ sha256: await world.images.keepRaw(Buffer.from(await request.arrayBuffer())) })
    return new Response(null, { status: 200 })
  }
  if (request.method === "PUT" && step && upload.parts) {
    const parts = [...upload.parts]
    parts[Number(step) - 1] = await world.images.keepRaw(Buffer.from(await request.arrayBuffer()))
    save({ parts })
    return answer(200, { partNumber: Number(step), etag: parts[Number(step) - 1] ?? "" })
  }
  if (request.method === "POST" && step === "complete" && upload.parts) {
    const pieces = await Promise.all(upload.parts.map((part) => world.images.read(part)))
    save({ sha256: await world.images.keepRaw(Buffer.concat(pieces)) })
    return answer(200, {})
  }
  return answer(405, { detail: "Method Not Allowed" })
}

/** An uploaded file, public like fal's media hosts. */
export async function serveUpload(world: World, request: Request, id: string): Promise<Response> {
  const upload = read(world, id)
  if (!upload?.sha256) return new Response("Not Found", { status: 404 })
  return serveFile(request, world.studio.imagePath(upload.sha256), upload.mime)
}

/** The picture behind an `…_url` field: a data URI, an upload of ours, or any address. Throws `BadImage`. */
export async function readImageUrl(world: World, url: string): Promise<StoredImage> {
  const inline = fromDataUri(url)
  if (inline) return world.images.keep(inline.bytes)
  if (!URL.canParse(url)) throw new BadImage("not a URL")
  const upload = uploadAt(world, url)
  if (upload?.sha256) return world.images.keep(await world.images.read(upload.sha256))
  return world.images.keep(await download(url, 50_000_000))
}

/** The file behind a `video_url`, on disk. Throws `BadImage` when it cannot be fetched. */
export async function readClipUrl(world: World, url: string): Promise<string> {
  if (!URL.canParse(url)) throw new BadImage("not a URL")
  const uploaded = uploadAt(world, url)?.sha256
  const sha256 = uploaded ?? (await world.images.keepRaw(await download(url, 200_000_000)))
  return world.studio.imagePath(sha256)
}

function uploadAt(world: World, url: string): Upload | undefined {
  const [, id] = /\/fal\/files\/([0-9a-f-]{36})\//.exec(new URL(url).pathname) ?? []
  return id === undefined ? undefined : read(world, id)
}

function read(world: World, id: string): Upload | undefined {
  const saved = world.store.setting(setting(id))
  return saved === undefined ? undefined : JSON.parse(saved)
}
