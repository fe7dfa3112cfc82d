import type { StoredClip } from "@/lib/sandbox/clips"
import { BadImage, type StoredImage } from "@/lib/sandbox/images"
import type { Json } from "@/lib/sandbox/job"
import type { RunwayBody } from "@/lib/sandbox/runway/models"
import { type AssetKind, findAddressIssue, readClip, readPicture } from "@/lib/sandbox/runway/uploads"
import type { World } from "@/lib/sandbox/world"

type Asset = { field: string; kind: AssetKind; uri: string }

/** What a body points at, by field. */
function assetsOf(body: RunwayBody): Asset[] {
  const { promptImage = [], character, reference, videoUri } = body
  const listed = (field: string, kind: AssetKind, list: readonly { uri: string }[] = []): Asset[] =>
    list.map(({ uri }) => ({ field, kind, uri }))
  return [
    ...listed("promptImage", "image", typeof promptImage === "string" ? [{ uri: promptImage }] : promptImage),
    ...listed("references", "image", body.references),
    ...listed("referenceImages", "image", body.referenceImages),
    ...listed("keyframes", "image", body.keyframes),
    ...listed("referenceVideos", "video", body.referenceVideos),
    ...listed("referenceAudio", "audio", body.referenceAudio),
    ...(character ? [{ field: "character", kind: character.type, uri: character.uri }] : []),
    ...(reference ? [{ field: "reference", kind: "video" as const, uri: reference.uri }] : []),
    ...(videoUri === undefined ? [] : [{ field: "videoUri", kind: "video" as const, uri: videoUri }]),
  ]
}

/** The first address that cannot be one, as an issue of the body. */
export function findAssetIssue(body: RunwayBody): Json | undefined {
  for (const { field, kind, uri } of assetsOf(body)) {
    const message = findAddressIssue(uri, kind)
    if (message !== undefined) return { code: "custom", path: [field], message }
  }
  return undefined
}

export type Assets = {
  first?: StoredImage | undefined
  last?: StoredImage | undefined
  source?: StoredClip | undefined
}

/** The pictures by position and the clip to work on; references are read, and not drawn. Null with an unfit one's reason. */
export async function readAssets(world: World, body: RunwayBody): Promise<Assets | BadImage> {
  const { promptImage, character, reference, videoUri, keyframes = [] } = body
  try {
    const placed = typeof promptImage === "string" ? [{ uri: promptImage, position: "first" as const }] : (promptImage ?? [])
    const assets: Assets = {}
    for (const { uri, position } of placed) {
      const picture = await readPicture(world, uri)
      if (position) assets[position] = picture
    }
    for (const { uri } of [...(body.references ?? []), ...(body.referenceImages ?? []), ...keyframes]) {
      const picture = await readPicture(world, uri)
      if (body.referenceImages) assets.first ??= picture
    }
    if (character?.type === "image") assets.first = await readPicture(world, character.uri)
    const clip = reference?.uri ?? videoUri
    if (clip !== undefined) assets.source = await readClip(world, clip)
    return assets
  } catch (error) {
    if (error instanceof BadImage) return error
    throw error
  }
}

const lengths: Readonly<Record<string, { field: string; min?: number; max: number }>> = {
  act_two: { field: "reference", min: 3, max: 30 },
  aleph2: { field: "videoUri", min: 2, max: 30 },
  magnific_video_upscaler_creative: { field: "videoUri", max: 30 },
  enhance_frame_rate: { field: "videoUri", max: 300 },
}

/** Too short or too long a clip is an issue of the body (a capture of 2026-08-26). A few frames are nobody's business. */
export function findLengthIssue({ model }: RunwayBody, { source }: Assets): Json | undefined {
  const limits = lengths[model]
  if (limits === undefined || source === undefined) return undefined
  const { field, min = 0, max } = limits
  const issue = { origin: "number", type: "number", inclusive: true, path: [field] }
  if (source.durationSeconds > max + 0.1)
    return { ...issue, code: "too_big", maximum: max, message: `Asset duration must be at most ${max} seconds` }
  if (source.durationSeconds < min - 0.1)
    return { ...issue, code: "too_small", minimum: min, message: `Asset duration must be at least ${min} seconds` }
  return undefined
}
