import type { Frame } from "node-av/lib"
import { getFFmpegInfo } from "node-av/lib"
import { decodeFrames, minDecodedShare } from "@/lib/media/decode-frames"
import { MediaError } from "@/lib/media/errors"
import { cameraOf, obedienceOf } from "@/lib/media/measure/camera"
import { cutTimes } from "@/lib/media/measure/cuts"
import { comparedSize, compareFirstFrame } from "@/lib/media/measure/first-frame"
import { flickerOf } from "@/lib/media/measure/flicker"
import { motionOf, repeatedFramesOf, smoothnessOf } from "@/lib/media/measure/motion"
import { rounded } from "@/lib/media/measure/numbers"
import { createPictureMeter, type PictureMeter } from "@/lib/media/measure/picture-meter"
import type { Asked, ClipMeasures } from "@/lib/media/measure/schema"
import { measureSound } from "@/lib/media/measure/sound"
import { curvesOf, deliveredOf, informationOf, spansOfClip } from "@/lib/media/measure/summary"
import { measureVersion, thresholds } from "@/lib/media/measure/thresholds"
import { createPixelReader, type Pixels } from "@/lib/media/picture"
import { probeVideo, type VideoFacts } from "@/lib/media/probe"

export type MeasureOptions = {
  /** The still the clip should begin with, as people brought it: a PNG, JPEG, WebP or AVIF. */
  reference?: Uint8Array | undefined
  asked?: Asked | undefined
  signal?: AbortSignal | undefined
}

export type ClipMeter = {
  /** The next frame as it is shown, and the facts of its clip. The frame stays the caller's. */
  add(frame: Frame, facts: VideoFacts): Promise<void>
  /** Call once, after the last frame; decodes the sound. Throws MediaError "not_an_image" when the reference is none. */
  finish(): Promise<ClipMeasures>
  close(): void
}

/**
 * Measures one clip: a pass over its frames on a reduced picture, and one over its sound. No model is asked, so there is no
 * word here on beauty, or on whether a face stays the same face. Throws MediaError "not_a_video", "truncated", "too_large"
 * or "not_an_image" (the reference).
 */
export async function measureClip(path: string, options: MeasureOptions = {}): Promise<ClipMeasures> {
  const facts = await probeVideo(path, options.signal)
  const meter = createClipMeter(path, options)
  let count = 0
  try {
    for await (const frame of decodeFrames(path, facts, options.signal)) {
      await meter.add(frame, facts).finally(() => frame.free())
      count++
    }
    if (count < Math.max(1, facts.frameCount * minDecodedShare)) {
      throw new MediaError("truncated", `${count} of ${facts.frameCount} frames could be decoded`)
    }
    return await meter.finish()
  } finally {
    meter.close()
  }
}

/** The same for a pass over the frames that somebody else makes. The caller closes it. */
export function createClipMeter(path: string, { reference, asked = {}, signal }: MeasureOptions = {}): ClipMeter {
  let own: { facts: VideoFacts; picture: PictureMeter } | undefined
  let firstFrame: Pixels | undefined
  return {
    async add(frame, facts) {
      if (!own) {
        own = { facts, picture: createPictureMeter(facts) }
        if (reference) firstFrame = await readFirstFrame(frame, facts)
      }
      own.picture.add(frame)
    },
    async finish() {
      if (!own) throw new MediaError("truncated", "no frames")
      const { facts, picture } = own
      const { moments, drift, width, height } = picture.finish()
      const camera = cameraOf(moments, width, height)
      return rounded({
        tool: { version: measureVersion, ffmpeg: getFFmpegInfo().version, picture: { width, height }, thresholds },
        delivered: deliveredOf(facts, asked),
        firstFrame:
          firstFrame && reference
            ? await compareFirstFrame(firstFrame, facts, reference)
            : { notMeasured: "There is no reference still." },
        flicker: flickerOf(moments),
        motion: motionOf(moments, width),
        smoothness: smoothnessOf(moments),
        repeatedFrames: repeatedFramesOf(moments),
        camera,
        cameraAsked: obedienceOf(camera, asked.camera),
        cutsAtSeconds: cutTimes(moments),
        ...spansOfClip(moments, facts.durationSeconds),
        ...informationOf(moments),
        sound: await measureSound(path, facts, signal),
        perSecond: curvesOf(moments, drift, width),
      })
    },
    close: () => own?.picture.close(),
  }
}

async function readFirstFrame(frame: Frame, facts: VideoFacts): Promise<Pixels> {
  const reader = createPixelReader(facts, comparedSize(facts))
  try {
    return await reader.read(frame)
  } finally {
    reader.close()
  }
}
