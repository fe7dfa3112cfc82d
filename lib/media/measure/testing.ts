import { Encoder, Muxer } from "node-av/api"
import {
  AV_CHANNEL_ORDER_NATIVE,
  AV_PIX_FMT_YUV420P,
  AV_SAMPLE_FMT_FLTP,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT709,
  FF_ENCODER_AAC,
  FF_ENCODER_LIBX264,
} from "node-av/constants"
import { Frame } from "node-av/lib"
import { silenceFfmpeg } from "@/lib/media/ffmpeg"

/** Where the camera of a test film looks: the middle of the view in pixels of the scene, magnification, turn clockwise. */
export type View = { x: number; y: number; zoom: number; turnDegrees: number }

export type TestFilm = {
  width?: number
  height?: number
  fps?: number
  frames?: number
  /** By frame, from 0. What is left out stands still. */
  view?: (frame: number) => Partial<View>
  /** The scene itself: luma 0 to 255 at a place. Default: cloudy noise with detail of all sizes. */
  scene?: (x: number, y: number, frame: number) => number
  /** Added to the luma of a pixel, after the scene. */
  light?: (frame: number, x: number, y: number) => number
  /** Added to both chromas. */
  tint?: (frame: number) => number
  /** x264's rate factor; 12 keeps everything, 51 nearly nothing. */
  crf?: number
  /** Channels of samples, 1 is full scale, at 48 kHz. */
  sound?: readonly Float32Array[]
}

const sceneEdge = 512
export const soundRate = 48_000

/** Noise of several sizes, the same on every run: value noise, smoothed between its points, tiling at 512 pixels. */
function paintScene(seed: number, cellSizes: readonly number[]): Float32Array {
  let state = seed
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  const scene = new Float32Array(sceneEdge * sceneEdge)
  for (const cell of cellSizes) {
    const points = sceneEdge / cell
    const values = Float32Array.from({ length: points * points }, random)
    for (let y = 0; y < sceneEdge; y++) {
      const upper = Math.floor(y / cell) * points
      const lower = (upper + points) % values.length
      const fy = (y % cell) / cell
      for (let x = 0; x < sceneEdge; x++) {
        const left = Math.floor(x / cell)
        const right = (left + 1) % points
        const fx = (x % cell) / cell
        const above = (values[upper + left] as number) * (1 - fx) + (values[upper + right] as number) * fx
        const below = (values[lower + left] as number) * (1 - fx) + (values[lower + right] as number) * fx
        scene[y * sceneEdge + x] = (scene[y * sceneEdge + x] as number) + (above * (1 - fy) + below * fy) / cellSizes.length
      }
    }
  }
  return scene.map((value) => 128 + (value - 0.5) * 230)
}

/** A scene by its number, as a function of any place. */
export function sceneOf(seed: number, cellSizes: readonly number[] = [4, 8, 16, 64]): (x: number, y: number) => number {
  const scene = paintScene(seed, cellSizes)
  return (x, y) => {
    const left = Math.floor(x)
    const top = Math.floor(y)
    const fx = x - left
    const fy = y - top
    const column = left & (sceneEdge - 1)
    const next = (left + 1) & (sceneEdge - 1)
    const above = (top & (sceneEdge - 1)) * sceneEdge
    const below = ((top + 1) & (sceneEdge - 1)) * sceneEdge
    const upper = (scene[above + column] as number) * (1 - fx) + (scene[above + next] as number) * fx
    const lower = (scene[below + column] as number) * (1 - fx) + (scene[below + next] as number) * fx
    return upper * (1 - fy) + lower * fy
  }
}

let clouds: ReturnType<typeof sceneOf> | undefined

