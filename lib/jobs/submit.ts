import "server-only"
import { db } from "@/lib/db"
import { env } from "@/lib/env"
import { AppError } from "@/lib/errors"
import { Prisma } from "@/lib/generated/prisma/client"
import { askVendorToStop } from "@/lib/jobs/cancel"
import { endNotTaken, sendOn } from "@/lib/jobs/fall-to-next"
import { frameRequestOf, storeFrame } from "@/lib/jobs/frames"
import { findGeneration, type JobGeneration } from "@/lib/jobs/generation"
import { endFor, toFailure } from "@/lib/jobs/report"
import { findSourceClip, readSourceClip } from "@/lib/jobs/source-clip"
import { readStills } from "@/lib/jobs/stills"
import { backoffSeconds, inSeconds, maxSubmitAttempts, nextLookSeconds, submitTimeoutSeconds } from "@/lib/jobs/timing"
import { transition } from "@/lib/jobs/transition"
import { findTurn, giveTurnBack, takeTurn } from "@/lib/jobs/turn"
import { called, vendorOf } from "@/lib/jobs/vendor"
import { vendorAnswered, vendorFailed } from "@/lib/jobs/wake"
import { alone, insist, type Work } from "@/lib/jobs/work"
import { log } from "@/lib/log"
import { MediaError } from "@/lib/media/errors"
import { ProviderError } from "@/lib/providers/errors"
import { toFailureKind } from "@/lib/providers/failure-message"
import { unsupportedModel } from "@/lib/providers/outcomes"
import type { FrameSubmission, PollingPlan, Submission, SubmitCall, VideoProvider } from "@/lib/providers/provider"
import { callbackUrl, mintToken } from "@/lib/webhooks/callback"

/**
 * Sends one generation to its vendor, at most once. `submitting` is committed before the POST, so that whoever finds it
 * with nobody at work knows that an answer was lost, and never sends it again.
 */
export async function submit(generationId: string, work: Work): Promise<void> {
  await alone(work, generationId, async () => {
    const generation = await findGeneration(generationId)
    if (generation?.status === "submitting") return cutOff(generation, "the worker ended while it was sending")
    if (generation?.status === "queued") await send(generation)
  })
}

type Prepared = { provider: VideoProvider; stills: Awaited<ReturnType<typeof readStills>> }

async function send(generation: JobGeneration): Promise<void> {
  const turn = await findTurn(generation)
  if (!turn) return
  const prepared = await prepare(generation)
  if (!prepared) return
  const { provider, stills } = prepared
  const { token, hash } = mintToken()
  const address = provider.webhook && callbackUrl(generation, token)
  if (!(await takeTurn(generation, turn, { callbackTokenHash: hash, hasCallback: address !== undefined }))) return

  let submission: FrameSubmission
  try {
    submission = await called(generation, "submit", () =>
      post(provider, generation, {
        signal: AbortSignal.timeout(submitTimeoutSeconds[generation.kind] * 1000),
        idempotencyKey: generation.id,
        callbackUrl: address,
        readImage: stills,
        readClip: (clip) => readSourceClip(generation, clip),
      }),
    )
  } catch (error) {
    return insist(() => notAccepted(generation, error))
  }
  const { made } = submission
  if (made) await insist(() => madeAtOnce(generation, submission, made))
  else await insist(() => accepted(generation, submission, provider.polling, address !== undefined))
  await vendorAnswered(generation, { wasAccepted: true })
}

function post(provider: VideoProvider, generation: JobGeneration, call: SubmitCall): Promise<FrameSubmission> {
  if (generation.kind === "video") return provider.submit(generation.request, call)
  if (!provider.submitFrames) throw unsupportedModel(provider.id, generation.model)
  return provider.submitFrames(frameRequestOf(generation), call)
}

