import { createHash } from "node:crypto"
import { copyFile, readFile } from "node:fs/promises"
import { join } from "node:path"
import type { BenchContext } from "@/bench/context"
import { makeGallery } from "@/bench/fixtures"
import { type Ingested, ingestFile } from "@/lib/clips/ingest"
import { renderTestClip } from "@/lib/media/testing"
import { temporaryFile } from "@/lib/storage/open"

export type ComparedTake = { takeId: string; clipId: string; width: number; height: number; fps: number; frames: number }
export type ComparedTakes = { /** Where they are compared. */ path: string; takes: ComparedTake[] }

/** Four 720p clips that share nothing: rate, length, shape. Every frame spells its number, and has many bytes. */
const clips = [
  { width: 1280, height: 720, fps: 24, frames: 120 },
  { width: 1280, height: 720, fps: 25, frames: 150 },
  { width: 960, height: 720, fps: 60, frames: 240 },
  { width: 720, height: 1280, fps: 30, frames: 165 },
]

const made = new WeakMap<BenchContext, Promise<ComparedTakes>>()

/** The four as takes of one project, taken in as a vendor's clips are, with their proxies. Made once per run. */
export function compareTakes(context: BenchContext): Promise<ComparedTakes> {
  const known = made.get(context) ?? make(context)
  made.set(context, known)
  return known
}

async function make(context: BenchContext): Promise<ComparedTakes> {
  const pool = await context.database()
  const team = await context.team()
  context.say("Making four takes of four rates, lengths and shapes …")
  const files: Ingested[] = []
  for (const [index, clip] of clips.entries()) {
    const path = join(context.folder, `numbered-${index}.mp4`)
    await renderTestClip(path, { ...clip, noise: true })
    const bytes = await readFile(path)
    const copy = await temporaryFile()
    await copyFile(path, copy)
    const sha256 = createHash("sha256").update(bytes).digest("hex")
    files.push(await ingestFile(team.access.teamId, copy, { bytes: bytes.byteLength, sha256 }, { measure: {} }))
  }
  const projectId = await makeGallery(
    pool,
    team,
    clips.length,
    files.map((file) => ({
      clip: file.clipId,
      poster: file.posterClipId,
      filmstrip: file.filmstripClipId,
      firstFrame: file.firstFrameClipId,
      lastFrame: file.lastFrameClipId,
    })),
  )
  for (const { clipId, proxyClipId } of files) {
    if (proxyClipId === null) throw new Error("A clip got no proxy.")
    await pool.query(`update "Take" set "proxyClipId" = $1 where "clipId" = $2`, [proxyClipId, clipId])
  }
  const { rows } = await pool.query<{ id: string; clipId: string }>(
    `select id, "clipId" from "Take" where "projectId" = $1 order by number`,
    [projectId],
  )
  const takes = rows.map(({ id, clipId }) => {
    const clip = clips[files.findIndex((file) => file.clipId === clipId)]
    if (!clip) throw new Error("A take has a clip of another row.")
    return { takeId: id, clipId, ...clip }
  })
  const ids = takes.map(({ takeId }) => takeId).join(",")
  return { path: `/${team.slug}/takes-${clips.length}/compare?takes=${ids}`, takes }
}
