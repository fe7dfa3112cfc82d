import type { RunwayBody } from "@/lib/sandbox/runway/models"
import { huge, large } from "@/lib/sandbox/runway/ratios"
import { pixelsOf } from "@/lib/sandbox/size"

/** What a task costs in credits, each $0.01: the vendor sheet, and copies of Runway's pricing page of October 2026. */
export function creditsOf(body: RunwayBody, clip: { seconds: number; fps: number }): number {
  return Math.ceil(exactCredits(body, clip) - 1e-9)
}

function exactCredits(body: RunwayBody, { seconds, fps }: { seconds: number; fps: number }): number {
  const { model, outputCount = 1, referenceImages = [] } = body
  const perStill = stillCredits(body)
  if (perStill !== undefined) {
    const each = model.startsWith("gpt_image_2_5") ? perStill + referenceImages.length : perStill
    return each * outputCount + (model === "grok_imagine_image_2" ? referenceImages.length : 0)
  }
  const perFrame = { "720p": 0.7, "1k": 0.7, "2k": 0.9, "4k": 1.2 }[body.resolution ?? "2k"] ?? 0.9
  if (model === "magnific_video_upscaler_creative") return Math.max(1, perFrame * fps * seconds)
  const images = (body.references ?? []).length + firstFrames(body)
  const perImage = { hailuo3: 2, grok_imagine_1_5: 1, gemini_omni_flash: 1, "gemini_omni_flash_1.1": 1 }[model] ?? 0
  const least = { seedance2_5: 80, seedance2_mini: 64, aleph2: 56, enhance_frame_rate: 1 }[model] ?? 0
  return Math.max(least, seconds * perSecond(body) + images * perImage)
}

/** "+1 per image": Google's models bill a first frame too. */
function firstFrames({ model, promptImage }: RunwayBody): number {
  return model.startsWith("gemini_omni") && promptImage !== undefined ? 1 : 0
}

function perSecond(body: RunwayBody): number {
  const { model, ratio = "1280:720", resolution, audio } = body
  const isLarge = (large as readonly string[]).includes(ratio)
  const short = ratio.startsWith("auto_") ? Number.parseInt(ratio.slice(5), 10) : shortSideOf(ratio)
  const size = resolution?.toLowerCase()
  switch (model) {
    case "gen4.5":
      return 12
    case "veo3.1":
      return audio === false ? 20 : 40
    case "veo3.1_fast":
      return audio === false ? 10 : 15
    case "seedance2":
      return (huge as readonly string[]).includes(ratio) ? 150 : isLarge ? 40 : 36
    case "seedance2_fast":
      return 29
    case "seedance2_mini":
      return 16
    case "seedance2_5":
      return isLarge ? 68 : short > 600 ? 30 : 20
    case "gemini_omni_flash":
      return 10
    case "gemini_omni_flash_1.1":
      return short > 1080 ? 30 : short > 720 ? 15 : short > 360 ? 10 : 3.4
    case "hailuo3":
      return size === "768p" ? 10 : 15
    case "h3_max":
      return size === "768p" ? 8 : 5
    case "wan3":
      return short > 960 ? 20 : short > 624 ? 10 : 5
    case "wan3_prime":
      return short > 960 ? 28 : short > 624 ? 14 : 6.8
    case "grok_imagine_1_5":
      return size === "1080p" ? 29 : size === "720p" ? 16 : 10
    case "happyhorse_1_0":
      return (size ?? (short > 960 ? "1080p" : "720p")) === "1080p" ? 30 : 15
    case "aleph2":
      return 28
    case "enhance_frame_rate":
      return 0.5
    default:
      // gen4_turbo, act_two
      return 5
  }
}

function shortSideOf(ratio: string): number {
  const { width, height } = pixelsOf(ratio)
  return Math.min(width, height)
}

const gptQualities: Readonly<Record<string, readonly [upTo2k: number, at4k: number]>> = {
  low: [1, 2],
  medium: [5, 11],
  high: [20, 41],
  auto: [20, 41],
}
const gpt25Qualities: typeof gptQualities = { ...gptQualities, high: [16, 19], xhigh: [28, 34], max: [63, 76] }

/** Of one still; undefined for a model that makes clips. */
function stillCredits({ model, ratio = "", quality = "high" }: RunwayBody): number | undefined {
  const { width, height } = /^\d+:\d+$/.test(ratio) ? pixelsOf(ratio) : { width: 2880, height: 2880 }
  const long = Math.max(width, height)
  if (model.startsWith("gpt_image_2")) {
    const [upTo2k = 20, at4k = 41] = (model === "gpt_image_2" ? gptQualities : gpt25Qualities)[quality] ?? []
    return width * height > 6_600_000 || long > 3000 ? at4k : upTo2k
  }
  const is2k = long > 1500 || ratio === "auto_2k"
  switch (model) {
    case "gen4_image":
      return width * height > 1_210_000 ? 8 : 5
    case "gen4_image_turbo":
      return 2
    case "gemini_image3_pro":
      return long > 3200 ? 40 : 20
    case "gemini_image3.1_flash":
      return 16
    case "gemini_2.5_flash":
      return 5
    case "seedream5_pro":
      return is2k ? 9 : 5
    case "seedream5_lite":
      return 4
    case "grok_imagine_image_2":
      return (is2k ? 8 : 6) - (quality === "low" ? 2 : 0)
    case "muse_image":
      return 1
    default:
      return undefined
  }
}
