import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { ballotsOfTeam } from "@/lib/arena/ballots"
import { spendToken } from "@/lib/arena/clips"
import { sessionsOf, sessionView } from "@/lib/arena/data"
import { judgeView } from "@/lib/arena/judging"
import * as sessions from "@/lib/arena/mutations"
import type { JudgePair } from "@/lib/arena/schema"
import { aMember, aNewSession, anArena, anOpenSession, pairOfJudge, type TestArena, tokenOf } from "@/lib/arena/testing"
import { castVotes, playedPair, undoVote } from "@/lib/arena/votes"
import { db } from "@/lib/db"
import type { Outcome } from "@/lib/judging/ratings/ballot"
import { aTake } from "@/lib/takes/testing"
import type { TeamAccess } from "@/lib/teams/types"
import { createTestDatabase } from "@/lib/testing/database"

await createTestDatabase()
process.env.DATA_DIR = mkdtempSync(join(tmpdir(), "rushes-arena-"))

const models = ["kling/a", "veo/b", "luma/c", "runway/d"]

/** Fetches both clips and plays them. */
async function play(judge: TeamAccess, pair: JudgePair): Promise<void> {
  for (const url of [pair.leftUrl, pair.rightUrl]) expect(await spendToken(judge.user.id, tokenOf(url))).not.toBeNull()
  await playedPair(judge, pair.showingId)
}

/** Judges the next pair, and returns it as it was. */
async function vote(judge: TeamAccess, sessionId: string, answers: Outcome[] = ["left", "tie"]): Promise<JudgePair> {
  const pair = await pairOfJudge(judge, sessionId)
  await play(judge, pair)
  await castVotes(judge, pair.showingId, answers)
  return pair
}

const showingsOf = (sessionId: string) => db().showing.findMany({ where: { sessionId }, orderBy: { id: "asc" } })

async function modelsOf(sessionId: string): Promise<Map<string, string>> {
  const takes = await db().sessionTake.findMany({ where: { sessionId } })
  return new Map(takes.map(({ takeId, model }) => [takeId, model]))
}

async function code(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "done",
    (error: { code?: string; message: string }) => error.code ?? error.message,
  )
}

describe("making a session", () => {
  test("keeps its takes, questions and judges, asks for its clips, and notes who made it", async () => {
    const arena = await anArena(2, models.slice(0, 2))
    const bob = await aMember(arena, "Bob")
    const input = aNewSession(arena, { judgeIds: [bob.user.id], questions: ["Look"] })
    const { sessionId } = await sessions.createSession(arena.access, input)
    const view = await sessionView(arena.access, sessionId)
    expect(view).toMatchObject({ status: "preparing", prepared: { ready: 0, of: 4 }, shots: 2, models: 2, isForAll: false })
    expect(view?.judges.map(({ name }) => name)).toEqual(["Bob"])
    expect(view?.own).toBeNull()
    const jobs = await db().$queryRaw`select from graphile_worker.jobs where key = ${`blind:${sessionId}`}`
    expect(jobs).toHaveLength(1)
    const noted = await db().auditEvent.findFirstOrThrow({ where: { teamId: arena.shot.teamId } })
    expect(noted).toMatchObject({ action: "arena.session_created", userId: arena.access.user.id })
  })

  test("refuses a shot of one model, an unfinished take, a stranger's take and a judge from outside", async () => {
    const arena = await anArena(2, models.slice(0, 2))
    const other = await anArena(1, models.slice(0, 2))
    const create = (changes: Parameters<typeof aNewSession>[1]) =>
      code(sessions.createSession(arena.access, aNewSession(arena, changes)))
    const [first = [], second = []] = arena.takeIds
    await expect(
      sessions.createSession(arena.access, aNewSession(arena, { takeIds: [...first, second[0] ?? ""] })),
    ).rejects.toThrow("Shot 2 has takes of one model only.")
    const open = await aTake(arena.shot, { model: "luma/c", status: "running" })
    expect(await create({ takeIds: [...first, open.takeId] })).toBe("invalid_input")
    expect(await create({ takeIds: other.takeIds.flat() })).toBe("not_found")
    expect(await create({ judgeIds: [other.access.user.id] })).toBe("not_found")
    expect(await db().judgingSession.count({ where: { teamId: arena.shot.teamId } })).toBe(0)
  })
})

