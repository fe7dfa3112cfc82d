import "server-only"
import { z } from "zod"
import { db } from "@/lib/db"
import type { Prisma } from "@/lib/generated/prisma/client"
import { waitingTakes } from "@/lib/lanes/data"
import type { TakeWaiting } from "@/lib/lanes/schema"
import type { ProviderId } from "@/lib/providers/provider"
import { expectedSeconds, historyKey } from "@/lib/takes/history"
import { modelName } from "@/lib/takes/model-name"
import { cancelState, isActive, shotName, takeMoney } from "@/lib/takes/rules"
import type { DeliveredDifference, TakeStatus, TakeView } from "@/lib/takes/schema"
import type { AuthorizedTeamId } from "@/lib/teams/types"

/** What `toTakeView` needs of a take's row; for `db().take.find…({ select: takeSelect })`. */
export const takeSelect = {
  id: true,
  projectId: true,
  shotId: true,
  generationId: true,
  number: true,
  posterClipId: true,
  lastFrameClipId: true,
  differences: true,
  rating: true,
  createdAt: true,
  clip: true,
  proxy: { select: { id: true, width: true, height: true } },
  measures: { select: { loudnessLufs: true } },
  filmstrip: { select: { id: true, width: true, height: true } },
  shot: { select: { number: true, title: true, pickedTakeId: true } },
  generation: {
    select: {
      batchId: true,
      provider: true,
      model: true,
      mode: true,
      request: true,
      auto: true,
      status: true,
      progress: true,
      failure: true,
      cancelRequestedAt: true,
      acceptedAt: true,
      runningAt: true,
      finishedAt: true,
      unknownUntil: true,
      ingestBytes: true,
      ingestTotalBytes: true,
      priceEstimateMicros: true,
      priceActualMicros: true,
      promptVersion: { select: { number: true, text: true } },
      createdBy: { select: { id: true, name: true } },
    },
  },
} satisfies Prisma.TakeSelect

export type TakeRow = Prisma.TakeGetPayload<{ select: typeof takeSelect }>

const failureShape = z.object({
  kind: z.string(),
  message: z.string(),
  charged: z.boolean().nullish(),
  sentTo: z.string().optional(),
})
const autoShape = z.object({ policy: z.string(), why: z.string() })
const sentClip = z.object({ clipId: z.string() })
const requestShape = z.object({
  firstFrame: sentClip.optional(),
  lastFrame: sentClip.optional(),
  referenceImages: z.array(sentClip).default([]),
  sourceClip: sentClip.optional(),
})

