import { Decoder } from "node-av/api"
import type { Frame } from "node-av/lib"
import { openVideo, type VideoFacts } from "@/lib/media/probe"

/** Below this share of its frames a clip counts as broken; a single damaged frame does not cost a paid clip. */
export const minDecodedShare = 0.95

/** The frames in the order they are shown. Each is the caller's to free. A frame that cannot be decoded is left out. */
export async function* decodeFrames(
  path: string,
  { mime }: VideoFacts,
  signal: AbortSignal | undefined,
): AsyncGenerator<Frame> {
  const { demuxer, video } = await openVideo(path, mime, signal)
  try {
    const decoder = await Decoder.create(video, { exitOnError: false, context: { threadCount: 0 } })
    try {
      for await (const frame of decoder.frames(demuxer.packets(video.index))) {
        if (!frame) return
        signal?.throwIfAborted()
        yield frame
      }
    } finally {
      decoder.close()
    }
  } finally {
    await demuxer.close()
  }
}
