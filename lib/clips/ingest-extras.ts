import "server-only"
import { createHash } from "node:crypto"
import { createReadStream } from "node:fs"
import { rm } from "node:fs/promises"
import type { Frame } from "node-av/lib"
import { storeClip } from "@/lib/clips/mutations"
import { log } from "@/lib/log"
import { decodeFrames, minDecodedShare } from "@/lib/media/decode-frames"
import { MediaError } from "@/lib/media/errors"
import { createClipMeter, type MeasureOptions } from "@/lib/media/measure/measure"
import { probeVideo, type VideoFacts } from "@/lib/media/probe"
import { createProxyEncoder, type ProxyEncoder, proxyMime } from "@/lib/media/proxy"
import { temporaryFile } from "@/lib/storage/open"
import type { Measured } from "@/lib/takes/measures-schema"
import type { AuthorizedTeamId } from "@/lib/teams/types"

export type Extras = { proxyClipId: string | null; measured: Measured }

export type ExtrasMaker = {
  /** Shown every frame of a pass over the clip. Throws nothing. */
  watch(frame: Frame, facts: VideoFacts): Promise<void>
  /** Call once, after the pass, while the clip's file is in place; `facts` are those of the frames that were shown. */
  finish(facts: VideoFacts): Promise<Extras>
  /** Leaves no temporary file. */
  close(): Promise<void>
}

/**
 * Makes a clip's proxy and its measures out of a pass over its frames that somebody else makes. Neither is worth the clip:
 * what goes wrong is logged and told in the answer. `finish` throws the signal's reason when aborted, and what storing throws.
 */
export async function openExtras(teamId: AuthorizedTeamId, path: string, options: MeasureOptions): Promise<ExtrasMaker> {
  const proxyPath = await temporaryFile()
  const meter = createClipMeter(path, options)
  const [measuring, encoding] = [createTrial("measures"), createTrial("proxy")]
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
    async finish(facts) {
      const measures = await measuring.run(() => meter.finish())
      await encoding.run(async () => proxy?.finish())
      options.signal?.throwIfAborted()
      return {
        proxyClipId: proxy && !encoding.fault ? await storeProxy(teamId, proxyPath, proxy, facts) : null,
        measured: measures ? { measures, failure: null } : { measures: null, failure: wordsFor(measuring.fault) },
      }
    },
    async close() {
      meter.close()
      await encoding.run(async () => proxy?.close())
      await rm(proxyPath, { force: true })
    },
  }
}

/** Both of a clip whose file is here, in a pass of their own. Throws MediaError when the clip cannot be read. */
export async function makeExtras(teamId: AuthorizedTeamId, path: string, options: MeasureOptions): Promise<Extras> {
  const facts = await probeVideo(path, options.signal)
  const extras = await openExtras(teamId, path, options)
  let frameCount = 0
  try {
    for await (const frame of decodeFrames(path, facts, options.signal)) {
      await extras.watch(frame, facts).finally(() => frame.free())
      frameCount++
    }
    if (frameCount < facts.frameCount * minDecodedShare) {
      throw new MediaError("truncated", `${frameCount} of ${facts.frameCount} frames could be decoded`)
    }
    return await extras.finish({ ...facts, frameCount })
  } finally {
    await extras.close()
  }
}

async function storeProxy(teamId: AuthorizedTeamId, path: string, { width, height }: ProxyEncoder, facts: VideoFacts) {
  const hash = createHash("sha256")
  let bytes = 0
  for await (const chunk of createReadStream(path)) {
    hash.update(chunk)
    bytes += chunk.length
  }
  const { durationSeconds, fps, frameCount } = facts
  const { id } = await storeClip(teamId, {
    ...{ kind: "video", mime: proxyMime, width, height, durationSeconds, fps, frameCount, hasAudio: false },
    content: { path, sha256: hash.digest("hex"), bytes },
  })
  return id
}

function wordsFor(fault: unknown): string {
  const isAboutReference = fault instanceof MediaError && fault.reason === "not_an_image"
  return isAboutReference
    ? "The shot's first frame could not be read, so the clip was not measured."
    : "The clip could not be measured."
}

/** Runs steps until one fails; the fault is kept, and what would follow is left out. */
function createTrial(part: string) {
  const trial = {
    fault: undefined as unknown,
    async run<Value>(step: () => Promise<Value>): Promise<Value | undefined> {
      if (trial.fault !== undefined) return undefined
      try {
        return await step()
      } catch (error) {
        trial.fault = error
        log().warn({ part, error }, "a clip is taken in without a part of what goes with it")
        return undefined
      }
    },
  }
  return trial
}
