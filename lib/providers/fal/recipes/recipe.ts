import type { VideoRequest } from "@/lib/providers/provider"

/** Addresses of the stills and the clip, uploaded before; the references in the order and number of the request. */
export type FalMedia = {
  firstFrame: string | undefined
  lastFrame: string | undefined
  references: readonly string[]
  sourceClip: string | undefined
}

/** What is sent: where to, and the input. Undefined values vanish in JSON. */
export type FalSubmit = { endpoint: string; input: Readonly<Record<string, unknown>> }

/** One model's way of saying what is asked. */
export type Recipe = (request: VideoRequest, media: FalMedia) => FalSubmit

/** "480P": MiniMax's way of writing a size. */
export function upperResolution(request: VideoRequest): string {
  return request.resolution.toUpperCase()
}
