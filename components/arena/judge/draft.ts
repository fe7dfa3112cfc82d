import { z } from "zod"
import { type Outcome, outcomes } from "@/lib/judging/ratings/ballot"

/** What a judge has answered of the pair in front of them, and which question the keys answer now. Not stored yet. */
export type BallotDraft = { answers: readonly (Outcome | null)[]; current: number }

/** An empty ballot of so many questions, or what was `kept` of it before the page was left. */
export function startDraft(questions: number, kept: string | null): BallotDraft {
  const found = readKept(kept)
  const answers = found?.length === questions ? found : Array<null>(questions).fill(null)
  return { answers, current: Math.max(0, answers.indexOf(null)) }
}

/** The answer to one question; the keys go on to the next that has none, after the last one to the first. */
export function answerOne(draft: BallotDraft, question: number, outcome: Outcome): BallotDraft {
  const answers = draft.answers.map((answer, index) => (index === question ? outcome : answer))
  const after = answers.indexOf(null, question + 1)
  const open = after >= 0 ? after : answers.indexOf(null)
  return { answers, current: open >= 0 ? open : question }
}

/** Another question to answer, within the ballot. */
export function goTo(draft: BallotDraft, question: number): BallotDraft {
  return { ...draft, current: Math.max(0, Math.min(draft.answers.length - 1, question)) }
}

export function countOpen({ answers }: BallotDraft): number {
  return answers.filter((answer) => answer === null).length
}

/** Every answer, or null while one is missing. */
export function completeAnswers({ answers }: BallotDraft): Outcome[] | null {
  const given = answers.filter((answer) => answer !== null)
  return given.length === answers.length ? given : null
}

const keptShape = z.array(z.enum(outcomes).nullable())

function readKept(kept: string | null) {
  try {
    return keptShape.safeParse(JSON.parse(kept ?? "")).data
  } catch {
    return undefined
  }
}
