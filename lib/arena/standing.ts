import "server-only"
import { ballotsOfTeam } from "@/lib/arena/ballots"
import { matchupsOf } from "@/lib/arena/rules"
import type { SessionStatus } from "@/lib/arena/schema"
import { rateBallots } from "@/lib/judging/ratings/ratings"
import type { AuthorizedTeamId } from "@/lib/teams/types"

type Standing = {
  id: string
  status: SessionStatus
  takes: readonly { takeId: string; shotId: string; model: string; storageKey: string | null; failure: string | null }[]
}

/** Where a session stands, in sentences for the people who run it: what is missing, and how many more votes each question takes. */
export async function standingWords(teamId: AuthorizedTeamId, { id, status, takes }: Standing): Promise<string[]> {
  const failed = takes.filter(({ failure }) => failure !== null).length
  const ready = takes.filter(({ storageKey, failure }) => storageKey !== null && failure === null)
  const words: string[] = []
  if (failed > 0) words.push(failed === 1 ? "1 take is left out." : `${failed} takes are left out.`)
  if (status === "preparing") return [...words, `${ready.length + failed} of ${takes.length} clips are ready.`]
  if (matchupsOf(ready).length === 0) return [...words, "No shot has clips of two models, so there is nothing to judge."]
  const ballots = await ballotsOfTeam(teamId, { sessionId: id })
  if (ballots.length === 0) return [...words, "Nobody has voted yet."]
  for (const { question, state } of rateBallots(ballots)) words.push(`${question}: ${stateWords(state)}`)
  return words
}

type State = ReturnType<typeof rateBallots>[number]["state"]

function stateWords({ word, missing }: State): string {
  if (word === "settled") return "settled."
  const more = missing && (missing.ballots === 1 ? "1 more vote" : `${missing.ballots} more votes`)
  if (word === "not_enough") return `not enough votes yet${more ? `, at least ${more} until it means something` : ""}.`
  return `preliminary${more ? `, about ${more} until it is settled if it stays as it is` : ""}.`
}
