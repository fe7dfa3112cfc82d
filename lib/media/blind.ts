import { open } from "node:fs/promises"
import { BitStreamFilterAPI, Encoder, Muxer } from "node-av/api"
import {
  AV_CH_LAYOUT_STEREO,
  AV_CHANNEL_ORDER_NATIVE,
  AV_CODEC_FLAG_BITEXACT,
  AV_PIX_FMT_YUV420P,
  AV_SAMPLE_FMT_FLTP,
  AVCOL_PRI_BT709,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT709,
  AVCOL_TRC_BT709,
  FF_ENCODER_AAC,
  FF_ENCODER_LIBX264,
} from "node-av/constants"
import { Frame, type Packet } from "node-av/lib"
import type { BlindForm } from "@/lib/media/blind-form"
import { blindFrames } from "@/lib/media/blind-frames"
import { blindSampleRate, blindSound } from "@/lib/media/blind-sound"
import { silenceFfmpeg } from "@/lib/media/ffmpeg"
import type { VideoFacts } from "@/lib/media/probe"

/** Every usual frame rate divides it. */
const ticksPerSecond = 90_000
const aacFrame = 1024

/**
 * Writes a take's clip anew in a form that all clips of its shot share: cut to one length, size, frame rate and loudness, the
 * marks' band covered. Only pixels and samples pass: both are encoded from bare buffers, with the same settings for every
 * clip, so nothing of the source's codec, frame types, container or metadata is left. The same input gives the same bytes.
 * Throws MediaError "truncated" or "not_a_video".
 */
export async function makeBlindClip(
  source: { path: string; facts: VideoFacts },
  target: string,
  form: BlindForm,
  signal?: AbortSignal,
): Promise<void> {
  silenceFfmpeg()
  const { fps, frameCount, loudnessLufs } = form
  const video = await Encoder.create(FF_ENCODER_LIBX264, {
    context: { gopSize: fps, maxBFrames: 0, threadCount: 1 },
    configure: (context) => context.setFlags(AV_CODEC_FLAG_BITEXACT),
    options: { preset: "veryfast", crf: 17, "x264-params": `min-keyint=${fps}:scenecut=0` },
  })
  // x264 writes its name and settings into the first picture, as a unit of type 6.
  const plain = BitStreamFilterAPI.create("filter_units", video, { options: { remove_types: "6" } })
  const audio =
    loudnessLufs === null
      ? undefined
      : await Encoder.create(FF_ENCODER_AAC, {
          context: { bitRate: 160_000 },
          configure: (context) => context.setFlags(AV_CODEC_FLAG_BITEXACT),
        })
  const samples = loudnessLufs === null ? undefined : await blindSound(source, { frameCount, fps, loudnessLufs }, signal)
  const muxer = await Muxer.open(target, {
    format: "mp4",
    options: {
      ...{ movflags: "+faststart", fflags: "+bitexact", video_track_timescale: ticksPerSecond },
      // A box with the clip's own bit rate.
      write_btrt: false,
    },
  })
  try {
    const videoTrack = muxer.addStream(video)
    const audioTrack = audio ? muxer.addStream(audio) : -1
    let frames = 0
    let sampled = 0
    const write = async (packets: Packet[], track: number) => {
      for (const packet of packets) {
        await muxer.writePacket(packet, track)
        packet.free()
      }
    }
    const addPicture = async (frame: Frame | null) => {
      for (const packet of await video.encodeAll(frame)) {
        await write(await plain.filterAll(packet), videoTrack)
        packet.free()
      }
      frame?.free()
    }
    const addSound = async (until: number) => {
      if (!audio || !samples) return
      for (; sampled < until; sampled += aacFrame) {
        const frame = soundFrame(samples, sampled)
        await write(await audio.encodeAll(frame), audioTrack)
        frame.free()
      }
    }
    for await (const pixels of blindFrames(source, form, signal)) {
      await addPicture(pictureFrame(pixels, form, frames))
      frames++
      await addSound((frames / fps) * blindSampleRate - aacFrame)
    }
    await addSound((samples?.length ?? 0) / 2)
    await addPicture(null)
    await write(await plain.filterAll(null), videoTrack)
    if (audio) await write(await audio.encodeAll(null), audioTrack)
  } finally {
    await muxer.close()
    plain.close()
    video.close()
    audio?.close()
  }
  if (audio) await forgetBitRates(target)
}

/** From the name of the sound's header box to the two bit rates in it, of which the second is the clip's own. */
const ratesAfterName = 26

/** 0 is "not known": the sound's measured bit rate would be the one number in which two clips' headers differ. */
async function forgetBitRates(path: string): Promise<void> {
  const file = await open(path, "r+")
  try {
    const head = Buffer.alloc(256 * 1024)
    const { bytesRead } = await file.read(head, 0, head.length, 0)
    const name = head.subarray(0, bytesRead).indexOf("esds", 0, "latin1")
    if (name === -1) throw new Error("A blind clip with sound has no header for it.")
    await file.write(Buffer.alloc(8), 0, 8, name + ratesAfterName)
  } finally {
    await file.close()
  }
}

function pictureFrame(pixels: Buffer, { width, height, fps }: BlindForm, place: number): Frame {
  const frame = Frame.fromVideoBuffer(pixels, {
    ...{ width, height, format: AV_PIX_FMT_YUV420P, pts: BigInt(place) },
    timeBase: { num: 1, den: fps },
    sampleAspectRatio: { num: 1, den: 1 },
  })
  frame.duration = 1n
  frame.colorRange = AVCOL_RANGE_MPEG
  frame.colorSpace = AVCOL_SPC_BT709
  frame.colorPrimaries = AVCOL_PRI_BT709
  frame.colorTrc = AVCOL_TRC_BT709
  return frame
}

/** One AAC frame of stereo samples that come in turn; the encoder wants one channel after the other. */
function soundFrame(samples: Float32Array, at: number): Frame {
  const length = Math.min(aacFrame, samples.length / 2 - at)
  const planes = new Float32Array(length * 2)
  for (let i = 0; i < length; i++) {
    planes[i] = samples[2 * (at + i)] as number
    planes[length + i] = samples[2 * (at + i) + 1] as number
  }
  return Frame.fromAudioBuffer(Buffer.from(planes.buffer), {
    ...{ nbSamples: length, format: AV_SAMPLE_FMT_FLTP, sampleRate: blindSampleRate, pts: BigInt(at) },
    channelLayout: { nbChannels: 2, order: AV_CHANNEL_ORDER_NATIVE, mask: AV_CH_LAYOUT_STEREO },
    timeBase: { num: 1, den: blindSampleRate },
  })
}
