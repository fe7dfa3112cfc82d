import { randomUUID } from "node:crypto"
import { tokenHash } from "@/lib/arena/showing"
import { encodeSession } from "@/lib/auth/session"
import { storeClip } from "@/lib/clips/mutations"
import { db } from "@/lib/db"
import { createBatch } from "@/lib/generations/mutations"
import { aBatch, anItem, aShot } from "@/lib/jobs/testing"
import { createInvitation } from "@/lib/teams/invitations"
import type { TeamAccess } from "@/lib/teams/types"

/** Stands in everything that belongs to the team that is not ours: wherever it appears, something leaked. */
export const marker = "NORTHLIGHT-ONLY"

/** A team with one of everything, and a stranger: the owner of another team. */
export async function twoTeams() {
  const { access: theirs, shotId, projectId } = await aShot()
  const { teamId, user } = theirs
  await db().project.update({ where: { id: projectId }, data: { name: marker } })
  await db().shot.update({ where: { id: shotId }, data: { title: marker } })
  const version = { ...aBatch(shotId).version, text: marker }
  const batch = await createBatch(theirs, aBatch(shotId, { version, items: [anItem()], takesPerModel: 2 }))
  const [takeId = "", openTakeId = ""] = batch.takeIds
  const [generationId = ""] = batch.generationIds
  const image = { kind: "image", mime: "image/png", width: 1, height: 1, content: Buffer.from(marker) } as const
  const clip = await storeClip(teamId, image)
  await db().generation.update({ where: { id: generationId }, data: { status: "succeeded", finishedAt: new Date() } })
  await db().take.update({
    where: { id: takeId },
    data: { clipId: clip.id, posterClipId: clip.id, firstFrameClipId: clip.id, lastFrameClipId: clip.id },
  })
  await db().takeMeasures.create({ data: { takeId, teamId, version: 1, failure: marker } })
  const comment = await db().comment.create({
    data: { id: randomUUID(), teamId, takeId, frame: 0, text: marker, createdById: user.id },
  })
  // The open take is Kling's, so nothing of the press waits for this answer.
  await db().batchHold.create({ data: { teamId, shotId, batchId: batch.batchId, provider: "fal", kind: "credit" } })
  const frame = await db().frame.create({ data: { teamId, projectId, shotId, role: "first", clipId: clip.id } })
  await createInvitation(theirs, { email: `${marker.toLowerCase()}@example.com`, role: "member" })
  const invitation = await db().invitation.findFirstOrThrow({ where: { teamId } })
  await db().vendorCredential.create({
    data: { teamId, provider: "kling", mode: "live", secretCipher: "x", secretHint: marker },
  })
  const drillId = await aDrill(theirs, { projectId, shotId })
  const session = await aSession({ teamId, projectId, shotId, userId: user.id, takeIds: [takeId, openTakeId] })
  const { access: stranger } = await aShot()
  return {
    owner: theirs,
    stranger,
    strangersToken: await sessionOf(stranger),
    ours: stranger.team.slug,
    theirs: {
      team: theirs.team.slug,
      teamId,
      userId: user.id,
      project: "film",
      projectId,
      shotId,
      takeId,
      openTakeId,
      batchId: batch.batchId,
      generationId,
      versionId: batch.version.id,
      clipId: clip.id,
      frameId: frame.id,
      commentId: comment.id,
      invitationId: invitation.id,
      ...session,
      drillId,
    },
  }
}

async function aDrill({ teamId, user }: TeamAccess, { projectId, shotId }: { projectId: string; shotId: string }) {
  const own = { teamId, createdById: user.id }
  const shot = await db().shot.create({ data: { ...own, projectId, number: 2, title: marker, draft: {} } })
  await db().promptVersion.create({
    data: { ...own, shotId: shot.id, number: 1, text: marker, settings: {}, frames: [], contentHash: marker },
  })
  const shots = { textShotId: shotId, frameShotId: shot.id }
  const drill = await db().drill.create({ data: { ...own, ...shots, projectId, name: marker, modelIds: ["kling/kling-3.0"] } })
  return drill.id
}

type SessionParts = { teamId: string; projectId: string; shotId: string; userId: string; takeIds: [string, string] }

/** An open session of blind judging with a pair before its judge. */
async function aSession({ teamId, projectId, shotId, userId, takeIds }: SessionParts) {
  const [leftTakeId, rightTakeId] = takeIds
  const clip = { storageKey: "blind/none.mp4", bytes: 10n, width: 640, height: 480, durationSeconds: 1, hasAudio: false }
  const { id: sessionId } = await db().judgingSession.create({
    data: {
      ...{ teamId, projectId, name: marker, questions: [marker], status: "open", seed: "seed", createdById: userId },
      clipBytes: 100n,
      takes: { create: takeIds.map((takeId, i) => ({ teamId, takeId, shotId, model: `${marker}/${i}`, ...clip })) },
    },
  })
  const showing = { teamId, sessionId, judgeId: userId, ordinal: 0, shotId, leftTakeId, rightTakeId, probability: 1 }
  const blindToken = "a-token-of-theirs"
  const { id: showingId } = await db().showing.create({ data: { ...showing, leftTokenHash: tokenHash(blindToken) } })
  return { sessionId, showingId, blindToken }
}

export type TwoTeams = Awaited<ReturnType<typeof twoTeams>>

/** A session token of this person. */
export function sessionOf({ user }: TeamAccess): Promise<string> {
  return encodeSession({ userId: user.id, epoch: 0, startedAt: Math.floor(Date.now() / 1000), secure: false })
}

/** Every row of a team, as text: equal before and after means that nothing of it changed. */
export async function rowsOf(teamId: string): Promise<string> {
  const tables = await db().$queryRaw<{ name: string }[]>`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'teamId' order by table_name`
  const dumps: unknown[] = [await db().team.findUnique({ where: { id: teamId } })]
  for (const { name } of tables) {
    dumps.push(
      await db().$queryRawUnsafe(
        `select '${name}' as "table", to_jsonb(r)::text as row from "${name}" r where "teamId"::text = $1 order by row`,
        teamId,
      ),
    )
  }
  return JSON.stringify(dumps, (_, value) => (typeof value === "bigint" ? String(value) : value), 1)
}
