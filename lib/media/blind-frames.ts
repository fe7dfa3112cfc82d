import { FilterAPI } from "node-av/api"
import type { Frame } from "node-av/lib"
import { type BlindForm, coverColour, coverShare } from "@/lib/media/blind-form"
import { decodeFrames, minDecodedShare } from "@/lib/media/decode-frames"
import { MediaError } from "@/lib/media/errors"
import { matrixOf, turns } from "@/lib/media/picture"
import type { VideoFacts } from "@/lib/media/probe"

/**
 * The pixels of a take in its blind form, one 4:2:0 buffer per frame of that form: each is the source's frame nearest to its
 * moment, and the last one is held where the source ends early. Nothing but pixels passes. Throws MediaError "truncated" when
 * too many of its frames are broken.
 */
export async function* blindFrames(
  { path, facts }: { path: string; facts: VideoFacts },
  form: BlindForm,
  signal: AbortSignal | undefined,
): AsyncGenerator<Buffer> {
  const { fps, frameCount } = form
  let filter: FilterAPI | undefined
  let held: Buffer | undefined
  let start: number | undefined
  let made = 0
  let decoded = 0
  const needed = Math.min(facts.frameCount, Math.floor((frameCount / fps) * facts.fps)) * minDecodedShare
  const requireWhole = () => {
    if (decoded < needed) throw new MediaError("truncated", `${decoded} frames could be decoded, ${needed} are needed`)
  }
  try {
    for await (const frame of decodeFrames(path, facts, signal)) {
      try {
        const at = secondsOf(frame)
        start ??= at
        // The held frame is shown until half a frame before the next one begins.
        for (; held && made < frameCount && (made + 0.5) / fps <= at - start; made++) yield held
        if (made === frameCount) return requireWhole()
        decoded++
        filter ??= FilterAPI.create(describe(frame, facts, form))
        const [shaped] = await filter.processAll(frame)
        if (!shaped) throw new Error("FFmpeg's scaler gave no picture")
        held = shaped.toBuffer()
        shaped.free()
      } finally {
        frame.free()
      }
    }
    requireWhole()
    for (; held && made < frameCount; made++) yield held
  } finally {
    filter?.close()
  }
}

function secondsOf({ pts, timeBase }: Frame): number {
  return (Number(pts) * timeBase.num) / timeBase.den
}

function describe(frame: Frame, { width, height, rotation }: VideoFacts, form: BlindForm): string {
  // Large enough to fill the form both ways; what stands out is cut off evenly.
  const scale = Math.max(form.width / width, form.height / height)
  const upright = [Math.max(form.width, even(width * scale)), Math.max(form.height, even(height * scale))] as const
  const [w, h] = rotation % 180 === 0 ? upright : [upright[1], upright[0]]
  const flags = "bicubic+accurate_rnd+full_chroma_int+bitexact"
  const shaped = `scale=w=${w}:h=${h}:flags=${flags}:in_color_matrix=${matrixOf(frame)}:out_color_matrix=bt709:out_range=tv${turns[rotation]}`
  return `${shaped},crop=${form.width}:${form.height},format=yuv420p,setsar=1${form.coversMarks ? plate(form) : ""}`
}

function plate({ width, height }: BlindForm): string {
  const band = even(Math.min(width, height) * coverShare)
  const { r, g, b } = coverColour
  const colour = [r, g, b].map((part) => part.toString(16).padStart(2, "0")).join("")
  return `,drawbox=x=0:y=${height - band}:w=${width}:h=${band}:color=0x${colour}:t=fill`
}

function even(length: number): number {
  return 2 * Math.round(length / 2)
}
