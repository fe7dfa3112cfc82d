import { plural } from "@/lib/format"
import type { Candidate } from "@/lib/policies/candidate"
import { type TeamBestId, tagOf } from "@/lib/policies/schema"
import type { TeamVerdict } from "@/lib/policies/team-best"
import { partsOfWhy } from "@/lib/policies/why"
import { shotTagNames } from "@/lib/shots/tags"

const modeWords = { text_to_video: "from words alone", image_to_video: "from a first frame" } as const

/**
 * Why the team's ballots lead to this one, in one sentence; or that they do not lead anywhere yet, and so the cheapest was
 * taken.
 */
export function teamWhyWords(chosen: Candidate, policy: TeamBestId, hasTicked: boolean, verdict: TeamVerdict): string {
  const { can, none, price } = partsOfWhy(chosen, hasTicked)
  const tag = tagOf(policy)
  const tagged = tag ? ` shots tagged ${shotTagNames[tag]}` : ""
  const made = chosen.mode === "sandbox" ? " on sandbox takes" : ""
  switch (verdict.is) {
    case "not_enough": {
      const more = verdict.missing === null ? "" : ` (at least ${plural(verdict.missing, "more ballot")} a question)`
      return `Your team has not judged enough${tagged}${made}${more}, so the cheapest${can}: ${price}.`
    }
    case "none_judged":
      return `${none} has been judged enough by your team${tagged && ` in${tagged}`}${made}, so the cheapest: ${price}.`
    case "best": {
      const { low, questions, ballots, sharing, mode, isOfMode } = verdict
      const shots = isOfMode
        ? ` on${tagged || " shots"} ${modeWords[mode]}`
        : ` on all${tagged || " shots"} (too few ${modeWords[mode]})`
      const bound = `lower bound ${Math.round(low)}${questions > 1 ? ` on average over ${questions} questions` : ""}`
      const shared = sharing > 1 ? `, of ${sharing} that share the first place the cheapest` : ""
      return `Best${can} by your team’s ${plural(ballots, "ballot")}${shots}${made && ", in the sandbox"}: ${bound}${shared}, ${price}.`
    }
  }
}
