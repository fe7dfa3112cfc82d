import { Decoder, Demuxer, FilterAPI } from "node-av/api"
import type { Frame } from "node-av/lib"
import sharp from "sharp"

/** The last frame of a clip on disk as a PNG of the clip's size, for vendors that hand it over beside the clip. */
export async function lastFrameOf(path: string): Promise<Buffer> {
  const frame = await decodeLast(path)
  const { width, height } = frame
  const filter = FilterAPI.create("scale=flags=bicubic+accurate_rnd+full_chroma_int:out_range=full,format=rgb24")
  try {
    const [picture] = await filter.processAll(frame)
    if (!picture) throw new Error("the last frame was not converted")
    const pixels = picture.toBuffer()
    picture.free()
    return await sharp(pixels, { raw: { width, height, channels: 3 } })
      .png()
      .toBuffer()
  } finally {
    filter.close()
    frame.free()
  }
}

async function decodeLast(path: string): Promise<Frame> {
  const input = await Demuxer.open(path)
  try {
    const video = input.video()
    if (!video) throw new Error("no video track")
    const decoder = await Decoder.create(video)
    let last: Frame | undefined
    const keep = (frame: Frame) => {
      last?.free()
      last = frame
    }
    for await (const packet of input.packets(video.index)) {
      if (!packet) break
      for (const frame of await decoder.decodeAll(packet)) keep(frame)
      packet.free()
    }
    for await (const frame of decoder.flushFrames()) keep(frame)
    decoder.close()
    if (!last) throw new Error("no frame")
    return last
  } finally {
    await input.close()
  }
}
