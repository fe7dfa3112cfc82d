import { type Ballot, pointsOfLeft } from "@/lib/judging/ratings/ballot"

/** Ballots of one question as numbers, in an order of their own: the same whatever order they are given in. */
export type Tally = {
  readonly models: readonly string[]
  readonly ballots: readonly Ballot[]
  /** Per ballot: the pair it is of, what the pair's first model won (0 to 1), and the weight, 1 on average. */
  readonly pair: Int32Array
  readonly points: Float64Array
  readonly weight: Float64Array
  readonly rater: Clusters
  readonly shot: Clusters
  /** Per pair that has met: the places of its two models in `models`, the first the smaller. */
  readonly pairs: readonly (readonly [number, number])[]
}

/** Which ballots belong together; `of` gives each ballot's cluster. */
export type Clusters = { readonly count: number; readonly of: Int32Array }

/** Weights are scaled to an average of 1, so that the ridge weighs the same against any. Ballots of weight 0 are left out. */
export function tallyBallots(given: readonly Ballot[]): Tally {
  const ballots = inOneOrder(given.filter(({ weight }) => weight > 0))
  const models = namesOf(ballots.flatMap(({ left, right }) => [left, right]))
  const placeOf = new Map(models.map((model, place) => [model, place]))
  const pairOf = new Map<number, number>()
  const pairs: [number, number][] = []
  const pair = new Int32Array(ballots.length)
  const points = new Float64Array(ballots.length)
  const meanWeight = ballots.reduce((sum, { weight }) => sum + weight, 0) / ballots.length
  for (const [i, { left, right, outcome }] of ballots.entries()) {
    const [a, b] = [placeOf.get(left) ?? 0, placeOf.get(right) ?? 0]
    const key = Math.min(a, b) * models.length + Math.max(a, b)
    let at = pairOf.get(key)
    if (at === undefined) {
      at = pairs.push([Math.min(a, b), Math.max(a, b)]) - 1
      pairOf.set(key, at)
    }
    pair[i] = at
    points[i] = a < b ? pointsOfLeft(outcome) : 1 - pointsOfLeft(outcome)
  }
  return {
    models,
    ballots,
    pair,
    points,
    weight: Float64Array.from(ballots, ({ weight }) => weight / meanWeight),
    rater: clustersOf(ballots.map(({ rater }) => rater)),
    // The same name in two sessions is two shots: sessions may belong to different projects.
    shot: clustersOf(ballots.map(({ session, shot }) => `${session}\n${shot}`)),
    pairs,
  }
}

function inOneOrder(ballots: readonly Ballot[]): Ballot[] {
  return ballots
    .map((ballot) => ({ ballot, key: keyOf(ballot).join("\n") }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ ballot }) => ballot)
}

function keyOf({ session, shot, left, right, outcome, rater, weight }: Ballot): (string | number)[] {
  return [session, shot, left, right, outcome, rater, weight]
}

function namesOf(names: readonly string[]): string[] {
  return [...new Set(names)].sort((a, b) => (a < b ? -1 : 1))
}

function clustersOf(names: readonly string[]): Clusters {
  const places = new Map(namesOf(names).map((name, place) => [name, place]))
  return { count: places.size, of: Int32Array.from(names, (name) => places.get(name) ?? 0) }
}
