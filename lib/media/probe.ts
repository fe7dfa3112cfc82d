import { open } from "node:fs/promises"
import { Demuxer } from "node-av/api"
import { AV_PKT_DATA_DISPLAYMATRIX, AV_PKT_FLAG_DISCARD } from "node-av/constants"
import type { Rational, Stream } from "node-av/lib"
import { assertWholeMp4 } from "@/lib/media/container"
import { MediaError } from "@/lib/media/errors"
import { silenceFfmpeg } from "@/lib/media/ffmpeg"
import { type MediaType, sniff, sniffBytes } from "@/lib/media/sniff"

/** What a video file holds, measured from its packets and not from what its header claims. */
export type VideoFacts = {
  mime: Extract<MediaType, { kind: "video" }>["mime"]
  /** As browsers name it (RFC 6381): "avc1.64001f", "hvc1…", "vp09…", "av01…". */
  codec: string
  /** As it is shown: upright, in square pixels. */
  width: number
  height: number
  durationSeconds: number
  /** Average; 23.976… stays so. */
  fps: number
  frameCount: number
  hasAudio: boolean
  /** Degrees clockwise that the stored pictures must be turned to stand upright. */
  rotation: 0 | 90 | 180 | 270
}

type OpenVideo = { demuxer: Demuxer; video: Stream }

/** 8K, either way up: a hostile header must not make us allocate more. */
const maxPixels = 7680 * 4320

/** Reads a local video file without decoding it. Throws MediaError "not_a_video", "truncated" or "too_large". */
export async function probeVideo(path: string, signal?: AbortSignal): Promise<VideoFacts> {
  const mime = await sniffVideo(path)
  const { demuxer, video } = await openVideo(path, mime, signal)
  try {
    const size = uprightSize(video)
    requireSize(size)
    const timing = await readTiming(demuxer, video)
    const fps = toNumber(video.avgFrameRate) || timing.frameCount / timing.seconds
    return {
      mime,
      codec: video.codecpar.getCodecString() ?? "unknown",
      ...size,
      durationSeconds: timing.seconds || timing.frameCount / fps,
      fps,
      frameCount: timing.frameCount,
      hasAudio: demuxer.audio() !== undefined,
      rotation: rotationOf(video),
    }
  } finally {
    await demuxer.close()
  }
}

/**
 * Opens the first video stream of a file, read as the kind that it is and as no other: FFmpeg also knows playlists, which
 * open further files. The caller closes the demuxer.
 */
export async function openVideo(path: string, mime: VideoFacts["mime"], signal?: AbortSignal): Promise<OpenVideo> {
  silenceFfmpeg()
  const format = mime === "video/webm" ? "matroska" : "mov"
  const demuxer = await Demuxer.open(path, { format, ...(signal && { signal }) }).catch((cause: unknown) => {
    signal?.throwIfAborted()
    throw new MediaError("not_a_video", String(cause), { cause })
  })
  try {
    const video = demuxer.video()
    if (!video) throw new MediaError("not_a_video", "no video stream")
    requireSize(video.codecpar)
    return { demuxer, video }
  } catch (error) {
    await demuxer.close()
    throw error
  }
}

/** Of the pictures as they are stored, and as they are shown: pixels may be said to be hundreds of times as wide as high. */
function requireSize({ width, height }: { width: number; height: number }): void {
  const pixels = width * height
  if (!(pixels > 0)) throw new MediaError("not_a_video", `${width}x${height} pixels`)
  if (pixels > maxPixels) throw new MediaError("too_large", `${width}x${height} pixels`)
}

async function sniffVideo(path: string): Promise<VideoFacts["mime"]> {
  const file = await open(path, "r")
  try {
    const head = Buffer.alloc(sniffBytes)
    const { bytesRead } = await file.read(head, 0, sniffBytes, 0)
    const type = sniff(head.subarray(0, bytesRead))
    if (type?.kind !== "video") throw new MediaError("not_a_video", describe(type, head.subarray(0, bytesRead)))
    if (type.mime !== "video/webm") await assertWholeMp4(file)
    return type.mime
  } finally {
    await file.close()
  }
}

function describe(type: MediaType | null, head: Buffer): string {
  if (!type) return `begins with ${head.subarray(0, 16).toString("hex") || "nothing"}`
  return type.kind === "other" ? `it is ${type.name}` : `it is ${type.mime}`
}

/** Longer than any stream's last packet may be without a duration of its own. */
const endToleranceSeconds = 0.5

async function readTiming(demuxer: Demuxer, video: Stream): Promise<{ frameCount: number; seconds: number }> {
  let frameCount = 0
  let start: bigint | undefined
  let end = 0n
  let lastSeconds = 0
  for await (const packet of demuxer.packets()) {
    if (!packet) break
    const packetEnd = packet.pts + packet.duration
    lastSeconds = Math.max(lastSeconds, Number(packetEnd) * toNumber(packet.timeBase))
    // An edit list may hide packets that only exist to decode others.
    if (packet.streamIndex === video.index && packet.size > 0 && !packet.hasFlags(AV_PKT_FLAG_DISCARD)) {
      frameCount++
      if (start === undefined || packet.pts < start) start = packet.pts
      if (packetEnd > end) end = packetEnd
    }
    packet.free()
  }
  if (start === undefined) throw new MediaError("truncated", "no frames")
  if (lastSeconds < demuxer.duration - endToleranceSeconds) {
    throw new MediaError("truncated", `ends at ${lastSeconds} s of ${demuxer.duration} s`)
  }
  return { frameCount, seconds: Number(end - start) * toNumber(video.timeBase) }
}

function uprightSize(video: Stream): { width: number; height: number } {
  const { width, height, sampleAspectRatio } = video.codecpar
  const shown = { width: Math.round(width * (toNumber(sampleAspectRatio) || 1)), height }
  return rotationOf(video) % 180 === 0 ? shown : { width: shown.height, height: shown.width }
}

/** The display matrix holds 16.16 fixed-point numbers: its first row is (cos, sin) of the turn. */
function rotationOf(video: Stream): VideoFacts["rotation"] {
  const matrix = video.codecpar.getCodedSideData(AV_PKT_DATA_DISPLAYMATRIX)
  if (!matrix || matrix.length < 8) return 0
  const degrees = (Math.atan2(matrix.readInt32LE(4), matrix.readInt32LE(0)) * 180) / Math.PI
  const quarter = ((Math.round(degrees / 90) % 4) + 4) % 4
  return ([0, 90, 180, 270] as const)[quarter] ?? 0
}

function toNumber({ num, den }: Pick<Rational, "num" | "den">): number {
  return den === 0 ? 0 : num / den
}