/** The vendor answered with the pictures themselves: they are stored before anything else, since nobody can ask for them again. */
async function madeAtOnce(
  generation: JobGeneration,
  { jobRef, vendorJobId }: Submission,
  { images, costMicros }: NonNullable<FrameSubmission["made"]>,
): Promise<void> {
  for (const [position, { bytes }] of images.entries()) {
    await storeFrame(generation, position, bytes).catch((error: unknown) => {
      if (!(error instanceof MediaError)) throw error
      log().warn({ generationId: generation.id, position, error }, "made still not stored")
    })
  }
  await transition({
    generationId: generation.id,
    to: "ingesting",
    from: ["submitting", "unknown"],
    facts: { jobRef, vendorJobId, remoteFiles: [], priceActualMicros: costMicros ?? null, ingestAttempts: 0 },
    next: { task: "ingest" },
    via: "submit",
  })
}

/** Everything that can go wrong before the vendor is asked; null when it did, and the generation has ended for it. */
async function prepare(generation: JobGeneration): Promise<Prepared | null> {
  try {
    const { sourceClip } = generation.request
    if (sourceClip) await findSourceClip(generation, sourceClip)
    return { provider: await vendorOf(generation), stills: await readStills(generation) }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const kind = error.code === "unavailable" ? "auth" : "invalid_request"
    log().warn({ generationId: generation.id, error }, "generation cannot be sent")
    const failure = { kind, message: error.message, charged: false }
    await endNotTaken(generation, { to: "failed", from: ["queued"], failure })
    return null
  }
}

async function accepted(
  generation: JobGeneration,
  { jobRef, vendorJobId }: Submission,
  plan: PollingPlan,
  hasCallback: boolean,
): Promise<void> {
  const runAt = inSeconds(nextLookSeconds(plan, hasCallback, 0))
  const isRunning = await transition({
    generationId: generation.id,
    to: "running",
    from: ["submitting", "unknown"],
    facts: { jobRef, vendorJobId, nextCheckAt: runAt, checkAttempts: 0 },
    next: { task: "check", runAt },
    via: "submit",
  })
  // A callback was faster than this answer and has moved it on: that stands. The reference serves later looks.
  if (!isRunning) return keepReference(generation.id, { jobRef, vendorJobId })
  const now = await findGeneration(generation.id)
  if (now?.cancelRequestedAt) await askVendorToStop(now).catch((error) => log().warn({ error }, "vendor not asked to stop"))
}

async function keepReference(id: string, { jobRef, vendorJobId }: Submission): Promise<void> {
  await db().generation.updateMany({
    where: { id, jobRef: { equals: Prisma.DbNull } },
    data: { jobRef: jobRef ?? Prisma.JsonNull, vendorJobId },
  })
}

async function notAccepted(generation: JobGeneration, error: unknown): Promise<void> {
  const downUntil = await vendorFailed(generation, error)
  if (!(error instanceof ProviderError) || error.acceptance === "maybe") return cutOff(generation, String(error))
  const generationId = generation.id
  const { cancelRequestedAt, submitAttempts } = (await findGeneration(generationId)) ?? generation
  if (error.isRetryable && cancelRequestedAt) {
    return void (await transition({ generationId, to: "cancelled", from: ["submitting"], via: "submit" }))
  }
  const kind = toFailureKind(error.kind)
  const failure = toFailure(generation, { kind, vendorText: error.message, charged: false }, "nothing")
  if (!error.isRetryable || submitAttempts >= maxSubmitAttempts) {
    return endNotTaken(generation, { to: endFor(kind), from: ["submitting"], failure })
  }
  // What a policy chose does not wait for a vendor that is down.
  if (downUntil && (await sendOn(generation, { to: "failed", from: ["submitting"], failure })) === "sent") return
  await giveTurnBack(generation, error, downUntil ?? inSeconds(backoffSeconds(submitAttempts, 2, 60)))
}

/** Nobody knows whether the vendor took it: looked for until the stated time, then the person decides. Never sent again. */
async function cutOff(generation: JobGeneration, why: string): Promise<void> {
  const moved = await transition({
    generationId: generation.id,
    to: "unknown",
    facts: { unknownUntil: inSeconds(env().UNKNOWN_SECONDS), checkAttempts: 0 },
    next: { task: "reconcile", runAt: inSeconds(1) },
    via: "submit",
  })
  if (moved) log().warn({ generationId: generation.id, provider: generation.provider, why }, "submit cut off")
}
