import type { Frame } from "node-av/lib"
import { decodeFrames, minDecodedShare } from "@/lib/media/decode-frames"
import { MediaError, type MediaFailureReason } from "@/lib/media/errors"
import { createClipMeter } from "@/lib/media/measure/measure"
import type { Asked, ClipMeasures } from "@/lib/media/measure/schema"
import { probeVideo, type VideoFacts } from "@/lib/media/probe"
import { createProxyEncoder, type ProxyEncoder } from "@/lib/media/proxy"

export type ExtrasOrder = {
  /** Where the proxy's file is to be. */
  proxyPath: string
  asked?: Asked | undefined
  /** The still the clip should begin with, as people brought it. */
  reference?: Uint8Array | undefined
}

/** Why a part is missing; with a reason where the material itself is at fault. */
export type Fault = { reason: MediaFailureReason | null; detail: string }

/** Both are worth having, and neither is worth the clip. */
export type MadeExtras = { proxy: MadeProxy | Fault; measures: ClipMeasures | Fault }
export type MadeProxy = { width: number; height: number }

export type ExtrasMaker = {
  /** Shown every frame of a pass over the clip. Throws nothing. */
  watch(frame: Frame, facts: VideoFacts): Promise<void>
  /** Call once, after the pass. Throws the signal's reason when aborted, and nothing else. */
  finish(): Promise<MadeExtras>
  close(): Promise<void>
}

/** Makes a clip's proxy and its measures out of a pass over its frames that somebody else makes. */
export function openExtras(path: string, { proxyPath, asked, reference }: ExtrasOrder, signal?: AbortSignal): ExtrasMaker {
  const meter = createClipMeter(path, { asked, reference, signal })
  const [measuring, encoding] = [createTrial(), createTrial()]
  let proxy: ProxyEncoder | undefined
  return {
    async watch(frame, facts) {
      // The encoder works in a thread of its own while the meter computes here.
      const encoded = encoding.run(async () => {
        proxy ??= await createProxyEncoder(proxyPath, facts)
        await proxy.add(frame)
      })
      await measuring.run(() => meter.add(frame, facts))
      await encoded
    },
    async finish() {
      const measures = await measuring.run(() => meter.finish())
      const made = await encoding.run(async () => {
        await proxy?.finish()
        return proxy && { width: proxy.width, height: proxy.height }
      })
      signal?.throwIfAborted()
      return { proxy: made ?? encoding.fault(), measures: measures ?? measuring.fault() }
    },
    async close() {
      meter.close()
      await proxy?.close().catch(() => undefined)
    },
  }
}

/** Both of a clip in a pass of their own. Throws MediaError when the clip cannot be read. */
export async function makeExtras(
  path: string,
  order: ExtrasOrder,
  signal?: AbortSignal,
): Promise<{ facts: VideoFacts; extras: MadeExtras }> {
  const facts = await probeVideo(path, signal)
  const maker = openExtras(path, order, signal)
  let frameCount = 0
  try {
    for await (const frame of decodeFrames(path, facts, signal)) {
      await maker.watch(frame, facts).finally(() => frame.free())
      frameCount++
    }
    if (frameCount < facts.frameCount * minDecodedShare) {
      throw new MediaError("truncated", `${frameCount} of ${facts.frameCount} frames could be decoded`)
    }
    return { facts: { ...facts, frameCount }, extras: await maker.finish() }
  } finally {
    await maker.close()
  }
}

/** Runs steps until one fails; the fault is kept, and what would follow is left out. */
function createTrial() {
  let fault: Fault | undefined
  return {
    async run<Value>(step: () => Promise<Value>): Promise<Value | undefined> {
      if (fault) return undefined
      try {
        return await step()
      } catch (error) {
        fault = error instanceof MediaError ? error : { reason: null, detail: String(error) }
        return undefined
      }
    },
    fault: (): Fault => ({ reason: fault?.reason ?? null, detail: fault?.detail ?? "no frames" }),
  }
}
