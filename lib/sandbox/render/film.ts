import { rm } from "node:fs/promises"
import { Encoder, Muxer } from "node-av/api"
import {
  AV_CH_LAYOUT_STEREO,
  AV_CHANNEL_ORDER_NATIVE,
  AV_CODEC_FLAG_BITEXACT,
  AV_LOG_ERROR,
  AV_PIX_FMT_YUV420P,
  AV_SAMPLE_FMT_FLTP,
  AVCOL_PRI_BT709,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT709,
  AVCOL_TRC_BT709,
  FF_ENCODER_AAC,
  FF_ENCODER_LIBX264,
} from "node-av/constants"
import { Frame, Log } from "node-av/lib"
import { createSound, sampleRate } from "@/lib/sandbox/render/sound"

Log.setLevel(AV_LOG_ERROR)

export type FilmSettings = {
  path: string
  width: number
  height: number
  fps: number
  /** Given, an audio track of this character is added. */
  sound?: { prompt: string; seed: number }
}

export type Film = {
  /** Appends one tightly packed 4:2:0 picture. */
  add(picture: Uint8Array): Promise<void>
  /** Writes what is pending and closes the file. */
  finish(): Promise<void>
  /** Closes and removes the file. */
  abandon(): Promise<void>
}

/** Writes an H.264 mp4 that plays while it loads. The same pictures always give the same bytes: threads are fixed at two. */
export async function openFilm({ path, width, height, fps, sound }: FilmSettings): Promise<Film> {
  const video = await Encoder.create(FF_ENCODER_LIBX264, {
    context: { gopSize: fps, threadCount: 2 },
    configure: (context) => context.setFlags(AV_CODEC_FLAG_BITEXACT),
    options: { preset: "ultrafast", crf: 20, "x264-params": "deblock=0,0" },
  })
  const audio =
    sound &&
    (await Encoder.create(FF_ENCODER_AAC, {
      context: { bitRate: 128_000 },
      options: { aac_coder: "fast" },
      configure: (context) => context.setFlags(AV_CODEC_FLAG_BITEXACT),
    }))
  const muxer = await Muxer.open(path, { format: "mp4", options: { movflags: "+faststart", fflags: "+bitexact" } })
  const videoTrack = muxer.addStream(video)
  const audioTrack = audio ? muxer.addStream(audio) : -1
  const samplesAt = sound ? createSound(sound.prompt, sound.seed) : undefined
  let count = 0
  let written = 0

  async function encode(encoder: Encoder, frame: Frame | null, track: number): Promise<void> {
    const packets = await encoder.encodeAll(frame)
    for (const packet of packets) {
      await muxer.writePacket(packet, track)
      packet.free()
    }
  }

  async function addSound(until: number): Promise<void> {
    if (!audio || !samplesAt) return
    while (written < until) {
      const length = Math.min(1024, until - written)
      const samples = samplesAt(written, length)
      const frame = Frame.fromAudioBuffer(Buffer.from(samples.buffer), {
        nbSamples: length,
        format: AV_SAMPLE_FMT_FLTP,
        sampleRate,
        channelLayout: { nbChannels: 2, order: AV_CHANNEL_ORDER_NATIVE, mask: AV_CH_LAYOUT_STEREO },
        timeBase: { num: 1, den: sampleRate },
        pts: BigInt(written),
      })
      await encode(audio, frame, audioTrack)
      frame.free()
      written += length
    }
  }

  async function close(): Promise<void> {
    await muxer.close()
    video.close()
    audio?.close()
  }

  return {
    async add(picture) {
      const frame = Frame.fromVideoBuffer(Buffer.from(picture.buffer, picture.byteOffset, picture.byteLength), {
        width,
        height,
        format: AV_PIX_FMT_YUV420P,
        timeBase: { num: 1, den: fps },
        pts: BigInt(count),
      })
      frame.colorRange = AVCOL_RANGE_MPEG
      frame.colorSpace = AVCOL_SPC_BT709
      frame.colorPrimaries = AVCOL_PRI_BT709
      frame.colorTrc = AVCOL_TRC_BT709
      frame.duration = 1n
      await encode(video, frame, videoTrack)
      frame.free()
      count += 1
      // Whole AAC frames only, so that the one short frame is the last.
      await addSound(Math.floor(((count / fps) * sampleRate) / 1024) * 1024)
    },
    async finish() {
      await addSound(Math.round((count / fps) * sampleRate))
      await encode(video, null, videoTrack)
      if (audio) await encode(audio, null, audioTrack)
      await close()
    },
    async abandon() {
      await close().catch(() => undefined)
      await rm(path, { force: true })
    },
  }
}
