import "server-only"
import { randomBytes } from "node:crypto"
import type { z } from "zod"
import { shotsOfOneModel } from "@/lib/arena/rules"
import type { newSession } from "@/lib/arena/schema"
import { db, type Transaction } from "@/lib/db"
import { AppError } from "@/lib/errors"
import type { Prisma } from "@/lib/generated/prisma/client"
import { patience } from "@/lib/generations/mutations"
import { enqueue } from "@/lib/jobs/queue"
import { commonFps } from "@/lib/media/blind-form"
import type { TeamAccess } from "@/lib/teams/types"

const nothing = "No session was made."

/**
 * Makes a session of finished takes of one project and has their blind clips made. Throws AppError "not_found" (the project,
 * a take or a judge is not the team's) or "invalid_input" (a take is unfinished or in the trash, a shot has one model only).
 */
export async function createSession(access: TeamAccess, input: z.output<typeof newSession>): Promise<{ sessionId: string }> {
  const { teamId, user } = access
  const { projectId, name, questions, judgeIds, coversMarks } = input
  return db().$transaction(async (tx) => {
    const project = await tx.project.findFirst({ where: { id: projectId, teamId }, select: { id: true } })
    if (!project) throw new AppError("not_found", `This project no longer exists. ${nothing}`)
    const takes = await chosenTakes(tx, access, input)
    if (judgeIds) await requireMembers(tx, access, judgeIds)
    const session = await tx.judgingSession.create({
      data: {
        ...{ teamId, projectId, name, questions, coversMarks, createdById: user.id },
        ...{ seed: randomBytes(16).toString("hex"), isForAll: judgeIds === null },
        clipFps: commonFps(takes.map(({ clip }) => clip.fps ?? 0)),
        takes: {
          create: takes.map(({ id: takeId, shotId, generation }) => ({ teamId, takeId, shotId, model: generation.model })),
        },
        judges: { create: [...new Set(judgeIds)].map((userId) => ({ teamId, userId })) },
      },
      select: { id: true },
    })
    await prepareLater(tx, session.id)
    await audit(tx, access, "arena.session_created", { sessionId: session.id, name })
    return { sessionId: session.id }
  }, patience)
}

async function chosenTakes(tx: Transaction, { teamId }: TeamAccess, input: z.output<typeof newSession>) {
  const takeIds = [...new Set(input.takeIds)]
  const rows = await tx.take.findMany({
    where: { teamId, id: { in: takeIds }, projectId: input.projectId },
    orderBy: { id: "asc" },
    select: {
      ...{ id: true, number: true, shotId: true, trashedAt: true, clip: { select: { kind: true, fps: true } } },
      shot: { select: { number: true } },
      generation: { select: { model: true, status: true } },
    },
  })
  if (rows.length < takeIds.length) {
    throw new AppError("not_found", `One of the takes is not in this project any more. ${nothing}`)
  }
  const takes = rows.map(({ clip, ...take }) => {
    const name = `Take ${take.number} of shot ${take.shot.number}`
    if (take.trashedAt !== null) throw refusal(`${name} is in the trash.`)
    if (take.generation.status !== "succeeded" || clip?.kind !== "video") throw refusal(`${name} has no finished clip.`)
    return { ...take, clip }
  })
  const lonely = new Set(shotsOfOneModel(takes.map(({ shotId, generation }) => ({ shotId, model: generation.model }))))
  const numbers = [...new Set(takes.filter(({ shotId }) => lonely.has(shotId)).map(({ shot }) => shot.number))]
  if (numbers.length > 0) {
    const which = numbers.length === 1 ? `Shot ${numbers[0]} has` : `Shots ${numbers.join(", ")} have`
    throw refusal(`${which} takes of one model only. Add another model's take, or leave it out.`)
  }
  return takes
}

async function requireMembers(tx: Transaction, { teamId }: TeamAccess, userIds: readonly string[]): Promise<void> {
  const wanted = [...new Set(userIds)]
  const count = await tx.membership.count({ where: { teamId, userId: { in: wanted } } })
  if (count < wanted.length) throw new AppError("not_found", `One of the judges is not in this team. ${nothing}`)
}

