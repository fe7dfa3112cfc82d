import type { FalModel } from "@/lib/sandbox/fal/fields"
import { given } from "@/lib/sandbox/fal/validate"
import type { StoredImage } from "@/lib/sandbox/images"
import type { JsonObject } from "@/lib/sandbox/job"
import { ratioOf, type Size, shortSideOf, sizeOf } from "@/lib/sandbox/size"

/** The size of what is made: by the fields, the maker's own table, or the first frame's shape. */
export function chooseSize(model: FalModel, input: JsonObject, first: StoredImage | undefined): Size {
  const resolution = String(model.fixed?.resolution ?? given(model, input, "resolution") ?? "720p")
  const short = shortSideOf(resolution)
  const shape = first && first.width / first.height
  const asked = String(given(model, input, "aspect_ratio") ?? (first ? "auto" : "16:9"))
  const isAuto = asked === "auto" || asked === "adaptive"
  const listed = model.sizes?.[resolution.toLowerCase()]
  if (listed) {
    const [width, height] = listed[isAuto ? nearest(shape ?? 16 / 9, Object.keys(listed)) : asked] ?? [1280, 720]
    return { width, height }
  }
  if (shape !== undefined && model.followsImage) return sizeOf(short, shape)
  if (!isAuto) return sizeOf(short, ratioOf(asked))
  return sizeOf(short, shape !== undefined && shape < 1 ? 9 / 16 : 16 / 9)
}

function nearest(shape: number, ratios: readonly string[]): string {
  const distance = (ratio: string) => Math.abs(Math.log(ratioOf(ratio) / shape))
  return ratios.reduce((best, ratio) => (distance(ratio) < distance(best) ? ratio : best), "16:9")
}
