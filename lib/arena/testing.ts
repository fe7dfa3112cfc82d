import { randomUUIDv7 } from "node:crypto"
import { judgeView } from "@/lib/arena/judging"
import { createSession } from "@/lib/arena/mutations"
import { type JudgePair, type NewSession, newSession } from "@/lib/arena/schema"
import { db } from "@/lib/db"
import type { Role } from "@/lib/generated/prisma/enums"
import { bodyOf } from "@/lib/storage/body"
import { storage } from "@/lib/storage/open"
import { anotherShot, aShot, aTake, type TestShot } from "@/lib/takes/testing"
import type { TeamAccess } from "@/lib/teams/types"

export type TestArena = {
  access: TeamAccess
  shot: TestShot
  shotIds: string[]
  /** By shot and then model, in the order they were asked for. */
  takeIds: string[][]
}

/** A team with shots and one finished take of each model in each, without bytes. */
export async function anArena(shots: number, models: readonly string[]): Promise<TestArena> {
  const shot = await aShot()
  const shotIds = [shot.shotId]
  for (let number = 2; number <= shots; number++) shotIds.push(await anotherShot(shot, number, `Shot ${number}`))
  const takeIds: string[][] = []
  for (const shotId of shotIds) {
    const row: string[] = []
    for (const model of models) row.push((await aTake({ ...shot, shotId }, { model })).takeId)
    takeIds.push(row)
  }
  return { access: await accessOf(shot, shot.userId, "owner"), shot, shotIds, takeIds }
}

/** Another person of the team. */
export async function aMember({ shot }: Pick<TestArena, "shot">, name: string, role: Role = "reviewer"): Promise<TeamAccess> {
  const user = await db().user.create({ data: { name, email: `${randomUUIDv7()}@example.com` } })
  await db().membership.create({ data: { teamId: shot.teamId, userId: user.id, role } })
  return accessOf(shot, user.id, role)
}

async function accessOf(shot: TestShot, userId: string, role: Role): Promise<TeamAccess> {
  const { id, name, email } = await db().user.findUniqueOrThrow({ where: { id: userId } })
  return { teamId: shot.teamId, team: { slug: shot.team, name: "Harbour" }, user: { id, name, email }, role }
}

/** The form's input for a session of all the arena's takes. */
export function aNewSession(arena: TestArena, changes: Partial<NewSession> = {}) {
  const input = { projectId: arena.shot.projectId, name: "Night", questions: ["Look", "Motion"], judgeIds: null }
  return newSession.parse({ ...input, takeIds: arena.takeIds.flat(), ...changes })
}

/** A session whose clips stand ready, as if the worker had made them: a few bytes each, so long that voting opens at once. */
export async function anOpenSession(arena: TestArena, changes: Partial<NewSession> = {}): Promise<string> {
  const { sessionId } = await createSession(arena.access, aNewSession(arena, changes))
  const storageKey = `blind/${sessionId}.mp4`
  await storage().put(storageKey, bodyOf(Buffer.from("clip")), { mime: "video/mp4" })
  const form = { width: 854, height: 480, durationSeconds: 0, hasAudio: false }
  await db().sessionTake.updateMany({ where: { sessionId }, data: { storageKey, bytes: 4, ...form } })
  await db().judgingSession.update({ where: { id: sessionId }, data: { status: "open", clipBytes: 64 } })
  return sessionId
}

/** The pair before a judge; fails when there is none. */
export async function pairOfJudge(access: TeamAccess, sessionId: string): Promise<JudgePair> {
  const { pair, state } = await judgeView(access, sessionId)
  if (!pair) throw new Error(`There is no pair: ${state}`)
  return pair
}

/** The token at the end of a clip's address. */
export function tokenOf(url: string): string {
  return url.split("/").at(-1) ?? ""
}
