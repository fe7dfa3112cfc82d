import type { RunwayBody, RunwayPath } from "@/lib/sandbox/runway/models"
import { wanPairs } from "@/lib/sandbox/runway/ratios"
import { pixelsOf, ratioOf, type Size, shortSideOf, sizeOf } from "@/lib/sandbox/size"

/** What a task was given to look at, where it was given that. */
export type Given = { first?: Size | undefined; source?: (Size & { fps: number }) | undefined }

/**
 * The output's pixels. Where the body names none, a first frame gives the shape, else 16:9; what Runway delivers there is
 * not documented.
 */
export function sizeOfBody(path: RunwayPath, body: RunwayBody, { first, source }: Given): Size {
  const { ratio, resolution } = body
  if (path === "video_upscale" || path === "video_to_video") return workSize(body, source ?? pixelsOf("1280:720"))
  if (ratio !== undefined && /^\d{3,}:\d{3,}$/.test(ratio)) return pixelsOf(ratio)
  const shape = ratio?.includes(":") ? ratioOf(ratio) : first ? first.width / first.height : ratioOf("16:9")
  if (path === "text_to_image") return sizeOf(ratio === "auto_1k" ? 1024 : 1440, shape)
  if (body.model.startsWith("wan3")) return wanSize(ratio ?? "auto_1080p", shape)
  if (body.model === "happyhorse_1_0") return sizeOf(shortSideOf(resolution ?? "720p"), shape)
  const usual = body.model === "hailuo3" ? "2k" : body.model === "grok_imagine_1_5" || body.model === "h3_max" ? "480p" : "720p"
  return sizeOf(shortSideOf(resolution ?? usual), shape)
}

/** An upscale has the named short side, an edit the asked shape at the source's height; the rest stays as it is. */
function workSize({ model, resolution = "2k", targetAspectRatio }: RunwayBody, source: Size): Size {
  const { width, height } = source
  const short = Math.min(width, height)
  if (model === "magnific_video_upscaler_creative") {
    return sizeOf(resolution === "1k" ? 1080 : shortSideOf(resolution), width / height)
  }
  return targetAspectRatio === undefined ? { width, height } : sizeOf(short, ratioOf(targetAspectRatio))
}

/** The pair of a size that is nearest to the first frame's shape. */
function wanSize(ratio: string, shape: number): Size {
  const size = (["480p", "720p", "1080p"] as const).find((word) => ratio === `auto_${word}`) ?? "720p"
  const distance = (pair: string) => Math.abs(Math.log(ratioOf(pair) / shape))
  const [nearest = "1280:720"] = [...wanPairs[size]].sort((a, b) => distance(a) - distance(b))
  return pixelsOf(nearest)
}

const rates: Readonly<Record<string, number>> = { "23_98": 24, "29_97": 30, "59_94": 60 }

/** Frames per second of the output; NTSC rates are played as the whole rate next to them. */
export function fpsOf({ targetFramerate }: RunwayBody, { source }: Given): number {
  if (targetFramerate !== undefined) return rates[targetFramerate] ?? Number(targetFramerate)
  return source === undefined ? 24 : Math.max(1, Math.round(source.fps))
}
