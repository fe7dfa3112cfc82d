import { open, readFile, writeFile } from "node:fs/promises"
import { type Encoder, Encoder as EncoderClass, Muxer } from "node-av/api"
import {
  AV_CHANNEL_ORDER_NATIVE,
  AV_PIX_FMT_YUV420P,
  AV_PKT_DATA_DISPLAYMATRIX,
  AV_SAMPLE_FMT_FLTP,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT709,
  FF_ENCODER_AAC,
  FF_ENCODER_LIBOPUS,
  FF_ENCODER_LIBVPX_VP9,
  FF_ENCODER_LIBX264,
} from "node-av/constants"
import { Frame } from "node-av/lib"
import { silenceFfmpeg } from "@/lib/media/ffmpeg"

export type TestClip = {
  width?: number
  height?: number
  fps?: number
  /** In place of `fps`, for rates that are no whole numbers and for clips without one: how many ticks make a second, and at which each frame begins. */
  ticks?: { perSecond: number; startOf(frame: number): number }
  frames?: number
  sound?: boolean
  /** Fine patterns below: a clip of many bytes. */
  noise?: boolean
  /** Written as a display matrix: players turn the pictures by this many degrees clockwise. */
  rotation?: 90 | 180 | 270
  /** How wide a pixel is shown for its height; 1 when absent. */
  pixelAspect?: { num: number; den: number }
}

const bits = 16
const sampleRate = 48_000

/**
 * Renders a small real clip for tests; mp4 is H.264 with AAC, webm is VP9 with Opus. The upper half of each frame spells
 * the frame's number, from 0, in sixteen black or white columns (see `frameNumberOf`); in the lower half a bar moves.
 */
export async function renderTestClip(path: string, clip: TestClip = {}): Promise<void> {
  silenceFfmpeg()
  const { width = 320, height = 180, fps = 24, frames = 48, sound = false } = clip
  const { perSecond, startOf } = clip.ticks ?? { perSecond: fps, startOf: (frame: number) => frame }
  const isWebm = path.endsWith(".webm")
  const video = isWebm
    ? await EncoderClass.create(FF_ENCODER_LIBVPX_VP9, { context: { bitRate: "2M", gopSize: 24 }, options: { "cpu-used": 8 } })
    : await EncoderClass.create(FF_ENCODER_LIBX264, {
        context: { gopSize: 24, maxBFrames: 2 },
        options: { preset: "ultrafast", crf: clip.noise ? 10 : 18 },
      })
  const audio = sound
    ? await EncoderClass.create(isWebm ? FF_ENCODER_LIBOPUS : FF_ENCODER_AAC, { autoResample: true })
    : undefined
  const muxer = await Muxer.open(path, {
    // As many cameras do, a mov keeps its index at the end.
    ...(path.endsWith(".mp4") && { options: { movflags: "+faststart" } }),
    configure: ({ streams }) => {
      if (clip.rotation) streams?.[0]?.codecpar.addCodedSideData(AV_PKT_DATA_DISPLAYMATRIX, displayMatrix(clip.rotation))
    },
  })
  try {
    const videoIndex = muxer.addStream(video)
    const audioIndex = audio ? muxer.addStream(audio) : undefined
    for (let number = 0; number < frames; number++) {
      const frame = Frame.fromVideoBuffer(paint({ width, height, number, noise: clip.noise ?? false }), {
        width,
        height,
        format: AV_PIX_FMT_YUV420P,
        pts: BigInt(startOf(number)),
        timeBase: { num: 1, den: perSecond },
        sampleAspectRatio: clip.pixelAspect ?? { num: 1, den: 1 },
      })
      frame.duration = BigInt(startOf(number + 1) - startOf(number))
      frame.colorSpace = AVCOL_SPC_BT709
      frame.colorRange = AVCOL_RANGE_MPEG
      await encode(video, frame, muxer, videoIndex)
    }
    await encode(video, null, muxer, videoIndex)
    if (audio && audioIndex !== undefined) await encodeTone(audio, muxer, audioIndex, startOf(frames) / perSecond)
  } finally {
    await muxer.close()
    video.close()
    audio?.close()
  }
}

