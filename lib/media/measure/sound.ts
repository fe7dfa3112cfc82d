import { Decoder, FilterAPI } from "node-av/api"
import type { Frame } from "node-av/lib"
import { createLoudnessMeter } from "@/lib/media/measure/loudness"
import type { ClipMeasures } from "@/lib/media/measure/schema"
import { type Look, spansOf } from "@/lib/media/measure/spans"
import { thresholds } from "@/lib/media/measure/thresholds"
import { openVideo, type VideoFacts } from "@/lib/media/probe"

/** Seconds from the first sample at which we look for silence and clipping. */
const lookSeconds = 0.01

/** Decodes a clip's first sound track, once. A sound that cannot be decoded is not measured; it does not cost the clip. */
export async function measureSound(path: string, facts: VideoFacts, signal?: AbortSignal): Promise<ClipMeasures["sound"]> {
  if (!facts.hasAudio) return { notMeasured: "The clip has no sound." }
  const { demuxer } = await openVideo(path, facts.mime, signal)
  const filter = FilterAPI.create("aformat=sample_fmts=flt")
  try {
    const audio = demuxer.audio()
    if (!audio) return { notMeasured: "The clip has no sound." }
    const decoder = await Decoder.create(audio, { exitOnError: false })
    let meter: SoundMeter | undefined
    try {
      for await (const frame of decoder.frames(demuxer.packets(audio.index))) {
        if (!frame) break
        signal?.throwIfAborted()
        for (const plain of filter.processAllSync(frame)) {
          meter ??= createSoundMeter(plain.sampleRate, weightsOf(plain))
          meter.add(samplesOf(plain))
          plain.free()
        }
        frame.free()
      }
    } finally {
      decoder.close()
    }
    return meter ? meter.finish() : { notMeasured: "The sound could not be decoded." }
  } finally {
    filter.close()
    await demuxer.close()
  }
}

/** Bits of FFmpeg's channel masks: the low-frequency channel does not count, those behind and beside count 1.41 fold (BS.1770). */
const lowFrequency = 3n
const surround: readonly bigint[] = [4n, 5n, 9n, 10n]

function weightsOf({ channels, channelLayout }: Frame): number[] {
  const mask = BigInt(channelLayout.mask ?? 0)
  const bits = Array.from({ length: 64 }, (_, bit) => BigInt(bit)).filter((bit) => (mask >> bit) & 1n)
  if (bits.length !== channels) return Array.from({ length: channels }, () => 1)
  return bits.map((bit) => (bit === lowFrequency ? 0 : surround.includes(bit) ? 1.41 : 1))
}

function samplesOf(frame: Frame): Float32Array {
  const bytes = frame.toBuffer()
  const count = frame.nbSamples * frame.channels
  if (bytes.byteOffset % 4 === 0) return new Float32Array(bytes.buffer, bytes.byteOffset, count)
  return new Float32Array(new Uint8Array(bytes).buffer, 0, count)
}

type SoundMeter = { add(samples: Float32Array): void; finish(): Exclude<ClipMeasures["sound"], { notMeasured: string }> }

/** Loudness, peak, silence and clipping of samples that come in turn, channel by channel. */
export function createSoundMeter(sampleRate: number, weights: readonly number[]): SoundMeter {
  const channels = weights.length
  const loudness = createLoudnessMeter(sampleRate, weights)
  const runs = new Int32Array(channels)
  const perLook = Math.round(sampleRate * lookSeconds)
  const silences: Look[] = []
  const clips: Look[] = []
  let [peak, lookPeak, count, clippings] = [0, 0, 0, 0]
  let isClipped = false
  const endLook = () => {
    const [atSeconds, untilSeconds] = [(Math.ceil(count / perLook) - 1) * lookSeconds, count / sampleRate]
    silences.push({ atSeconds, untilSeconds, isHit: 20 * Math.log10(lookPeak) <= thresholds.silenceDbfs })
    clips.push({ atSeconds, untilSeconds, isHit: isClipped })
    lookPeak = 0
    isClipped = false
  }
  return {
    add(samples) {
      loudness.add(samples)
      for (let at = 0; at + channels <= samples.length; at += channels) {
        for (let channel = 0; channel < channels; channel++) {
          const level = Math.abs(samples[at + channel] as number)
          if (level > lookPeak) lookPeak = level
          if (level < thresholds.clippingLevel) runs[channel] = 0
          else if ((runs[channel] = (runs[channel] as number) + 1) >= thresholds.clippingSamples) {
            isClipped = true
            if (runs[channel] === thresholds.clippingSamples) clippings++
          }
        }
        count++
        if (count % perLook === 0) {
          peak = Math.max(peak, lookPeak)
          endLook()
        }
      }
    },
    finish() {
      peak = Math.max(peak, lookPeak)
      if (count % perLook > 0) endLook()
      const silentSpans = spansOf(silences, thresholds.silenceSeconds)
      const silentSeconds = silentSpans.reduce((sum, { startSeconds, endSeconds }) => sum + endSeconds - startSeconds, 0)
      return {
        loudnessLufs: loudness.finish() ?? { notMeasured: "No 0.4 s of the sound is above −70 LUFS." },
        samplePeakDbfs: peak > 0 ? 20 * Math.log10(peak) : { notMeasured: "Every sample is 0." },
        silentSpans,
        silentShare: count === 0 ? 0 : silentSeconds / (count / sampleRate),
        clippings,
        clippedSpans: spansOf(clips, 0),
      }
    },
  }
}
