import { Decoder, Demuxer } from "node-av/api"
import type { Frame } from "node-av/lib"

export type DecodedFrame = { luma: Uint8Array; yuv: Buffer; width: number; height: number }

/** Reads a clip back: facts of its tracks and every decoded frame that `wanted` asks for. */
export async function decodeClip(
  path: string,
  wanted: (index: number) => boolean,
): Promise<{
  width: number
  height: number
  fps: number
  frames: number
  codec: string
  hasAudio: boolean
  seconds: number
  kept: Map<number, DecodedFrame>
}> {
  await using input = await Demuxer.open(path)
  const video = input.video()
  if (!video) throw new Error("no video track")
  using decoder = await Decoder.create(video)
  const kept = new Map<number, DecodedFrame>()
  let frames = 0
  const take = (frame: Frame) => {
    if (wanted(frames)) {
      const yuv = frame.toBuffer()
      kept.set(frames, { yuv, luma: yuv.subarray(0, frame.width * frame.height), width: frame.width, height: frame.height })
    }
    frames += 1
    frame.free()
  }
  for await (const packet of input.packets(video.index)) {
    if (!packet) break
    for (const frame of await decoder.decodeAll(packet)) take(frame)
    packet.free()
  }
  for await (const frame of decoder.flushFrames()) take(frame)
  const rate = video.avgFrameRate
  return {
    width: video.codecpar.width,
    height: video.codecpar.height,
    fps: rate.num / rate.den,
    frames,
    codec: decoder.getCodec().name ?? "",
    hasAudio: input.audio() !== undefined,
    seconds: input.duration,
    kept,
  }
}

/** Mean structural similarity of two luma planes of one size, over windows of 8 × 8. */
export function ssim(a: Uint8Array, b: Uint8Array, width: number, height: number): number {
  let sum = 0
  let windows = 0
  for (let top = 0; top + 8 <= height; top += 4) {
    for (let left = 0; left + 8 <= width; left += 4) {
      let [ma, mb, aa, bb, ab] = [0, 0, 0, 0, 0]
      for (let y = top; y < top + 8; y++) {
        for (let x = left; x < left + 8; x++) {
          const p = a[y * width + x] ?? 0
          const q = b[y * width + x] ?? 0
          ma += p
          mb += q
          aa += p * p
          bb += q * q
          ab += p * q
        }
      }
      ma /= 64
      mb /= 64
      const va = aa / 64 - ma * ma
      const vb = bb / 64 - mb * mb
      const cov = ab / 64 - ma * mb
      sum += ((2 * ma * mb + 6.5025) * (2 * cov + 58.5225)) / ((ma * ma + mb * mb + 6.5025) * (va + vb + 58.5225))
      windows += 1
    }
  }
  return sum / windows
}
