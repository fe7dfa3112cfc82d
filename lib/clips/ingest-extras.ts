import "server-only"
import { createHash } from "node:crypto"
import { createReadStream } from "node:fs"
import { rm } from "node:fs/promises"
import { storeClip } from "@/lib/clips/mutations"
import { log } from "@/lib/log"
import type { ExtrasOrder, MadeExtras, MadeProxy } from "@/lib/media/extras"
import type { VideoFacts } from "@/lib/media/probe"
import { inMediaProcess } from "@/lib/media/process/run"
import { proxyMime } from "@/lib/media/proxy"
import { temporaryFile } from "@/lib/storage/open"
import type { Measured } from "@/lib/takes/measures-schema"
import type { AuthorizedTeamId } from "@/lib/teams/types"

export type Extras = { proxyClipId: string | null; measured: Measured }

/** What was asked for, and the still the clip should begin with as people brought it. */
export type Against = Pick<ExtrasOrder, "asked" | "reference">

/**
 * Both of a clip whose file is here, in a pass of their own. Throws MediaError when the clip cannot be read, the signal's
 * reason when aborted, and what storing throws.
 */
export async function makeExtras(
  teamId: AuthorizedTeamId,
  path: string,
  against: Against,
  signal: AbortSignal,
): Promise<Extras> {
  const proxyPath = await temporaryFile()
  try {
    const { facts, extras } = await inMediaProcess("extras", { path, proxyPath, ...against }, signal)
    return await storeExtras(teamId, proxyPath, extras, facts)
  } finally {
    await rm(proxyPath, { force: true })
  }
}

/** Stores the proxy. A part that could not be made is logged and told in the answer: neither is worth the clip. */
export async function storeExtras(
  teamId: AuthorizedTeamId,
  proxyPath: string,
  { proxy, measures }: MadeExtras,
  facts: VideoFacts,
): Promise<Extras> {
  for (const [part, made] of Object.entries({ proxy, measures })) {
    if ("detail" in made) log().warn({ part, fault: made }, "a clip is taken in without a part of what goes with it")
  }
  return {
    proxyClipId: "detail" in proxy ? null : await storeProxy(teamId, proxyPath, proxy, facts),
    measured: "detail" in measures ? { measures: null, failure: wordsFor(measures) } : { measures, failure: null },
  }
}

async function storeProxy(teamId: AuthorizedTeamId, path: string, { width, height }: MadeProxy, facts: VideoFacts) {
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

function wordsFor({ reason }: { reason: string | null }): string {
  return reason === "not_an_image"
    ? "The shot's first frame could not be read, so the clip was not measured."
    : "The clip could not be measured."
}
