import { describe, expect, it } from "vitest"
import type { ModelFacts } from "@/lib/policies/candidate"
import { rankModels } from "@/lib/policies/rank"
import type { TeamBestId } from "@/lib/policies/schema"
import type { Standing, TeamStandings } from "@/lib/policies/standings"
import { aModel, anAsk, known } from "@/lib/policies/testing"
import type { VideoModel } from "@/lib/providers/catalogue"
import type { ShotAsk } from "@/lib/providers/preflight-types"

const fromFrame = {
  durationsSeconds: [5],
  aspectRatios: ["16:9" as const],
  resolutions: ["720p" as const],
}
const model = (id: string, perSecond: number, change: Partial<VideoModel> = {}) =>
  aModel({ id, name: id, perSecond, imageToVideo: fromFrame, ...change })
const cheap = model("a/cheap", 20_000)
const fair = model("b/fair", 80_000)
const dear = model("c/dear", 200_000)

/** Bounds by model. */
const enough = (models: Record<string, [number, number]>, ballots = 84): Standing => ({
  ballots,
  missing: 0,
  models: Object.fromEntries(Object.entries(models).map(([id, [low, high]]) => [id, { low, high, questions: 4 }])),
})
const tooFew = (missing: number): Standing => ({ ballots: 10, missing, models: {} })

const dearIsBest = enough({ "a/cheap": [880, 950], "b/fair": [900, 990], "c/dear": [1043, 1100] })
const first = { clipId: "x", sha256: "x", mime: "image/png", width: 1280, height: 720, bytes: 1 }

function choose(
  standings: TeamStandings | null,
  { id = "team_best", ask = anAsk(), facts = () => known() }: { id?: TeamBestId; ask?: ShotAsk; facts?: () => ModelFacts } = {},
) {
  const { ranked, why } = rankModels(ask, [dear, cheap, fair], facts, { id, standings })
  return { ids: ranked.map((candidate) => candidate.model.id), why }
}

describe("the team's best", () => {
  it("is the model whose lower bound nobody's upper bound reaches, whatever it costs", () => {
    const { ids, why } = choose({ "live all text_to_video": dearIsBest, "live all any": dearIsBest })
    expect(ids).toEqual(["c/dear", "b/fair", "a/cheap"])
    expect(why).toBe(
      "Best that can do 5 s at 720p by your team’s 84 ballots on shots from words alone: " +
        "lower bound 1043 on average over 4 questions, $1.00.",
    )
  })

  it("is the cheapest of those that share the first place", () => {
    const shared = enough({ "a/cheap": [880, 950], "b/fair": [930, 1043], "c/dear": [1043, 1100] })
    const { ids, why } = choose({ "live all text_to_video": shared })
    expect(ids).toEqual(["b/fair", "c/dear", "a/cheap"])
    expect(why).toContain("lower bound 930 on average over 4 questions, of 2 that share the first place the cheapest, $0.40.")
  })

  it("is looked for among those that can do the shot", () => {
    const { ids, why } = choose({ "live all text_to_video": dearIsBest }, { ask: anAsk({ sound: true }), facts: () => known() })
    expect(ids[0]).toBe("c/dear")
    expect(why).toContain("with sound")
    const others = enough({ "x/gone": [1200, 1300], "y/gone": [800, 900] })
    expect(choose({ "live all text_to_video": others })).toEqual({
      ids: ["a/cheap", "b/fair", "c/dear"],
      why: "No model that can do 5 s at 720p has been judged enough by your team, so the cheapest: $0.10.",
    })
  })

  it("puts whoever was not judged behind whoever was", () => {
    const without = enough({ "b/fair": [900, 990], "c/dear": [1043, 1100] })
    expect(choose({ "live all any": without }).ids).toEqual(["c/dear", "b/fair", "a/cheap"])
  })

  it("says that there are not enough ballots, and takes the cheapest", () => {
    expect(choose({ "live all any": tooFew(17) })).toEqual({
      ids: ["a/cheap", "b/fair", "c/dear"],
      why: "Your team has not judged enough (at least 17 more ballots a question), so the cheapest that can do 5 s at 720p: $0.10.",
    })
    expect(choose({}).why).toBe("Your team has not judged enough, so the cheapest that can do 5 s at 720p: $0.10.")
  })

  it("chooses nothing while ballots are being counted", () => {
    expect(choose(null)).toEqual({ ids: [], why: "Your team’s ballots are being counted." })
  })

  it("goes by ballots on shots that begin alike where they are enough, else by all and says so", () => {
    const cheapIsBest = enough({ "a/cheap": [1100, 1150], "b/fair": [900, 990], "c/dear": [800, 850] })
    const standings: TeamStandings = {
      "live all any": dearIsBest,
      "live all text_to_video": tooFew(3),
      "live all image_to_video": cheapIsBest,
    }
    const ask = anAsk({}, { frames: { first, last: null, references: [] } })
    expect(choose(standings, { ask }).ids[0]).toBe("a/cheap")
    expect(choose(standings, { ask }).why).toContain("on shots from a first frame")
    expect(choose(standings).ids[0]).toBe("c/dear")
    expect(choose(standings).why).toContain("on all shots (too few from words alone)")
  })

  it("goes by shots with its tag alone, and says when those are too few", () => {
    const standings: TeamStandings = {
      "live all any": dearIsBest,
      "live physics any": enough({ "a/cheap": [1100, 1150], "c/dear": [800, 850] }, 24),
    }
    const physics = choose(standings, { id: "team_best:physics" })
    expect(physics.ids[0]).toBe("a/cheap")
    expect(physics.why).toContain("24 ballots on all shots tagged Physics (too few from words alone)")
    expect(choose(standings, { id: "team_best:people" })).toMatchObject({
      ids: ["a/cheap", "b/fair", "c/dear"],
      why: expect.stringMatching(/^Your team has not judged enough shots tagged People, so the cheapest/),
    })
  })

  it("never takes what was judged of the sandbox's test clips for what a model can do", () => {
    const standings: TeamStandings = { "sandbox all any": dearIsBest }
    expect(choose(standings).why).toMatch(/^Your team has not judged enough, so/)
    const inSandbox = choose(standings, { facts: () => known({ mode: "sandbox" }) })
    expect(inSandbox.ids[0]).toBe("c/dear")
    expect(inSandbox.why).toContain("in the sandbox")
  })
})