/** Ends the voting. What was voted stays, and the session can be opened again. Throws AppError "not_found", "not_allowed". */
export async function closeSession(access: TeamAccess, sessionId: string): Promise<void> {
  await db().$transaction(async (tx) => {
    const session = await lockManaged(tx, access, sessionId)
    if (session.status === "closed") return
    await tx.judgingSession.update({ where: { id: sessionId }, data: { status: "closed", closedAt: new Date() } })
    await audit(tx, access, "arena.session_closed", { sessionId })
  }, patience)
}

/**
 * Opens the voting again. Where there was nothing to judge, the clips that could not be made are tried once more. Throws
 * AppError "not_found", "not_allowed".
 */
export async function reopenSession(access: TeamAccess, sessionId: string): Promise<void> {
  await db().$transaction(async (tx) => {
    const session = await lockManaged(tx, access, sessionId)
    if (session.status !== "closed") return
    const isReady = session.clipBytes !== null
    await tx.judgingSession.update({
      where: { id: sessionId },
      data: { status: isReady ? "open" : "preparing", closedAt: null },
    })
    if (!isReady) {
      await tx.sessionTake.updateMany({ where: { sessionId, teamId: access.teamId }, data: { failure: null } })
      await prepareLater(tx, sessionId)
    }
    await audit(tx, access, "arena.session_reopened", { sessionId })
  }, patience)
}

/** Gives a session another name. Throws AppError "not_found", "not_allowed". */
export async function renameSession(access: TeamAccess, sessionId: string, name: string): Promise<void> {
  await db().$transaction(async (tx) => {
    await lockManaged(tx, access, sessionId)
    await tx.judgingSession.update({ where: { id: sessionId }, data: { name } })
  }, patience)
}

/**
 * Leaves a judge's ballots out of the session's figures; they stay stored, and the report says so and why. Throws AppError
 * "not_found", "not_allowed".
 */
export async function leaveOutJudge(
  access: TeamAccess,
  { sessionId, judgeId, reason }: { sessionId: string; judgeId: string; reason: string },
): Promise<void> {
  const { teamId, user } = access
  await db().$transaction(async (tx) => {
    await lockManaged(tx, access, sessionId)
    const seen = await tx.showing.findFirst({ where: { teamId, sessionId, judgeId }, select: { id: true } })
    if (!seen) throw new AppError("not_found", "This person has not judged in this session.")
    await tx.raterExclusion.upsert({
      where: { sessionId_judgeId: { sessionId, judgeId } },
      create: { teamId, sessionId, judgeId, reason, excludedById: user.id },
      update: { reason, excludedById: user.id, createdAt: new Date() },
    })
    await audit(tx, access, "arena.judge_left_out", { sessionId, judgeId, reason })
  }, patience)
}

/** Counts a judge's ballots again. Throws AppError "not_found", "not_allowed". */
export async function readmitJudge(access: TeamAccess, sessionId: string, judgeId: string): Promise<void> {
  await db().$transaction(async (tx) => {
    await lockManaged(tx, access, sessionId)
    const { count } = await tx.raterExclusion.deleteMany({ where: { teamId: access.teamId, sessionId, judgeId } })
    if (count > 0) await audit(tx, access, "arena.judge_readmitted", { sessionId, judgeId })
  }, patience)
}

/** Holds a session for somebody who may manage it: an owner of the team, or the member who made it. */
async function lockManaged(tx: Transaction, { teamId, user, role }: TeamAccess, sessionId: string) {
  await tx.$executeRaw`
    select from "JudgingSession" where id = ${sessionId}::uuid and "teamId" = ${teamId}::uuid for no key update`
  const session = await tx.judgingSession.findFirst({
    where: { id: sessionId, teamId },
    select: { status: true, clipBytes: true, createdById: true },
  })
  if (!session) throw new AppError("not_found", "This session no longer exists.")
  if (role !== "owner" && session.createdById !== user.id) {
    throw new AppError("not_allowed", "Only who made the session, or an owner of the team, may do this.")
  }
  return session
}

/** One job per session; see lib/arena/prepare.ts. */
export function prepareLater(tx: Transaction, sessionId: string, runAt?: Date): Promise<void> {
  return enqueue(tx, "blind", { sessionId }, { jobKey: `blind:${sessionId}`, ...(runAt && { runAt }) })
}

async function audit(tx: Transaction, { teamId, user }: TeamAccess, action: string, detail: Prisma.InputJsonObject) {
  await tx.auditEvent.create({ data: { teamId, userId: user.id, action, detail }, select: { id: true } })
}

function refusal(what: string) {
  return new AppError("invalid_input", `${what} ${nothing}`)
}