describe("the draw", () => {
  test("lets every pair of models meet evenly, over all judges", async () => {
    const arena = await anArena(4, models)
    const sessionId = await anOpenSession(arena)
    const judges = [arena.access, await aMember(arena, "Bob")]
    for (let i = 0; i < 10; i++) for (const judge of judges) await vote(judge, sessionId)
    const names = await modelsOf(sessionId)
    const meetings = new Map<string, number>()
    for (const { leftTakeId, rightTakeId, isRepeat, probability } of await showingsOf(sessionId)) {
      expect(probability).toBeCloseTo(1 / 6, 10)
      if (isRepeat) continue
      const pair = [names.get(leftTakeId), names.get(rightTakeId)].sort().join(" ")
      meetings.set(pair, (meetings.get(pair) ?? 0) + 1)
    }
    expect(meetings.size).toBe(6)
    expect(Math.max(...meetings.values()) - Math.min(...meetings.values())).toBeLessThanOrEqual(2)
  })

  test("tosses the sides for each judge, and keeps them when the page is opened again, with new addresses", async () => {
    const arena = await anArena(6, models.slice(0, 2))
    const sessionId = await anOpenSession(arena)
    const sides: string[] = []
    for (let i = 0; i < 8; i++) {
      const judge = await aMember(arena, `Judge ${i}`)
      const pair = await pairOfJudge(judge, sessionId)
      const again = await pairOfJudge(judge, sessionId)
      expect(again).toEqual({ ...pair, leftUrl: again.leftUrl, rightUrl: again.rightUrl })
      expect(again.leftUrl).not.toBe(pair.leftUrl)
      expect(await spendToken(judge.user.id, tokenOf(pair.leftUrl))).toBeNull()
    }
    const names = await modelsOf(sessionId)
    for (const { leftTakeId } of await showingsOf(sessionId)) sides.push(names.get(leftTakeId) ?? "")
    expect(sides).toHaveLength(8)
    expect(new Set(sides).size).toBe(2)
  })

  test("gives two tabs one pair, also at the same moment", async () => {
    const arena = await anArena(2, models)
    const sessionId = await anOpenSession(arena)
    const pairs = await Promise.all(Array.from({ length: 6 }, () => pairOfJudge(arena.access, sessionId)))
    expect(new Set(pairs.map(({ showingId }) => showingId)).size).toBe(1)
    expect(await db().showing.count({ where: { sessionId } })).toBe(1)
  })

  test("brings a share of pairs back with the very same takes, swapped, which weigh nothing; then the judge is done", async () => {
    const arena = await anArena(3, models)
    const extra = await aTake(arena.shot, { model: models[0] ?? "" })
    const sessionId = await anOpenSession(arena, { takeIds: [...arena.takeIds.flat(), extra.takeId] })
    let state = "pair"
    for (let i = 0; i < 40 && state === "pair"; i++) {
      await vote(arena.access, sessionId)
      state = (await judgeView(arena.access, sessionId)).state
    }
    expect(state).toBe("done")
    const shown = await showingsOf(sessionId)
    const repeats = shown.filter(({ isRepeat }) => isRepeat)
    expect(shown.length - repeats.length).toBe(18)
    for (const { leftTakeId, rightTakeId } of repeats) {
      const first = shown.filter((one) => one.leftTakeId === rightTakeId && one.rightTakeId === leftTakeId)
      expect(first.some(({ isRepeat }) => !isRepeat)).toBe(true)
    }
    const ballots = await ballotsOfTeam(arena.shot.teamId, { sessionId })
    expect(ballots.filter(({ isRepeat }) => isRepeat).every(({ weight }) => weight === 0)).toBe(true)
    const counted = ballots.filter(({ weight }) => weight > 0)
    expect(counted.reduce((sum, { weight }) => sum + weight, 0) / counted.length).toBeCloseTo(1, 10)
  })
})

