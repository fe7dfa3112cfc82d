import "server-only"
import { ballotsOfTeam } from "@/lib/arena/ballots"
import type { defaultQuestions } from "@/lib/arena/schema"
import type { Half, Judged } from "@/lib/drills/schema"
import type { Ballot } from "@/lib/judging/ratings/ballot"
import { rateBallots } from "@/lib/judging/ratings/ratings"
import type { AuthorizedTeamId } from "@/lib/teams/types"

/** The question whose answers say whether a person stays who they are: no tool here measures that. */
const identityQuestion: (typeof defaultQuestions)[number] = "Identity holds"

/**
 * What the team's blind sessions say on "Identity holds" about the takes of each half, never of both together: the halves
 * were judged apart, each among its own. Null for a half that nobody has judged.
 */
export async function judgedIdentity(
  teamId: AuthorizedTeamId,
  { projectId, shots }: { projectId: string; shots: Record<Half, string> },
): Promise<Record<Half, Judged | null>> {
  const ballots = await ballotsOfTeam(teamId, { projectId })
  const asked = ballots.filter(({ question }) => question.toLowerCase() === identityQuestion.toLowerCase())
  const of = (half: Half) => judged(asked.filter(({ shotId }) => shotId === shots[half]))
  return { words: of("words"), frame: of("frame") }
}

function judged(ballots: readonly Ballot[]): Judged | null {
  const [table] = rateBallots(ballots.map((ballot) => ({ ...ballot, question: identityQuestion })))
  if (!table) return null
  return {
    ballots: table.ballots,
    sessions: new Set(ballots.map(({ session }) => session)).size,
    word: table.state.word,
    models: table.ratings.map(({ model, rating, low, high, ballots: count }) => ({ model, rating, low, high, ballots: count })),
  }
}
