import { Decoder, FilterAPI } from "node-av/api"
import type { Frame } from "node-av/lib"
import { createSoundMeter } from "@/lib/media/measure/sound"
import { openVideo, type VideoFacts } from "@/lib/media/probe"

export const blindSampleRate = 48_000

type Source = { path: string; facts: VideoFacts }
type Length = { frameCount: number; fps: number }

/** How loud a stretch of sound is, and its highest sample; null when there is nothing to hear. */
export type Heard = { loudnessLufs: number; peakDbfs: number } | null

/** Below this a track counts as silent: raised to the level of the others it would be noise. */
const silentBelowLufs = -50

/** Listens to so much of a take as its blind clip will hold. A sound that cannot be decoded counts as none. */
export async function listen(source: Source, length: Length, signal?: AbortSignal): Promise<Heard> {
  if (!source.facts.hasAudio) return null
  const meter = createSoundMeter(blindSampleRate, [1, 1])
  meter.add(await readSamples(source, length, signal))
  const { loudnessLufs, samplePeakDbfs } = meter.finish()
  if (typeof loudnessLufs !== "number" || typeof samplePeakDbfs !== "number") return null
  return loudnessLufs < silentBelowLufs ? null : { loudnessLufs, peakDbfs: samplePeakDbfs }
}

const usualLufs = -23
/** Room for what the encoder adds to a peak. */
const highestPeakDbfs = -1.5
/** Rather than make a whole shot quieter than this, single peaks are cut. */
const leastLufs = -33

/**
 * The loudness a shot's clips are brought to: −23 LUFS, or as much lower as the clip with the highest peaks needs, so that
 * none has to be limited, which one would hear. Null, and no sound for any, when one of them has nothing to hear.
 */
export function commonLoudness(takes: readonly Heard[]): number | null {
  const heard = takes.filter((take) => take !== null)
  if (heard.length === 0 || heard.length < takes.length) return null
  const reachable = heard.map(({ loudnessLufs, peakDbfs }) => loudnessLufs + highestPeakDbfs - peakDbfs)
  return Math.max(leastLufs, Math.min(usualLufs, ...reachable))
}

/** A take's sound at this loudness: stereo samples in turn, exactly as long as its frames; silence where it has ended. */
export async function blindSound(
  source: Source,
  { loudnessLufs, ...length }: Length & { loudnessLufs: number },
  signal?: AbortSignal,
): Promise<Float32Array> {
  const samples = await readSamples(source, length, signal)
  const meter = createSoundMeter(blindSampleRate, [1, 1])
  meter.add(samples)
  const { loudnessLufs: own } = meter.finish()
  const gain = typeof own === "number" ? 10 ** ((loudnessLufs - own) / 20) : 0
  const most = 10 ** (highestPeakDbfs / 20)
  return samples.map((sample) => Math.max(-most, Math.min(most, sample * gain)))
}

/** The sound from the first picture on, as 48 kHz stereo, of exactly this length. */
async function readSamples({ path, facts }: Source, { frameCount, fps }: Length, signal?: AbortSignal): Promise<Float32Array> {
  const samples = new Float32Array(2 * Math.round((frameCount / fps) * blindSampleRate))
  const { demuxer, video } = await openVideo(path, facts.mime, signal)
  const filter = FilterAPI.create(`aresample=${blindSampleRate},aformat=sample_fmts=flt:channel_layouts=stereo`)
  try {
    const audio = demuxer.audio()
    if (!audio) return samples
    const decoder = await Decoder.create(audio, { exitOnError: false })
    const pictureStart = startOf(video)
    let at: number | undefined
    const take = (frames: Frame[]) => {
      for (const plain of frames) {
        const values = samplesOf(plain)
        plain.free()
        const from = at ?? 0
        at = from + values.length
        const cut = Math.max(0, -from)
        const room = samples.length - Math.max(0, from)
        if (cut < values.length && room > 0) samples.set(values.subarray(cut, cut + room), Math.max(0, from))
      }
    }
    try {
      for await (const frame of decoder.frames(demuxer.packets(audio.index))) {
        signal?.throwIfAborted()
        if (!frame) break
        const { pts, timeBase } = frame
        at ??= 2 * Math.round(((Number(pts) * timeBase.num) / timeBase.den - pictureStart) * blindSampleRate)
        take(await filter.processAll(frame))
        frame.free()
        if (at >= samples.length) return samples
      }
      take(await filter.processAll(null))
    } finally {
      decoder.close()
    }
    return samples
  } finally {
    filter.close()
    await demuxer.close()
  }
}

function startOf({ startTime, timeBase }: { startTime: bigint; timeBase: { num: number; den: number } }): number {
  // FFmpeg's mark for "not known" is far below zero.
  return startTime > -(2n ** 62n) ? (Number(startTime) * timeBase.num) / timeBase.den : 0
}

function samplesOf(frame: Frame): Float32Array {
  const bytes = new Uint8Array(frame.toBuffer())
  return new Float32Array(bytes.buffer, 0, frame.nbSamples * 2)
}
