import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { ModelFacts } from "@/lib/policies/candidate"
import { gradeOf, type Policy, rankModels } from "@/lib/policies/rank"
import { isTeamBest, policyIds, policyWeights } from "@/lib/policies/schema"
import type { Standing, StandingKey, TeamStandings } from "@/lib/policies/standings"
import { aModel, anAsk, evidence, known } from "@/lib/policies/testing"
import type { QualityNote, VideoModel } from "@/lib/providers/catalogue"
import type { Resolution } from "@/lib/providers/provider"

const lengths = [4, 5, 8, 10]
const sizes: Resolution[] = ["720p", "1080p", "4k"]

/** What any ballots say of any of the models, over shots of any tag and mode. */
const anyStandings: fc.Arbitrary<TeamStandings> = fc.dictionary(
  fc
    .tuple(fc.constantFrom("live", "sandbox"), fc.constantFrom("all", "physics"), fc.constantFrom("any", "text_to_video"))
    .map((parts) => parts.join(" ") as StandingKey),
  fc.oneof(
    fc.integer({ min: 1, max: 30 }).map((missing): Standing => ({ ballots: 10, missing, models: {} })),
    fc
      .dictionary(
        fc.integer({ min: 0, max: 99 }).map((id) => `vendor/${id}`),
        fc
          .tuple(fc.integer({ min: 800, max: 1200 }), fc.integer({ min: 1, max: 200 }))
          .map(([low, reach]) => ({ low, high: low + reach, questions: 4 })),
        { minKeys: 2, maxKeys: 40 },
      )
      .map((models): Standing => ({ ballots: 80, missing: 0, models })),
  ),
)

/** Any catalogue of up to eight models, with what is known of each, any shot, any policy. */
const cases = fc.record({
  models: fc
    .uniqueArray(fc.integer({ min: 0, max: 99 }), { minLength: 0, maxLength: 8 })
    .chain((ids) => fc.tuple(...ids.map((id) => anyModel(id)))),
  ask: fc
    .record({
      durationSeconds: fc.constantFrom(...lengths),
      resolution: fc.constantFrom(...sizes),
      sound: fc.boolean(),
    })
    .map((settings) => anAsk(settings)),
  policy: fc
    .constantFrom(...policyIds)
    .chain(
      (id): fc.Arbitrary<Policy> =>
        id === "own"
          ? fc
              .tuple(
                ...Object.keys(policyWeights.shape).map((key) => fc.tuple(fc.constant(key), fc.integer({ min: 0, max: 5 }))),
              )
              .map((entries) => ({ id, weights: policyWeights.parse(Object.fromEntries(entries)) }))
          : isTeamBest(id)
            ? anyStandings.map((standings) => ({ id, standings }))
            : fc.constant({ id }),
    ),
})

function anyModel(id: number): fc.Arbitrary<{ model: VideoModel; facts: ModelFacts }> {
  const notes = fc.array(
    fc.record({
      of: fc.constantFrom<QualityNote["of"]>("physics", "character_consistency", "style"),
      grade: fc.constantFrom<QualityNote["grade"]>(1, 2, 3, 4, 5),
      words: fc.constant("Falls as things fall"),
      source: fc.constant(evidence),
    }),
    { maxLength: 3 },
  )
  return fc
    .record({
      own: fc.subarray(lengths, { minLength: 1 }),
      resolutions: fc.subarray(sizes, { minLength: 1 }),
      perSecond: fc.integer({ min: 0, max: 5 }).map((step) => step * 100_000),
      sound: fc.constantFrom<VideoModel["sound"]>("always", "optional", "never"),
      isActive: fc.boolean(),
      qualities: notes,
      mode: fc.constantFrom<ModelFacts["mode"]>("live", "sandbox"),
      isReachable: fc.boolean(),
      isTicked: fc.boolean(),
      expectedSeconds: fc.option(fc.integer({ min: 1, max: 300 })),
    })
    .map(({ own, resolutions, isActive, perSecond, sound, qualities, ...facts }) => ({
      model: aModel({
        id: `vendor/${id}`,
        name: `Model ${id}`,
        lengths: own,
        sizes: resolutions,
        perSecond,
        sound,
        qualities,
        lifecycle: isActive ? { state: "active" } : { state: "deprecated", until: "2027-01-01", successorIds: [] },
      }),
      facts,
    }))
}

