import { Decoder } from "node-av/api"
import { MediaError } from "@/lib/media/errors"
import { createPixelReader, toPng } from "@/lib/media/picture"
import { openVideo, probeVideo, type VideoFacts } from "@/lib/media/probe"
import { BadImage } from "@/lib/sandbox/images"
import type { World } from "@/lib/sandbox/world"

/** A clip that a client handed over, and its first frame as a kept picture. */
export type StoredClip = VideoFacts & { sha256: string; firstFrame: string }

/** Looks at kept bytes as a clip. Throws `BadImage` when they are none. */
export async function readStoredClip(world: World, sha256: string): Promise<StoredClip> {
  const path = world.studio.imagePath(sha256)
  try {
    const facts = await probeVideo(path)
    return { ...facts, sha256, firstFrame: await world.images.keepRaw(await firstFrameOf(path, facts)) }
  } catch (error) {
    if (error instanceof MediaError) throw new BadImage("not a video", { cause: error })
    throw error
  }
}

async function firstFrameOf(path: string, facts: VideoFacts): Promise<Buffer> {
  const { demuxer, video } = await openVideo(path, facts.mime)
  const reader = createPixelReader(facts, facts)
  const decoder = await Decoder.create(video)
  try {
    for await (const packet of demuxer.packets(video.index)) {
      const frames = packet ? await decoder.decodeAll(packet) : []
      packet?.free()
      const [first] = frames
      try {
        if (first) return (await toPng(await reader.read(first))).bytes
      } finally {
        for (const frame of frames) frame.free()
      }
    }
    for await (const frame of decoder.flushFrames()) return (await toPng(await reader.read(frame))).bytes
    throw new MediaError("not_a_video", "no frame")
  } finally {
    decoder.close()
    reader.close()
    await demuxer.close()
  }
}
