import type RunwayML from "@runwayml/sdk"
import { toFile } from "@runwayml/sdk"
import { ProviderError } from "@/lib/providers/errors"
import type { ClipRef, ImageRef, SubmitCall, VideoRequest } from "@/lib/providers/provider"
import { runwayFailure } from "@/lib/providers/runway/client"
import type { RunwayMedia } from "@/lib/providers/runway/request"

export type RunwayContext = { client: RunwayML; now: () => number }

type Asset = { bytes: Uint8Array; mime: string }

/**
 * Stills go along as data URIs while all of a request's together stay under this; more of them are uploaded first, since
 * nobody says how large a body Runway reads.
 */
const maxInlineBytes = 5_000_000
/** An upload has at least so many bytes (the Runway sheet). */
const minUploadBytes = 512

/**
 * The request's stills and source clip as addresses that Runway opens. Uploads cost nothing and last 24 hours; when one
 * fails, nothing was taken ("no"). Throws ProviderError.
 */
export async function prepareMedia(context: RunwayContext, request: VideoRequest, call: SubmitCall): Promise<RunwayMedia> {
  const { firstFrame, lastFrame, referenceImages, sourceClip } = request
  const stills = [firstFrame, lastFrame, ...referenceImages].filter((image) => image !== undefined)
  const addresses = await prepareStills(context, stills, call)
  const addressOf = (image: ImageRef | undefined) => (image === undefined ? undefined : addresses.get(image))
  return {
    firstFrame: addressOf(firstFrame),
    lastFrame: addressOf(lastFrame),
    references: referenceImages.map((image) => addresses.get(image) ?? ""),
    sourceClip: sourceClip === undefined ? undefined : await uploadClip(context, sourceClip, call),
  }
}

/** The address of each still. */
export async function prepareStills(
  context: RunwayContext,
  images: readonly ImageRef[],
  call: SubmitCall,
): Promise<Map<ImageRef, string>> {
  const assets = await Promise.all(images.map(async (image) => ({ image, asset: await call.readImage(image) })))
  const encodedBytes = assets.reduce((sum, { asset }) => sum + (asset.bytes.byteLength * 4) / 3, 0)
  const isInline = (asset: Asset) => encodedBytes <= maxInlineBytes || asset.bytes.byteLength < minUploadBytes
  const addresses = new Map<ImageRef, string>()
  for (const { image, asset } of assets) {
    addresses.set(image, isInline(asset) ? dataUri(asset) : await upload(context, asset, "still", call))
  }
  return addresses
}

function dataUri({ bytes, mime }: Asset): string {
  return `data:${mime};base64,${Buffer.from(bytes).toString("base64")}`
}

async function uploadClip(context: RunwayContext, clip: ClipRef, call: SubmitCall): Promise<string> {
  const asset = await call.readClip(clip)
  return asset.bytes.byteLength < minUploadBytes ? dataUri(asset) : upload(context, asset, "clip", call)
}

const extensions: Readonly<Record<string, string>> = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
  "video/mp4": "mp4",
  "video/quicktime": "mov",
  "video/webm": "webm",
}

async function upload(context: RunwayContext, { bytes, mime }: Asset, name: string, call: SubmitCall): Promise<string> {
  const file = await toFile(bytes, `${name}.${extensions[mime] ?? "bin"}`, { type: mime })
  try {
    const { uri } = await context.client.uploads.createEphemeral({ file }, { signal: call.signal })
    if (typeof uri === "string" && uri.startsWith("runway://")) return uri
  } catch (error) {
    const failure = runwayFailure(error, { isSubmit: false, now: context.now() })
    // 403 is the storage's word (its form ran out or was refused); a wrong key is a 401.
    if (failure.httpStatus !== 403) throw failure
    throw new ProviderError({
      provider: "runway",
      kind: "unavailable",
      acceptance: "no",
      isRetryable: true,
      message: `The upload was not stored. ${failure.message}`,
      httpStatus: 403,
      cause: error,
    })
  }
  throw new ProviderError({ provider: "runway", kind: "bad_reply", acceptance: "no", message: "No address for the upload." })
}
