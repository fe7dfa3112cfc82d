import { makeBlindClip } from "@/lib/media/blind"
import type { BlindForm } from "@/lib/media/blind-form"
import { type Heard, listen } from "@/lib/media/blind-sound"
import { type ExtrasOrder, makeExtras } from "@/lib/media/extras"
import { ingestPass } from "@/lib/media/ingest-pass"
import { probeVideo, type VideoFacts } from "@/lib/media/probe"

type Source = { path: string; facts: VideoFacts }
type Length = Pick<BlindForm, "fps" | "frameCount">

/** What the media process is asked for: plain data in, plain data out, and files that are the asker's. */
export const mediaWorks = {
  ingestPass,
  extras: ({ path, ...order }: { path: string } & ExtrasOrder, signal: AbortSignal) => makeExtras(path, order, signal),
  probe: ({ path }: { path: string }, signal: AbortSignal): Promise<VideoFacts> => probeVideo(path, signal),
  listen: ({ source, length }: { source: Source; length: Length }, signal: AbortSignal): Promise<Heard> =>
    listen(source, length, signal),
  blindClip: ({ source, target, form }: { source: Source; target: string; form: BlindForm }, signal: AbortSignal) =>
    makeBlindClip(source, target, form, signal),
}

export type MediaWorks = typeof mediaWorks
export type MediaOrder = { name: keyof MediaWorks; order: unknown }
export type MediaAnswer = { value: unknown } | { fault: { reason: string; detail: string } }
