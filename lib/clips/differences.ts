import { ratioOf, sizeFor } from "@/lib/media/aspect"
import { modeOf } from "@/lib/providers/catalogue-guard"
import { findModel } from "@/lib/providers/models"
import type { VideoRequest } from "@/lib/providers/provider"
import { expectedSize } from "@/lib/providers/size"
import type { DeliveredDifference } from "@/lib/takes/schema"

/** What is known of a delivered clip; `VideoFacts` fits. */
export type Delivered = { width: number; height: number; durationSeconds: number; fps: number; hasAudio: boolean }

/** Models count frames in their own way: 121 frames at 24 fps are "5 s" to everyone. */
const durationToleranceSeconds = 0.1
/** "16:9" is 854 × 480, 864 × 496 and 1280 × 704 to different models. */
const ratioTolerance = 0.04
/** Models name a resolution by its shorter edge or by its number of pixels; either counts, and this much apart. */
const pixelTolerance = 0.15

/** Where a delivered clip is not what was asked for, in words for the take's second line. Pure; safe in a browser. */
export function differences(asked: VideoRequest, delivered: Delivered): DeliveredDifference[] {
  const found: DeliveredDifference[] = []
  const tolerance = Math.max(durationToleranceSeconds, 0.5 / delivered.fps) + 1e-6
  if (followed(asked) === undefined && Math.abs(asked.durationSeconds - delivered.durationSeconds) > tolerance) {
    found.push({
      what: "durationSeconds",
      asked: seconds(asked.durationSeconds),
      delivered: seconds(delivered.durationSeconds),
    })
  }
  if (!isOfSize(asked, delivered)) {
    const { width, height } = sizeFor(asked.aspectRatio, asked.resolution)
    found.push({ what: "size", asked: `${width} × ${height}`, delivered: `${delivered.width} × ${delivered.height}` })
  }
  // What keeps to its source has the source's sound, and none where that is silent.
  if (followed(asked) !== "source" && asked.sound !== undefined && asked.sound !== delivered.hasAudio) {
    found.push({ what: "audio", asked: soundWords(asked.sound), delivered: soundWords(delivered.hasAudio) })
  }
  return found
}

/** What the clip's length follows: one as long as its speech or its source was asked for "about" so many seconds. */
export function followed(asked: VideoRequest): "speech" | "source" | undefined {
  const model = findModel(asked.model)
  return model && modeOf(asked, model)?.durationFollows
}

function isOfSize({ model: id, aspectRatio, resolution }: VideoRequest, { width, height }: Delivered): boolean {
  if (Math.abs(width / height / ratioOf(aspectRatio) - 1) > ratioTolerance) return false
  const byEdge = sizeFor(aspectRatio, resolution)
  const byPixels = sizeFor("16:9", resolution)
  const model = findModel(id)
  // A vendor's own table counts too: a square "4k" is 3840 × 3840 to one of them.
  const [named, tall] = model === undefined ? [byEdge.width, byEdge.height] : expectedSize(model, { aspectRatio, resolution })
  const areas = [byEdge.width * byEdge.height, byPixels.width * byPixels.height, named * tall]
  const area = width * height
  return area >= Math.min(...areas) * (1 - pixelTolerance) && area <= Math.max(...areas) * (1 + pixelTolerance)
}

function seconds(value: number): string {
  return `${Number(value.toFixed(1))} s`
}

function soundWords(hasSound: boolean): string {
  return hasSound ? "sound" : "no sound"
}