type Case = typeof cases extends fc.Arbitrary<infer Value> ? Value : never

function rank({ models, ask, policy }: Pick<Case, "models" | "ask" | "policy">) {
  const facts = new Map<VideoModel, ModelFacts>(models.map((each) => [each.model, each.facts]))
  return rankModels(ask, [...facts.keys()], (model) => facts.get(model) ?? known(), policy)
}

const holds = (check: (given: Case) => void) => fc.assert(fc.property(cases, check), { numRuns: 400 })

describe("a policy's order, whatever the catalogue", () => {
  it("does not hang on the order in which models are listed", () => {
    holds((given) => {
      const { ranked, why } = rank(given)
      const turned = rank({ ...given, models: [...given.models].reverse() as typeof given.models })
      expect(turned.ranked.map(({ model }) => model.id)).toEqual(ranked.map(({ model }) => model.id))
      expect(turned.why).toBe(why)
    })
  })

  it("holds only what is active, reachable, not ticked by hand, and makes the shot unrounded", () => {
    holds((given) => {
      const { ask, policy } = given
      const facts = new Map(given.models.map((each) => [each.model.id, each.facts]))
      for (const { model, checked } of rank(given).ranked) {
        expect(model.lifecycle.state).toBe("active")
        expect(facts.get(model.id)).toMatchObject({ isReachable: true, isTicked: false })
        expect(checked.blocked).toBeNull()
        const { durationSeconds, resolution, sound } = checked.request
        if (policy.id !== "longest_take") expect(durationSeconds).toBe(ask.settings.durationSeconds)
        expect(resolution).toBe(policy.id === "cheapest_4k" ? "4k" : ask.settings.resolution)
        if (ask.settings.sound || policy.id === "with_audio") expect(sound).toBe(true)
      }
    })
  })

  it("leaves out nobody who can do it", () => {
    holds(({ models, ask, policy }) => {
      if (policy.id !== "cheapest") return
      const able = models.filter(
        ({ model, facts }) =>
          model.lifecycle.state === "active" &&
          facts.isReachable &&
          !facts.isTicked &&
          model.textToVideo?.durationsSeconds.includes(ask.settings.durationSeconds) &&
          model.textToVideo.resolutions.includes(ask.settings.resolution) &&
          (!ask.settings.sound || model.sound !== "never"),
      )
      const ids = rank({ models, ask, policy }).ranked.map(({ model }) => model.id)
      expect(ids.toSorted()).toEqual(able.map(({ model }) => model.id).toSorted())
    })
  })

  it("puts models with a key before those in the sandbox, and the best by its own measure first among equals", () => {
    holds((given) => {
      const { ranked } = rank(given)
      for (const [index, here] of ranked.entries()) {
        const next = ranked[index + 1]
        if (!next) continue
        if (here.mode !== next.mode) {
          expect(here.mode).toBe("live")
          continue
        }
        const seconds = ({ expectedSeconds }: typeof here) => expectedSeconds ?? Number.POSITIVE_INFINITY
        switch (given.policy.id) {
          case "cheapest":
          case "cheapest_4k":
          case "with_audio":
            expect(here.checked.priceMicros).toBeLessThanOrEqual(next.checked.priceMicros)
            break
          case "fastest":
            expect(seconds(here)).toBeLessThanOrEqual(seconds(next))
            break
          case "longest_take":
            expect(here.checked.request.durationSeconds).toBeGreaterThanOrEqual(next.checked.request.durationSeconds)
            break
          case "best_physics":
            expect(gradeOf(here.model, "physics")).toBeGreaterThanOrEqual(gradeOf(next.model, "physics"))
            break
          case "best_character_consistency":
            expect(gradeOf(here.model, "character_consistency")).toBeGreaterThanOrEqual(
              gradeOf(next.model, "character_consistency"),
            )
        }
      }
    })
  })

  it("says why in one sentence that names the price, and else what to change", () => {
    holds((given) => {
      const { ranked, why } = rank(given)
      const [chosen] = ranked
      if (chosen) expect(why).toContain(`$${(chosen.checked.priceMicros / 1_000_000).toFixed(2)}`)
      else expect(why).toMatch(/^No (other )?model .*Change /)
      expect(why.endsWith(".")).toBe(true)
    })
  })

  it("with one weight alone, the team's own policy is that policy", () => {
    holds((given) => {
      const zero = { price: 0, time: 0, physics: 0, characterConsistency: 0, style: 0 }
      const ids = (policy: Policy) => rank({ ...given, policy }).ranked.map(({ model }) => model.id)
      const own = (weights: Partial<typeof zero>): Policy => ({ id: "own", weights: { ...zero, ...weights } })
      expect(ids(own({ price: 5 }))).toEqual(ids({ id: "cheapest" }))
      expect(ids(own({ time: 2 }))).toEqual(ids({ id: "fastest" }))
      expect(ids(own({ physics: 1 }))).toEqual(ids({ id: "best_physics" }))
      expect(ids(own({}))).toEqual(ids({ id: "cheapest" }))
    })
  })
})

