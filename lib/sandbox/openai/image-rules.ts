import { refuse, refuseValue } from "@/lib/sandbox/openai/errors"
import { pixelsOf, type Size } from "@/lib/sandbox/size"

const freeModels = [
  "gpt-image-2",
  "gpt-image-2-2026-04-21",
  "gpt-image-2.5-sunburst",
  "gpt-image-2.5-sunburst-2026-09-08",
  "gpt-image-2.5-flare",
  "gpt-image-2.5-flare-2026-09-08",
  "gpt-image-2.6-sunburst",
  "gpt-image-2.6-flare",
]
const fixedModels = ["gpt-image-1.5", "gpt-image-1-mini", "chatgpt-image-latest"]

/** Every model that makes pictures; gpt-image-1 went on 2026-10-23. */
export const imageModels = [...freeModels, ...fixedModels]

const fixedSizes = ["1024x1024", "1536x1024", "1024x1536", "auto"]

export const qualitiesOf = (model: string) => [
  "auto",
  "low",
  "medium",
  "high",
  ...(model.startsWith("gpt-image-2.5") ? ["xhigh", "max"] : []),
]

/** Pixels of a `size`, by the rules of the model, or the end of the handler. "auto" is a square here. */
export function imageSizeOf(model: string, size: string): Size {
  if (size === "auto") return { width: 1024, height: 1024 }
  if (fixedSizes.includes(size)) return pixelsOf(size.replace("x", ":"))
  if (!freeModels.includes(model)) return refuseValue("size", size, fixedSizes)
  if (!/^\d{2,4}x\d{2,4}$/.test(size)) return refuse(`Invalid size '${size}'.`, "size", "invalid_value")
  const { width, height } = pixelsOf(size.replace("x", ":"))
  const why =
    width % 16 !== 0 || height % 16 !== 0
      ? "Width and height must both be divisible by 16."
      : width / height > 3 || height / width > 3
        ? "The aspect ratio must be between 1:3 and 3:1."
        : Math.max(width, height) > 3840 || width * height < 655_360 || width * height > 8_294_400
          ? "The requested resolution is outside the supported range."
          : undefined
  return why === undefined ? { width, height } : refuse(`Invalid size '${size}'. ${why}`, "size", "invalid_value")
}

/** Tokens of one picture, as the sandbox counts them: 1,767 for a million pixels at medium. Not OpenAI's own count. */
export function outputTokensOf({ width, height }: Size, quality: string): number {
  const factor = { low: 0.25, medium: 1, auto: 1, high: 4, xhigh: 6, max: 8 }[quality] ?? 1
  return Math.round(((width * height) / 2 ** 20) * 1767 * factor)
}