/** Luma, 0 to 255, of one frame of a film before it is encoded. */
export function paintFrame(film: TestFilm, frame: number): Uint8Array {
  const { width = 320, height = 180, view, light } = film
  const scene = film.scene ?? (clouds ??= sceneOf(1))
  const { x = 0, y = 0, zoom = 1, turnDegrees = 0 } = view?.(frame) ?? {}
  const [cos, sin] = [Math.cos((turnDegrees * Math.PI) / 180) / zoom, Math.sin((turnDegrees * Math.PI) / 180) / zoom]
  const luma = new Uint8Array(width * height)
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const px = column + 0.5 - width / 2
      const py = row + 0.5 - height / 2
      const value = scene(x + cos * px - sin * py, y + sin * px + cos * py, frame) + (light?.(frame, column, row) ?? 0)
      luma[row * width + column] = Math.max(0, Math.min(255, Math.round(value)))
    }
  }
  return luma
}

/** Films a scene with a known camera, light and sound, as H.264 and AAC. */
export async function renderFilm(path: string, film: TestFilm = {}): Promise<void> {
  silenceFfmpeg()
  const { width = 320, height = 180, fps = 24, frames = 24, crf = 12 } = film
  // Low rates lose their blocks' edges to the loop filter, which vendors' encoders may not have.
  const options = { preset: "ultrafast", crf, "x264-params": "no-deblock=1" }
  const video = await Encoder.create(FF_ENCODER_LIBX264, { context: { gopSize: 48 }, options })
  const audio = film.sound && (await Encoder.create(FF_ENCODER_AAC, { autoResample: true, context: { bitRate: "192k" } }))
  const muxer = await Muxer.open(path)
  try {
    const videoIndex = muxer.addStream(video)
    const audioIndex = audio ? muxer.addStream(audio) : undefined
    for (let number = 0; number < frames; number++) {
      await write(video, muxer, videoIndex, toFrame(film, width, height, fps, number))
    }
    await write(video, muxer, videoIndex, null)
    if (audio && audioIndex !== undefined && film.sound) await writeSound(audio, muxer, audioIndex, film.sound)
  } finally {
    await muxer.close()
    video.close()
    audio?.close()
  }
}

function toFrame(film: TestFilm, width: number, height: number, fps: number, number: number): Frame {
  const pixels = Buffer.alloc((width * height * 3) / 2, 128 + (film.tint?.(number) ?? 0))
  paintFrame(film, number).forEach((value, at) => {
    pixels[at] = Math.round(16 + (value * 219) / 255)
  })
  const frame = Frame.fromVideoBuffer(pixels, {
    width,
    height,
    format: AV_PIX_FMT_YUV420P,
    pts: BigInt(number),
    timeBase: { num: 1, den: fps },
    sampleAspectRatio: { num: 1, den: 1 },
  })
  frame.duration = 1n
  frame.colorSpace = AVCOL_SPC_BT709
  frame.colorRange = AVCOL_RANGE_MPEG
  return frame
}

async function writeSound(encoder: Encoder, muxer: Muxer, index: number, channels: readonly Float32Array[]) {
  const samples = 1024
  const total = channels[0]?.length ?? 0
  for (let start = 0; start < total; start += samples) {
    const count = Math.min(samples, total - start)
    const planes = channels.map((channel) => Buffer.from(channel.slice(start, start + count).buffer))
    const frame = Frame.fromAudioBuffer(Buffer.concat(planes), {
      nbSamples: count,
      format: AV_SAMPLE_FMT_FLTP,
      sampleRate: soundRate,
      channelLayout: { order: AV_CHANNEL_ORDER_NATIVE, nbChannels: channels.length, mask: channels.length === 1 ? 4n : 3n },
      pts: BigInt(start),
      timeBase: { num: 1, den: soundRate },
    })
    await write(encoder, muxer, index, frame)
  }
  await write(encoder, muxer, index, null)
}

async function write(encoder: Encoder, muxer: Muxer, index: number, frame: Frame | null) {
  for (const packet of await encoder.encodeAll(frame)) {
    await muxer.writePacket(packet, index)
    packet.free()
  }
  frame?.free()
}

/** A sine of so many seconds whose top lies at `dbfs`. */
export function sine(seconds: number, dbfs: number, hertz = 1000): Float32Array {
  const top = 10 ** (dbfs / 20)
  const samples = new Float32Array(Math.round(seconds * soundRate))
  for (let at = 0; at < samples.length; at++) samples[at] = top * Math.sin((2 * Math.PI * hertz * at) / soundRate)
  return samples
}