describe("why, in words", () => {
  const cheap = aModel({ id: "a/cheap", name: "Cheap", lengths: [5, 8], sizes: ["720p", "1080p"], perSecond: 25_000 })
  const dear = aModel({ id: "b/dear", name: "Dear", lengths: [8, 15], sizes: ["720p", "1080p", "4k"], perSecond: 200_000 })
  const why = (policy: Policy, ask = anAsk(), facts: (model: VideoModel) => ModelFacts = () => known()) =>
    rankModels(ask, [dear, cheap], facts, policy).why

  it("names length, size and sound, and the price of exactly that", () => {
    const ask = anAsk({ durationSeconds: 8, resolution: "1080p", sound: true })
    expect(why({ id: "cheapest" }, ask)).toBe("Cheapest that can do 8 s at 1080p with sound: $0.40.")
    expect(why({ id: "cheapest_4k" }, anAsk({ durationSeconds: 8 }))).toBe("Cheapest that can do 8 s at 4k: $1.60.")
  })

  it("asks for the longest that there is", () => {
    expect(why({ id: "longest_take" })).toBe("Longest single take at 720p: 15 s, $3.00.")
  })

  it("says when nothing is known to go by", () => {
    expect(why({ id: "fastest" })).toBe("No model that can do 5 s at 720p has a history here yet, so the cheapest: $0.13.")
    expect(why({ id: "best_physics" })).toBe(
      "No model that can do 5 s at 720p has a published note on physics, so the cheapest: $0.13.",
    )
  })

  it("tells the team's own policy as such", () => {
    const facts = ({ id }: VideoModel) => known({ expectedSeconds: id === "a/cheap" ? 20 : null })
    expect(why({ id: "own", weights: policyWeights.parse({}) }, anAsk(), facts)).toBe(
      "Best by the team’s own weights of those that can do 5 s at 720p: $0.13, about 20 s.",
    )
  })

  it("says what is free, and that others were ticked by hand", () => {
    const facts = ({ id }: VideoModel) => known({ mode: "sandbox", isTicked: id === "a/cheap" })
    expect(why({ id: "cheapest" }, anAsk({ durationSeconds: 8 }), facts)).toBe(
      "Cheapest of the others that can do 8 s at 720p: $1.60 live, free in the sandbox.",
    )
  })

  it("says what nobody does", () => {
    expect(why({ id: "cheapest" }, anAsk({ durationSeconds: 7, resolution: "4k" }))).toBe(
      "No model that can be reached does 7 s at 4k. Change the length, the size or the frames.",
    )
  })

  it("shows a price before there is a prompt, but cannot be sent", () => {
    const { ranked } = rankModels(anAsk({}, { text: " " }), [cheap], () => known(), { id: "cheapest" })
    expect(ranked[0]?.checked).toMatchObject({ priceMicros: 125_000, blocked: "Write a prompt first." })
  })
})
