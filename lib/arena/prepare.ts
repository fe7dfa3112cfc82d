import "server-only"
import { createWriteStream } from "node:fs"
import { rm } from "node:fs/promises"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import type { ReadableStream as WebStream } from "node:stream/web"
import { prepareLater } from "@/lib/arena/mutations"
import {
  blindKey,
  finishPreparing,
  keepClip,
  leaveOut,
  type PreparedSession,
  type PreparedTake,
  preparingSession,
  takesToPrepare,
} from "@/lib/arena/prepare-data"
import { db } from "@/lib/db"
import { AppError } from "@/lib/errors"
import type { Work } from "@/lib/jobs/work"
import { log } from "@/lib/log"
import { type BlindForm, formOfShot } from "@/lib/media/blind-form"
import { commonLoudness, type Heard } from "@/lib/media/blind-sound"
import { MediaError } from "@/lib/media/errors"
import type { VideoFacts } from "@/lib/media/probe"
import { inMediaProcess } from "@/lib/media/process/run"
import { storage, temporaryFile } from "@/lib/storage/open"

type Source = { takeId: string; path: string; facts: VideoFacts }

/**
 * Makes the blind clips of one shot of a session, and has itself called again for the next, so that finished takes of others
 * get their turn between; after the last the session opens. May be cut short anywhere and run again: a clip that is there
 * under its name is the right one, and the session opens once.
 */
export async function prepareSession(sessionId: string, work: Work): Promise<void> {
  const release = await work.presence.tryLock(`judging session ${sessionId}`)
  if (!release) return prepareLater(db(), sessionId, new Date(Date.now() + 2000))
  try {
    const session = await preparingSession(sessionId)
    if (!session) return
    const takes = await takesToPrepare(session)
    const shotId = takes.find(({ storageKey, failure }) => storageKey === null && failure === null)?.shotId
    if (shotId === undefined) return await finishPreparing(session)
    await prepareShot(session, takes, shotId, work.signal)
    await prepareLater(db(), sessionId)
  } catch (error) {
    if (!work.signal.aborted) throw error
    await prepareLater(db(), sessionId)
  } finally {
    await release()
  }
}

async function prepareShot(session: PreparedSession, all: PreparedTake[], shotId: string, signal: AbortSignal): Promise<void> {
  const takes = all.filter((take) => take.shotId === shotId && take.failure === null)
  const edges = all.flatMap(({ source }) => (source ? [Math.min(source.width, source.height)] : []))
  const sources: Source[] = []
  const failures = new Map<string, string>()
  try {
    for (const take of takes) await fetchSource(take, sources, failures, signal)
    const facts = sources.map(({ takeId, facts }) => ({ takeId, ...facts }))
    const { clipFps: fps, coversMarks } = session
    const shaped = formOfShot(facts, { fps, edges, coversMarks })
    for (const [takeId, failure] of shaped.failures) failures.set(takeId, failure)
    if (failures.size > 0 || !shaped.form) return await leaveOut(session, shotId, failures)

    const heard: Heard[] = []
    for (const source of sources) {
      heard.push(await inMediaProcess("listen", { source, length: shaped.form }, signal))
    }
    const form: BlindForm = { ...shaped.form, loudnessLufs: commonLoudness(heard) }
    for (const source of sources) {
      const failure = await makeClip(session, source, form, signal)
      if (failure !== null) return await leaveOut(session, shotId, new Map([[source.takeId, failure]]))
    }
  } finally {
    await Promise.all(sources.map(({ path }) => rm(path, { force: true })))
  }
}

/** Copies a take's clip to where it can be read; one that is gone or broken is left out. */
async function fetchSource(
  { takeId, source }: PreparedTake,
  sources: Source[],
  failures: Map<string, string>,
  signal: AbortSignal,
): Promise<void> {
  const path = await temporaryFile()
  try {
    if (!source) throw new AppError("not_found", "The take has no clip.")
    const body = await storage().get(source.storageKey)
    await pipeline(Readable.fromWeb(body as WebStream<Uint8Array>), createWriteStream(path), { signal })
    sources.push({ takeId, path, facts: await inMediaProcess("probe", { path }, signal) })
  } catch (error) {
    await rm(path, { force: true })
    failures.set(takeId, failureOf(error, takeId, signal))
  }
}

/** Makes and stores one clip unless it is there; returns why it could not be made. */
async function makeClip(
  session: PreparedSession,
  source: Source,
  form: BlindForm,
  signal: AbortSignal,
): Promise<string | null> {
  const key = blindKey(session, source.takeId, form)
  if (!(await storage().head(key))) {
    const path = await temporaryFile()
    const start = performance.now()
    try {
      await inMediaProcess("blindClip", { source, target: path, form }, signal)
      await storage().putFile(key, path, { mime: "video/mp4" })
      const durationMs = Math.round(performance.now() - start)
      log().info({ sessionId: session.id, takeId: source.takeId, durationMs }, "blind clip made")
    } catch (error) {
      return failureOf(error, source.takeId, signal)
    } finally {
      await rm(path, { force: true })
    }
  }
  await keepClip(session, source.takeId, key, form)
  return null
}

/** The sentence for a take that is left out; throws what is not about its clip. */
function failureOf(error: unknown, takeId: string, signal: AbortSignal): string {
  if (signal.aborted) throw error
  const isGone = error instanceof AppError && error.code === "not_found"
  if (!isGone && !(error instanceof MediaError)) throw error
  log().warn({ takeId, error }, "no blind clip")
  return isGone ? "Its clip is not stored any more." : "Its clip cannot be read to the end."
}
