import { randomUUID } from "node:crypto"
import { fail, refuse } from "@/lib/sandbox/heygen/envelope"
import type { HeygenAsset } from "@/lib/sandbox/heygen/schema"
import { BadImage, download, type StoredImage } from "@/lib/sandbox/images"
import { answer } from "@/lib/sandbox/wire"
import type { World } from "@/lib/sandbox/world"

const maxBytes = 32_000_000

const setting = (account: string, id: string) => `heygen-asset ${account} ${id}`

/** POST /v3/assets: a multipart form whose field `file` is the file. */
export async function uploadAsset(world: World, request: Request, account: string): Promise<Response> {
  const form = await request.formData().catch(() => undefined)
  const file = form?.get("file")
  if (!(file instanceof File)) return fail("validation_error", "file is required", "file")
  if (file.size > maxBytes) return fail("payload_too_large")
  const id = randomUUID().replaceAll("-", "")
  world.store.setSetting(setting(account, id), await world.images.keepRaw(Buffer.from(await file.arrayBuffer())))
  return answer(200, { data: { asset_id: id, mime_type: file.type, size_bytes: file.size } })
}

/** The picture that an input names, or ends the handler: HeyGen fetches before it takes the video. */
export async function readAsset(world: World, account: string, asset: HeygenAsset, param: string): Promise<StoredImage> {
  try {
    const image = await world.images.keep(await bytesOf(world, account, asset))
    if (image.mime !== "image/png" && image.mime !== "image/jpeg")
      refuse("validation_error", `Unsupported media type ${image.mime}`, param)
    return image
  } catch (error) {
    if (error instanceof BadImage) refuse("asset_not_available", `The asset could not be read: ${error.message}`, param)
    throw error
  }
}

async function bytesOf(world: World, account: string, asset: HeygenAsset): Promise<Buffer> {
  if (asset.type === "url") return download(asset.url, maxBytes)
  if (asset.type === "base64") return Buffer.from(asset.data, "base64")
  const sha256 = world.store.setting(setting(account, asset.asset_id))
  if (sha256 === undefined) throw new BadImage("no such asset")
  return world.images.read(sha256)
}
