import {
  ALL_FORMATS,
  BlobSource,
  EncodedPacketSink,
  Input,
  type InputVideoTrack,
  UrlSource,
  type VideoSample,
  VideoSampleSink,
} from "mediabunny"
import { type FrameTable, frameAt } from "@/components/player/frame-table"

/**
 * What is to be shown next: a frame, the way it goes on from there, and the frames between which it loops. Urgent: somebody
 * waits for that very frame, so nothing is made ready before it.
 */
export type Aim = { frame: number; direction: 1 | -1; first: number; last: number; isUrgent: boolean }

/** Decoded frames that one player may hold, and the bounds in frames that follow from it. */
const budgetBytes = 48 * 1024 * 1024
const fewestAhead = 4
const mostAhead = 12
/** Frames kept behind the one on screen, so that a step back is at once. */
const behind = 3

type Reader = { samples: AsyncGenerator<VideoSample, void, unknown>; next: number }

/**
 * One clip as frames by number: reads by Range, decodes with WebCodecs, and keeps a small window of decoded frames around
 * the aim. `onFrame` is called whenever a frame has become ready. Close it to give the memory back.
 */
export class ClipFrames {
  readonly table: FrameTable
  readonly width: number
  readonly height: number
  onFrame: () => void = () => {}
  error: unknown
  readonly #input: Input
  readonly #sink: VideoSampleSink
  readonly #origin: number
  readonly #ahead: number
  readonly #frames = new Map<number, VideoSample>()
  #reader: Reader | null = null
  #aim: Aim | null = null
  #isPumping = false
  #isClosed = false

  private constructor(input: Input, track: InputVideoTrack, stamps: readonly number[], end: number, size: [number, number]) {
    this.#input = input
    this.#sink = new VideoSampleSink(track)
    this.#origin = stamps[0] ?? 0
    this.table = { times: stamps.map((stamp) => stamp - this.#origin), durationSeconds: end - this.#origin }
    ;[this.width, this.height] = size
    const frameBytes = this.width * this.height * 1.5
    this.#ahead = Math.max(fewestAhead, Math.min(mostAhead, Math.floor(budgetBytes / frameBytes)))
  }

  /** Opens a clip of this site, or one in memory (a blob: address). Null where this browser cannot decode it frame by frame. */
  static async open(url: string, signal: AbortSignal): Promise<ClipFrames | null> {
    if (typeof VideoDecoder === "undefined") return null
    const input = new Input({ source: await sourceOf(url), formats: ALL_FORMATS })
    signal.addEventListener("abort", () => input.dispose(), { once: true })
    const track = await input.getPrimaryVideoTrack()
    if (!track || !(await track.canDecode())) {
      input.dispose()
      return null
    }
    const stamps: number[] = []
    let end = 0
    for await (const packet of new EncodedPacketSink(track).packets(undefined, undefined, { metadataOnly: true })) {
      stamps.push(packet.timestamp)
      end = Math.max(end, packet.timestamp + packet.duration)
    }
    stamps.sort((a, b) => a - b)
    const size: [number, number] = [await track.getDisplayWidth(), await track.getDisplayHeight()]
    return new ClipFrames(input, track, stamps, end, size)
  }

  /** The decoded frame, if it is ready. It belongs to the window: draw it at once, do not keep it. */
  get(frame: number): VideoSample | undefined {
    return this.#frames.get(frame)
  }

  /** Says what will be shown next; frames that are no longer near it are let go. */
  aim(aim: Aim) {
    const before = this.#aim
    this.#aim = aim
    if (
      before &&
      before.frame === aim.frame &&
      before.direction === aim.direction &&
      before.first === aim.first &&
      before.last === aim.last &&
      before.isUrgent === aim.isUrgent
    )
      return
    this.#letGo()
    void this.#pump()
  }

  close() {
    this.#isClosed = true
    void this.#reader?.samples.return()
    for (const sample of this.#frames.values()) sample.close()
    this.#frames.clear()
    this.#input.dispose()
  }

  /** The frames that will be shown next, in the order in which they will be. */
  #wanted(): number[] {
    if (!this.#aim) return []
    const { frame, direction, first, last } = this.#aim
    const wanted = [frame]
    for (let next = frame; wanted.length < this.#ahead; ) {
      next += direction
      if (direction > 0 && next > last) next = first
      if (direction < 0 && next < first) next = last
      if (wanted.includes(next)) break
      wanted.push(next)
    }
    return wanted
  }

  async #pump() {
    if (this.#isPumping) return
    this.#isPumping = true
    try {
      while (!this.#isClosed) {
        const run = this.#missingRun()
        if (!run) return
        await this.#decode(run.from, run.to)
      }
    } catch (error) {
      if (!this.#isClosed) {
        this.error = error
        this.onFrame()
      }
    } finally {
      this.#isPumping = false
    }
  }

  /** What to decode next: one frame when running forwards; a stretch when backwards, since decoding only goes forwards. */
  #missingRun(): { from: number; to: number } | null {
    if (this.#aim?.isUrgent) {
      const { frame } = this.#aim
      return this.#frames.has(frame) ? null : { from: frame, to: frame }
    }
    const wanted = this.#wanted()
    const missing = wanted.filter((frame) => !this.#frames.has(frame))
    const to = missing[0]
    if (to === undefined || !this.#aim) return null
    if (this.#aim.direction > 0) return { from: to, to }
    if (to !== this.#aim.frame && missing.length < this.#ahead / 2) return null
    let from = to
    while (missing.includes(from - 1)) from -= 1
    return { from, to }
  }

  async #decode(from: number, to: number) {
    const reader = await this.#readerAt(from)
    while (reader.next <= to) {
      const { value: sample } = await reader.samples.next()
      if (this.#isClosed) return sample?.close()
      if (!sample) throw new Error(`The clip ends before frame ${reader.next}.`)
      const frame = frameAt(this.table, sample.timestamp - this.#origin)
      // Frames that the decoder leaves out (damaged ones) are stood in for by the one that follows.
      for (let skipped = reader.next; skipped < frame; skipped++) this.#keep(skipped, sample.clone())
      reader.next = frame + 1
      this.#keep(frame, sample)
    }
  }

  /** A reader whose next frame is `frame`, or so shortly before it that reading on is quicker than beginning anew. */
  async #readerAt(frame: number): Promise<Reader> {
    const current = this.#reader
    if (current && current.next <= frame && frame - current.next < mostAhead) return current
    await current?.samples.return()
    const start = (this.table.times[frame] ?? 0) + this.#origin
    return (this.#reader = { samples: this.#sink.samples(start), next: frame })
  }

  #keep(frame: number, sample: VideoSample) {
    this.#frames.get(frame)?.close()
    this.#frames.set(frame, sample)
    this.#letGo()
    if (this.#frames.has(frame)) this.onFrame()
  }

  #letGo() {
    if (!this.#aim) return
    const { frame: shown, direction } = this.#aim
    const kept = new Set(this.#wanted())
    for (const [frame, sample] of this.#frames) {
      const distance = (shown - frame) * direction
      if (kept.has(frame) || (distance > 0 && distance <= behind)) continue
      sample.close()
      this.#frames.delete(frame)
    }
  }
}

/** What is in memory is read from there: an address that answers only once cannot be read by Range. */
async function sourceOf(url: string) {
  if (url.startsWith("blob:")) return new BlobSource(await (await fetch(url)).blob())
  return new UrlSource(url, {
    requestInit: { credentials: "same-origin" },
    getRetryDelay: (attempts) => (attempts < 3 ? 0.5 * 2 ** attempts : null),
  })
}
