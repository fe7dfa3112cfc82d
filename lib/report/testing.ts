import { randomUUIDv7 } from "node:crypto"
import { db } from "@/lib/db"
import type { Outcome } from "@/lib/judging/ratings/ballot"
import { type Random, randomFrom } from "@/lib/judging/ratings/random"
import type { AuthorizedTeamId } from "@/lib/teams/types"

export type StandingTake = { takeId: string; shotId: string; model: string }

export type SimulatedJudge = {
  userId: string
  /** Chance of "left" whatever is shown; 0 for a fair judge. */
  leftBias?: number
  /** From the end of the clips to the answer. */
  seconds?: number
}

export type SimulatedSession = {
  teamId: AuthorizedTeamId
  projectId: string
  createdById: string
  takes: readonly StandingTake[]
  /** In logits, by model; 0 for those not named. */
  abilities: Readonly<Record<string, number>>
  judges: readonly SimulatedJudge[]
  pairsPerJudge: number
  name?: string
  questions?: readonly string[]
  status?: "open" | "closed"
  /** Every so many pairs one comes back swapped; none by default. */
  repeatEvery?: number
  seed?: string
}

/** A blind session with the ballots of judges who answer by the Bradley–Terry model, as rows. Returns its id. */
export async function aJudgedSession(session: SimulatedSession): Promise<string> {
  const { teamId, projectId, createdById, takes, questions = ["Motion", "Look"], status = "closed" } = session
  const random = randomFrom(session.seed ?? "judges")
  const row = await db().judgingSession.create({
    data: {
      ...{ teamId, projectId, createdById, status, seed: "test", name: session.name ?? "Harbour look test" },
      ...{ questions: [...questions], closedAt: status === "closed" ? new Date() : null },
    },
    select: { id: true },
  })
  const facts = { storageKey: "blind/x", bytes: 1000n, width: 1280, height: 720, durationSeconds: 5, hasAudio: false }
  await db().sessionTake.createMany({ data: takes.map((take) => ({ sessionId: row.id, teamId, ...take, ...facts })) })
  for (const judge of session.judges) await judgeAll({ ...session, questions }, row.id, judge, random)
  return row.id
}

async function judgeAll(session: SimulatedSession, sessionId: string, judge: SimulatedJudge, random: Random) {
  const { teamId, questions = [], repeatEvery } = session
  const pairs = pairsOf(session.takes)
  const shown: { left: StandingTake; right: StandingTake; isRepeat: boolean }[] = []
  for (let i = 0; i < session.pairsPerJudge; i++) {
    const pair = pairs[Math.floor(random() * pairs.length)]
    if (!pair) throw new Error("No two takes of different models share a shot.")
    const [left, right] = random() < 0.5 ? pair : [pair[1], pair[0]]
    shown.push({ left, right, isRepeat: false })
    if (repeatEvery && i % repeatEvery === repeatEvery - 1) shown.push({ left: right, right: left, isRepeat: true })
  }
  const showings = shown.map(({ left, right, isRepeat }, ordinal) => ({
    ...{ id: randomUUIDv7(), teamId, sessionId, judgeId: judge.userId, ordinal, shotId: left.shotId, isRepeat },
    ...{ leftTakeId: left.takeId, rightTakeId: right.takeId, probability: 1 / pairs.length, votedAt: new Date() },
  }))
  await db().showing.createMany({ data: showings })
  const ballots = showings.flatMap(({ id: showingId, leftTakeId, rightTakeId, probability }, ordinal) =>
    questions.map((question) => ({
      ...{ teamId, sessionId, showingId, question, leftTakeId, rightTakeId, probability, judgeId: judge.userId },
      outcome: answerTo(session, judge, shown[ordinal], random),
      votedAfterSeconds: judge.seconds ?? 3,
    })),
  )
  await db().ballot.createMany({ data: ballots })
}

function answerTo(
  { abilities }: SimulatedSession,
  { leftBias = 0 }: SimulatedJudge,
  pair: { left: StandingTake; right: StandingTake } | undefined,
  random: Random,
): Outcome {
  if (random() < leftBias) return "left"
  const lead = (abilities[pair?.left.model ?? ""] ?? 0) - (abilities[pair?.right.model ?? ""] ?? 0)
  if (random() < 0.1) return random() < 0.5 ? "tie" : "both_bad"
  return random() < 1 / (1 + Math.exp(-lead)) ? "left" : "right"
}

function pairsOf(takes: readonly StandingTake[]): [StandingTake, StandingTake][] {
  return takes.flatMap((one, place) =>
    takes
      .slice(place + 1)
      .filter((other) => other.shotId === one.shotId && other.model !== one.model)
      .map((other): [StandingTake, StandingTake] => [one, other]),
  )
}
