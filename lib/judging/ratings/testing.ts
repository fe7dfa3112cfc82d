import type { Ballot, Outcome } from "@/lib/judging/ratings/ballot"
import type { Random } from "@/lib/judging/ratings/random"

/** A ballot of one session and question; what a test is about is given. */
export function aBallot(given: Partial<Ballot> = {}): Ballot {
  return {
    session: "session",
    question: "look",
    shot: "shot 1",
    left: "A",
    right: "B",
    outcome: "left",
    rater: "ann",
    weight: 1,
    ...given,
  }
}

/** So many ballots alike but for the rater and the shot, which take turns among four and five. */
export function someBallots(count: number, given: Partial<Ballot>): Ballot[] {
  return Array.from({ length: count }, (_, i) => aBallot({ rater: `rater ${i % 4}`, shot: `shot ${i % 5}`, ...given }))
}

export type Team = {
  /** In logits; models are named model 0, model 1, ... */
  abilities: readonly number[]
  ballots: number
  raters: number
  shots: number
  /** Share of ballots that are ties whatever the models. */
  ties?: number
  /** Standard deviation, in logits, of each rater's taste for each model, and of each model's luck with each shot. */
  taste?: number
}

/** Ballots of a team that judges pairs drawn at random by the Bradley–Terry model. */
export function simulateTeam({ abilities, ballots, raters, shots, ties = 0, taste = 0 }: Team, random: Random): Ballot[] {
  const tastes = () => abilities.map(() => taste * gaussian(random))
  const ofRater = Array.from({ length: raters }, tastes)
  const ofShot = Array.from({ length: shots }, tastes)
  const below = (count: number) => Math.floor(random() * count)
  return Array.from({ length: ballots }, () => {
    const left = below(abilities.length)
    const right = (left + 1 + below(abilities.length - 1)) % abilities.length
    const [rater, shot] = [below(raters), below(shots)]
    const strength = (model: number) => (abilities[model] ?? 0) + (ofRater[rater]?.[model] ?? 0) + (ofShot[shot]?.[model] ?? 0)
    const wins: Outcome = random() < 1 / (1 + Math.exp(strength(right) - strength(left))) ? "left" : "right"
    return aBallot({
      left: `model ${left}`,
      right: `model ${right}`,
      rater: `rater ${rater}`,
      shot: `shot ${shot}`,
      outcome: random() < ties ? "tie" : wins,
    })
  })
}

function gaussian(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}