function displayMatrix(degrees: number): Buffer {
  const turn = (degrees * Math.PI) / 180
  const [cos, sin] = [Math.round(Math.cos(turn) * 65536), Math.round(Math.sin(turn) * 65536)]
  const matrix = Buffer.alloc(36)
  for (const [at, value] of [cos, sin, 0, -sin, cos, 0, 0, 0, 1 << 30].entries()) matrix.writeInt32LE(value, at * 4)
  return matrix
}

/** The number that an upright picture of a test clip spells; `pixels` are rows of `channels` bytes. */
export function frameNumberOf(pixels: Uint8Array, width: number, height: number, channels = 3): number {
  let number = 0
  const row = Math.floor(height / 4)
  for (let bit = 0; bit < bits; bit++) {
    const column = Math.floor(((bit + 0.5) * width) / bits)
    if ((pixels[(row * width + column) * channels] ?? 0) > 127) number |= 1 << bit
  }
  return number
}

/** A copy of a file cut off after `share` (0..1) of its bytes. */
export async function truncate(from: string, to: string, share: number): Promise<void> {
  const bytes = await readFile(from)
  await writeFile(to, bytes.subarray(0, Math.floor(bytes.length * share)))
}

/** Zeroes a stretch of a file, as a broken transfer would: `at` and `length` are shares (0..1) of its bytes. */
export async function damage(path: string, at: number, length: number): Promise<void> {
  const file = await open(path, "r+")
  try {
    const { size } = await file.stat()
    await file.write(Buffer.alloc(Math.floor(size * length)), 0, undefined, Math.floor(size * at))
  } finally {
    await file.close()
  }
}

async function encode(encoder: Encoder, frame: Frame | null, muxer: Muxer, index: number) {
  for (const packet of await encoder.encodeAll(frame)) {
    await muxer.writePacket(packet, index)
    packet.free()
  }
  frame?.free()
}

async function encodeTone(encoder: Encoder, muxer: Muxer, index: number, seconds: number) {
  const samples = 960
  for (let start = 0; start < seconds * sampleRate; start += samples) {
    const tone = Float32Array.from(
      { length: samples },
      (_, at) => 0.1 * Math.sin((2 * Math.PI * 440 * (start + at)) / sampleRate),
    )
    const frame = Frame.fromAudioBuffer(Buffer.from(tone.buffer), {
      nbSamples: samples,
      format: AV_SAMPLE_FMT_FLTP,
      sampleRate,
      channelLayout: { order: AV_CHANNEL_ORDER_NATIVE, nbChannels: 1, mask: 4n },
      pts: BigInt(start),
      timeBase: { num: 1, den: sampleRate },
    })
    await encode(encoder, frame, muxer, index)
  }
  await encode(encoder, null, muxer, index)
}

type Painting = { width: number; height: number; number: number; noise: boolean }

function paint({ width, height, number, noise }: Painting): Buffer {
  const pixels = Buffer.alloc((width * height * 3) / 2, 128)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const column = Math.floor((x * bits) / width)
      const isBar = Math.abs(x - ((number * 4) % width)) < width / 16
      const upper = (number >> column) & 1 ? 235 : 16
      const lower = isBar ? 220 : 40 + Math.floor((60 * y) / height)
      pixels[y * width + x] =
        y < height / 2 ? upper : noise ? (lower * ((x * 7919 + y * 104729 + number * 31) % 97)) / 97 : lower
    }
  }
  // Warm on the left, cool on the right: wrong colour arithmetic shows.
  const chroma = (width / 2) * (height / 2)
  for (let y = Math.ceil(height / 4); y < height / 2; y++) {
    for (let x = 0; x < width / 2; x++) {
      const at = width * height + y * (width / 2) + x
      pixels[at] = x < width / 4 ? 90 : 170
      pixels[at + chroma] = x < width / 4 ? 180 : 100
    }
  }
  return pixels
}