describe("a vote", () => {
  test("is refused until both clips were fetched and had the time to play", async () => {
    const arena = await anArena(1, models.slice(0, 2))
    const sessionId = await anOpenSession(arena)
    await db().sessionTake.updateMany({ where: { sessionId }, data: { durationSeconds: 3 } })
    const pair = await pairOfJudge(arena.access, sessionId)
    const { user } = arena.access
    expect(await code(castVotes(arena.access, pair.showingId, ["left", "left"]))).toBe("conflict")
    expect(await code(playedPair(arena.access, pair.showingId))).toBe("conflict")
    await spendToken(user.id, tokenOf(pair.leftUrl))
    expect(await code(playedPair(arena.access, pair.showingId))).toBe("conflict")
    await spendToken(user.id, tokenOf(pair.rightUrl))
    expect(await code(playedPair(arena.access, pair.showingId))).toBe("conflict")
    const fetched = { leftFetchedAt: new Date(Date.now() - 9000), rightFetchedAt: new Date(Date.now() - 2950) }
    await db().showing.update({ where: { id: pair.showingId }, data: fetched })
    expect(await playedPair(arena.access, pair.showingId)).toEqual({ isOpen: true })
    expect(await playedPair(arena.access, pair.showingId)).toEqual({ isOpen: true })
    expect((await judgeView(arena.access, sessionId)).pair?.isOpen).toBe(true)
    await castVotes(arena.access, pair.showingId, ["left", "left"])
    expect(await db().ballot.count({ where: { sessionId } })).toBe(2)
  })

  test("pressed twice is stored once, also at the same moment; another answer afterwards is refused", async () => {
    const arena = await anArena(2, models.slice(0, 3))
    const sessionId = await anOpenSession(arena)
    const pair = await pairOfJudge(arena.access, sessionId)
    await play(arena.access, pair)
    const press = () => castVotes(arena.access, pair.showingId, ["left", "both_bad"])
    const views = await Promise.all([press(), press(), press()])
    expect(new Set(views.map((view) => view.pair?.showingId)).size).toBe(1)
    expect(views[0]?.pair?.showingId).not.toBe(pair.showingId)
    expect(await db().ballot.count({ where: { sessionId } })).toBe(2)
    expect(await code(castVotes(arena.access, pair.showingId, ["right", "tie"]))).toBe("conflict")
  })

  test("needs one answer for each question, the judge's own pair, and an open session", async () => {
    const arena = await anArena(2, models.slice(0, 3))
    const bob = await aMember(arena, "Bob")
    const stranger = (await anArena(1, models)).access
    const sessionId = await anOpenSession(arena)
    const pair = await pairOfJudge(arena.access, sessionId)
    await play(arena.access, pair)
    expect(await code(castVotes(arena.access, pair.showingId, ["left"]))).toBe("invalid_input")
    for (const other of [bob, stranger]) {
      expect(await code(castVotes(other, pair.showingId, ["left", "left"]))).toBe("not_found")
      expect(await code(playedPair(other, pair.showingId))).toBe("not_found")
    }
    expect(await code(judgeView(stranger, sessionId))).toBe("not_found")
    await sessions.closeSession(arena.access, sessionId)
    expect(await code(castVotes(arena.access, pair.showingId, ["left", "left"]))).toBe("conflict")
    expect(await judgeView(arena.access, sessionId)).toMatchObject({ state: "closed", pair: null, canUndo: false })
    await sessions.reopenSession(arena.access, sessionId)
    await castVotes(arena.access, pair.showingId, ["left", "left"])
    expect(await db().ballot.count({ where: { sessionId } })).toBe(2)
  })

  test("cannot be changed or deleted in the database", async () => {
    const arena = await anArena(1, models.slice(0, 2))
    const sessionId = await anOpenSession(arena)
    await vote(arena.access, sessionId)
    await expect(
      db().$executeRaw`update "Ballot" set outcome = 'right' where "sessionId" = ${sessionId}::uuid`,
    ).rejects.toThrow("append-only")
    await expect(db().ballot.deleteMany({ where: { sessionId } })).rejects.toThrow("append-only")
    expect(await db().ballot.count({ where: { sessionId, outcome: "left" } })).toBe(1)
  })

  test("can be taken back once, until the next: the same sides return, and the new answers stand as corrections", async () => {
    const arena = await anArena(3, models)
    const sessionId = await anOpenSession(arena)
    const { access } = arena
    expect((await judgeView(access, sessionId)).canUndo).toBe(false)
    const pair = await vote(access, sessionId, ["left", "left"])
    const next = await judgeView(access, sessionId)
    expect(next.canUndo).toBe(true)
    const back = await undoVote(access, sessionId)
    expect(back.pair).toMatchObject({ showingId: pair.showingId, isOpen: true })
    expect(back.canUndo).toBe(false)
    expect(await code(undoVote(access, sessionId))).toBe("conflict")
    expect(await ballotsOfTeam(arena.shot.teamId, { sessionId })).toMatchObject([{ outcome: "left" }, { outcome: "left" }])

    const after = await castVotes(access, pair.showingId, ["right", "left"])
    expect(after.pair?.showingId).toBe(next.pair?.showingId)
    expect(after.canUndo).toBe(false)
    expect(await code(undoVote(access, sessionId))).toBe("conflict")
    const rows = await db().ballot.findMany({ where: { sessionId }, orderBy: { createdAt: "asc" } })
    expect(rows.map(({ outcome }) => outcome)).toEqual(["left", "left", "right", "left"])
    const counted = await ballotsOfTeam(arena.shot.teamId, { sessionId })
    expect(counted).toMatchObject([
      { question: "Look", outcome: "right", isCorrection: true },
      { question: "Motion", outcome: "left", isCorrection: true },
    ])
    await vote(access, sessionId)
    expect((await judgeView(access, sessionId)).canUndo).toBe(true)
  })
})