/** A row as screens see it. `expected` is the model's own history in seconds, for takes that are still under way; `waiting` why a queued one waits. */
export function toTakeView(row: TakeRow, expected: number | null, waiting: TakeWaiting | null, now = Date.now()): TakeView {
  const { generation, shot, clip, filmstrip } = row
  const status: TakeStatus = generation.status === "submitting" ? "queued" : generation.status
  const failure = failureShape.safeParse(generation.failure).data
  const sent = requestShape.safeParse(generation.request).data
  const firstFrame = sent?.firstFrame
  const provider = generation.provider as ProviderId
  return {
    id: row.id,
    generationId: row.generationId,
    projectId: row.projectId,
    shotId: row.shotId,
    batchId: generation.batchId,
    shotNumber: shot.number,
    shotName: shotName(shot.title, generation.promptVersion?.text ?? ""),
    number: row.number,
    versionNumber: generation.promptVersion?.number ?? 0,
    provider,
    modelId: generation.model,
    modelName: modelName(generation.model),
    mode: generation.mode,
    auto: autoShape.safeParse(generation.auto).data ?? null,
    sentClipIds: [sent?.firstFrame, sent?.lastFrame, ...(sent?.referenceImages ?? []), sent?.sourceClip].flatMap(
      (clip) => clip?.clipId ?? [],
    ),
    status,
    waiting: generation.status === "queued" ? waiting : null,
    progress: status === "running" ? generation.progress : null,
    expectedSeconds: isActive(status) ? expected : null,
    createdAt: row.createdAt.toISOString(),
    runningAt: generation.runningAt?.toISOString() ?? null,
    finishedAt: generation.finishedAt?.toISOString() ?? null,
    failure: failure ? { ...failure, charged: failure.charged ?? null } : null,
    unknown:
      status === "unknown" && generation.unknownUntil
        ? { until: generation.unknownUntil.toISOString(), mayDecide: generation.unknownUntil.getTime() <= now }
        : null,
    money: takeMoney({
      mode: generation.mode,
      status,
      estimateMicros: Number(generation.priceEstimateMicros),
      actualMicros: generation.priceActualMicros === null ? null : Number(generation.priceActualMicros),
      wasCharged: failure?.charged ?? null,
    }),
    estimateMicros: Number(generation.priceEstimateMicros),
    ingest:
      status === "ingesting"
        ? {
            bytes: Number(generation.ingestBytes ?? 0),
            totalBytes: generation.ingestTotalBytes === null ? null : Number(generation.ingestTotalBytes),
          }
        : null,
    clip: clip && {
      id: clip.id,
      url: clipUrl(clip.id),
      mime: clip.mime,
      bytes: Number(clip.bytes),
      width: clip.width,
      height: clip.height,
      durationSeconds: clip.durationSeconds ?? 0,
      fps: clip.fps ?? 0,
      frameCount: clip.frameCount ?? 0,
      hasAudio: clip.hasAudio ?? false,
    },
    proxy: row.proxy && { url: clipUrl(row.proxy.id), width: row.proxy.width, height: row.proxy.height },
    loudnessLufs: row.measures?.loudnessLufs ?? null,
    posterUrl: row.posterClipId && clipUrl(row.posterClipId),
    filmstrip: clip && filmstrip && { url: clipUrl(filmstrip.id), frames: filmstripFrames(filmstrip, clip) },
    firstFrameUrl: firstFrame ? clipUrl(firstFrame.clipId) : null,
    hasLastFrame: row.lastFrameClipId !== null,
    differences: row.differences as DeliveredDifference[],
    isPicked: shot.pickedTakeId === row.id,
    rating: row.rating,
    author: generation.createdBy,
    cancel: cancelState({
      status,
      isSent: generation.status !== "queued",
      isAsked: generation.cancelRequestedAt !== null,
      provider,
    }),
  }
}

/** Rows as screens see them, in the order given; reads the models' history and the team's line once for those still under way. */
export async function toTakeViews(teamId: AuthorizedTeamId, rows: readonly TakeRow[]): Promise<TakeView[]> {
  const underWay = rows.map(({ generation }) => generation).filter(({ status }) => status === "submitting" || isActive(status))
  const [history, waiting] = await Promise.all([
    expectedSeconds(teamId, underWay),
    underWay.some(({ status }) => status === "queued") ? waitingTakes(teamId) : undefined,
  ])
  return rows.map((row) => toTakeView(row, history.get(historyKey(row.generation)) ?? null, waiting?.get(row.id) ?? null))
}

/** One take of the team, also from the trash; null when there is none. */
export async function takeViewById(teamId: AuthorizedTeamId, takeId: string): Promise<TakeView | null> {
  return (await takeViewsByIds(teamId, [takeId]))[0] ?? null
}

/** The team's takes among these ids, in the order of the ids; ids that are not the team's are left out. */
export async function takeViewsByIds(teamId: AuthorizedTeamId, takeIds: readonly string[]): Promise<TakeView[]> {
  const rows = await db().take.findMany({ where: { teamId, id: { in: [...takeIds] } }, select: takeSelect })
  const views = new Map((await toTakeViews(teamId, rows)).map((view) => [view.id, view]))
  return takeIds.flatMap((id) => views.get(id) ?? [])
}

/** Every take of a shot that is not in the trash, newest number first. */
export async function takesOfShot(teamId: AuthorizedTeamId, shotId: string): Promise<TakeView[]> {
  const rows = await db().take.findMany({
    where: { teamId, shotId, trashedAt: null },
    orderBy: { number: "desc" },
    select: takeSelect,
  })
  return toTakeViews(teamId, rows)
}

function clipUrl(clipId: string) {
  return `/api/clips/${clipId}`
}

/** A filmstrip is one row of equal pictures of the clip's shape, so its own shape tells how many. */
function filmstripFrames(strip: { width: number; height: number }, clip: { width: number; height: number }) {
  return Math.max(1, Math.round((strip.width * clip.height) / (strip.height * clip.width)))
}
