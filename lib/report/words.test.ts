import { expect, test } from "vitest"
import { randomFrom } from "@/lib/judging/ratings/random"
import { type QuestionRatings, rateBallots } from "@/lib/judging/ratings/ratings"
import { simulateTeam, someBallots } from "@/lib/judging/ratings/testing"
import { agreementWords, findingsOf, stateFinding } from "@/lib/report/words"

function tableOf(ballots: Parameters<typeof rateBallots>[0]): QuestionRatings {
  const [table] = rateBallots(ballots)
  if (!table) throw new Error("No ballot counts.")
  return table
}

test("with too few ballots nothing is said of who is better, only how many are missing", () => {
  const findings = findingsOf(tableOf(someBallots(6, { outcome: "left" })))
  expect(findings).toHaveLength(1)
  expect(findings[0]?.lead).toBe("Not enough.")
  expect(findings[0]?.rest).toMatch(/Fewer than 10 ballots: A, B\..* At least 4 more ballots until/)
})

test("a clear winner is called, with the pairs it is called against", () => {
  const ballots = simulateTeam({ abilities: [1.5, 0, -1.5], ballots: 400, raters: 4, shots: 5 }, randomFrom("clear"))
  const words = findingsOf(tableOf(ballots)).map(({ lead, rest }) => `${lead} ${rest}`)
  expect(words).toEqual([
    "model 0 is first. Its whole interval lies above every other model's.",
    "Settled. ",
    "3 of 3 pairs can be called. model 0 is better than model 1 and model 2. model 1 is better than model 2. At 5 %, after Holm's correction.",
    "First place does not hang on two ballots. Without any one or two, model 0 stays highest.",
  ])
})

test("a first place that hangs on two ballots says whose they are", () => {
  const close = [...someBallots(31, { outcome: "left" }), ...someBallots(30, { outcome: "right" })]
  const words = findingsOf(tableOf(close)).map(({ lead, rest }) => `${lead} ${rest}`)
  expect(words[0]).toBe("No model is ahead of another for sure. All intervals overlap with the best one's.")
  expect(words[1]).toMatch(/^Preliminary\. First place is shared\./)
  expect(words[2]).toMatch(/^0 of 1 pair can be called\. No two models can be told apart/)
  expect(words[3]).toMatch(/^First place hangs on .* rater \d's ballot on “shot \d”.*B would be highest instead of A\.$/)
})

test("how many ballots are missing is a sentence, also when more would hardly help", () => {
  const state = { word: "preliminary" as const, reasons: ["First place is shared."] }
  expect(stateFinding({ ...state, missing: { until: "settled", ballots: 17 } }).rest).toBe(
    "First place is shared. About 17 more ballots should settle it, if the ratings stay as they are.",
  )
  expect(stateFinding({ ...state, missing: undefined }).rest).toMatch(/More ballots alone are not likely to settle it soon\.$/)
})

test.each([
  [undefined, /^Not measured/],
  [0.9, /^The judges agree: Krippendorff's alpha 0\.90\.$/],
  [0.7, /mostly agree/],
  [0.4, /agree in part/],
  [0.1, /hardly agree/],
  [-0.2, /no more than chance.*-0\.20/],
])("an alpha of %s is told as %s", (alpha, words) => {
  expect(agreementWords(alpha)).toMatch(words)
})