describe("a clip's address", () => {
  test("opens once, for its judge alone, and no more when the pair has its answer", async () => {
    const arena = await anArena(2, models)
    const bob = await aMember(arena, "Bob")
    const sessionId = await anOpenSession(arena)
    const pair = await pairOfJudge(arena.access, sessionId)
    const { id } = arena.access.user
    expect(await spendToken(bob.user.id, tokenOf(pair.leftUrl))).toBeNull()
    const opened = await Promise.all(Array.from({ length: 5 }, () => spendToken(id, tokenOf(pair.leftUrl))))
    expect(opened.filter((clip) => clip !== null)).toHaveLength(1)
    await spendToken(id, tokenOf(pair.rightUrl))
    await playedPair(arena.access, pair.showingId)
    const again = await pairOfJudge(arena.access, sessionId)
    await castVotes(arena.access, pair.showingId, ["tie", "tie"])
    expect(await spendToken(id, tokenOf(again.leftUrl))).toBeNull()
    const stored = await db().showing.findUniqueOrThrow({ where: { id: pair.showingId } })
    expect(JSON.stringify(stored)).not.toContain(tokenOf(again.leftUrl))
  })
})

describe("running a session", () => {
  let arena: TestArena
  let sessionId: string
  test("counts how far everybody is, and how many more votes it takes", async () => {
    arena = await anArena(4, models.slice(0, 3))
    sessionId = await anOpenSession(arena)
    const bob = await aMember(arena, "Bob")
    for (let i = 0; i < 3; i++) await vote(arena.access, sessionId)
    await vote(bob, sessionId)
    expect(await sessionsOf(arena.shot.teamId, bob.user.id)).toMatchObject([{ votes: 4, own: { voted: 1, pairs: 14 } }])
    const { progress } = await judgeView(bob, sessionId)
    expect(progress).toMatchObject({ voted: 1, pairs: 14, untilMeaningful: 11 })
    expect(progress.words).toContain("At least 11 more votes")
    const view = await sessionView(arena.access, sessionId)
    expect(view?.judges).toMatchObject([
      { name: "Ada", voted: 3 },
      { name: "Bob", voted: 1 },
    ])
    expect(view?.words[0]).toContain("Look: not enough votes yet")
  })

  test("leaves a judge out, visibly, and counts them again", async () => {
    const bobId = (await db().showing.findFirstOrThrow({ where: { sessionId, judgeId: { not: arena.access.user.id } } }))
      .judgeId
    await sessions.leaveOutJudge(arena.access, { sessionId, judgeId: bobId, reason: "Always chose the left side." })
    const weights = async () =>
      (await ballotsOfTeam(arena.shot.teamId, { sessionId }))
        .filter(({ judgeId }) => judgeId === bobId)
        .map(({ weight }) => weight)
    expect(await weights()).toEqual([0, 0])
    const bob = (await sessionView(arena.access, sessionId))?.judges.find(({ id }) => id === bobId)
    expect(bob?.leftOut).toMatchObject({ reason: "Always chose the left side.", by: "Ada" })
    await sessions.readmitJudge(arena.access, sessionId, bobId)
    expect(await weights()).toEqual([1, 1])
    const noted = await db().auditEvent.findMany({ where: { teamId: arena.shot.teamId }, orderBy: { id: "asc" } })
    expect(noted.map(({ action }) => action)).toEqual([
      "arena.session_created",
      "arena.judge_left_out",
      "arena.judge_readmitted",
    ])
  })

  test("is for who made it and for owners", async () => {
    const member = await aMember(arena, "Cleo", "member")
    expect(await code(sessions.closeSession(member, sessionId))).toBe("not_allowed")
    expect(await code(sessions.leaveOutJudge(member, { sessionId, judgeId: member.user.id, reason: "x" }))).toBe("not_allowed")
    const reviewer = await aMember(arena, "Dora")
    for (const other of [member, reviewer]) {
      expect(await code(sessions.renameSession(other, sessionId, "Noon"))).toBe("not_allowed")
    }
    await sessions.renameSession(arena.access, sessionId, "Dawn")
    expect((await sessionView(member, sessionId))?.name).toBe("Dawn")
    expect((await sessionView(member, sessionId))?.mayManage).toBe(false)
  })
})
