import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, test } from "vitest"
import { db } from "@/lib/db"
import { measureClip } from "@/lib/media/measure/measure"
import { renderTestClip } from "@/lib/media/testing"
import { measuresOfTakes } from "@/lib/takes/measures-data"
import { aShot, aTake } from "@/lib/takes/testing"
import { createTestDatabase } from "@/lib/testing/database"

await createTestDatabase()

test("measures are read back as they were made, a failure as its words, and what waits has no entry", async () => {
  const folder = await mkdtemp(join(tmpdir(), "rushes-measures-"))
  const path = join(folder, "clip.mp4")
  await renderTestClip(path, { sound: true, frames: 24 })
  const measures = await measureClip(path)
  await rm(folder, { recursive: true })
  const shot = await aShot()
  const [measured, failed, waiting] = [await aTake(shot), await aTake(shot), await aTake(shot)]
  const { teamId } = shot
  await db().takeMeasures.create({ data: { takeId: measured.takeId, teamId, version: 1, measures } })
  await db().takeMeasures.create({ data: { takeId: failed.takeId, teamId, version: 1, failure: "It could not be measured." } })
  expect(await measuresOfTakes(teamId, [measured.takeId, failed.takeId, waiting.takeId])).toEqual({
    [measured.takeId]: { measures, failure: null },
    [failed.takeId]: { measures: null, failure: "It could not be measured." },
  })
})

test("measures of another shape are not shown", async () => {
  const shot = await aShot()
  const { takeId } = await aTake(shot)
  await db().takeMeasures.create({ data: { takeId, teamId: shot.teamId, version: 1, measures: { loudness: 3 } } })
  expect(await measuresOfTakes(shot.teamId, [takeId])).toEqual({ [takeId]: { measures: null, failure: null } })
})

test("another team's takes are not measured for us", async () => {
  const [ours, theirs] = [await aShot(), await aShot()]
  const { takeId } = await aTake(theirs)
  await db().takeMeasures.create({ data: { takeId, teamId: theirs.teamId, version: 1, failure: "Theirs." } })
  expect(await measuresOfTakes(ours.teamId, [takeId])).toEqual({})
})
