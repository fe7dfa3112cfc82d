import type { Matrix } from "@/lib/judging/ratings/matrix"
import type { Clusters, Tally } from "@/lib/judging/ratings/tally"

/** By simulation (calibration.test.ts): intervals of independent ballots stay honest, those of tastes lose the least. */
const errorsDisregarded = 1

/** How far the ballots of one rater (or one shot) go together, beyond what models' abilities explain. */
export type Dependence = {
  readonly clusters: Clusters
  /** 0 (ballots are as good as independent) to below 1: the share of the variance that comes with the cluster. */
  readonly share: number
  /** Σ over clusters of (Σ of their ballots' scores) times itself, corrected for what fitting takes away. */
  readonly meat: Matrix
  /** Of the variance that `meat` estimates. */
  readonly degrees: number
}

/**
 * Compares the variance of whole clusters' scores with that of single ballots: φ = tr(H⁻¹ M_clusters) / tr(H⁻¹ M_ballots) is
 * 1 on average when ballots are independent, with a standard error of sqrt(2 (Σ n_g²/N² − 1/N) / (models − 1)). Only what
 * is beyond one such error counts: with the two or three raters of a team, a full cluster-robust variance would be mere
 * noise, and its t value so wide that nothing could ever be said. (Liang & Zeger 1986, Biometrika 73:13; Cameron & Miller
 * 2015, J. Hum. Resources 50:317, on few clusters.)
 */
export function dependence(
  tally: Tally,
  scores: Float64Array,
  clusters: Clusters,
  bread: Matrix,
  ballotTrace: number,
): Dependence {
  const size = tally.models.length
  const { sums, evenness } = clusterSums(tally, scores, clusters)
  const meat = new Float64Array(size * size)
  for (let cluster = 0; cluster < clusters.count; cluster++) {
    const sum = sums.subarray(cluster * size, (cluster + 1) * size)
    for (let a = 0; a < size; a++)
      for (let b = 0; b < size; b++)
        meat[a * size + b] = (meat[a * size + b] as number) + ((sum[a] as number) * (sum[b] as number)) / (1 - evenness)
  }
  const noise = Math.sqrt((2 * Math.max(0, evenness - 1 / scores.length)) / Math.max(1, size - 1)) / (1 - evenness)
  const excess = clusters.count < 2 ? 0 : Math.max(0, traceOf(bread, meat) / ballotTrace - 1 - errorsDisregarded * noise)
  return { clusters, share: excess / (1 + excess), meat, degrees: Math.max(1, 1 / evenness - 1) }
}

/** tr(a b) of symmetric matrices. */
export function traceOf(a: Matrix, b: Matrix): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number)
  return sum
}

function clusterSums(tally: Tally, scores: Float64Array, { count, of }: Clusters) {
  const size = tally.models.length
  const sums = new Float64Array(count * size)
  const counts = new Float64Array(count)
  for (let i = 0; i < scores.length; i++) {
    const cluster = of[i] as number
    const [a, b] = tally.pairs[tally.pair[i] as number] as readonly [number, number]
    sums[cluster * size + a] = (sums[cluster * size + a] as number) + (scores[i] as number)
    sums[cluster * size + b] = (sums[cluster * size + b] as number) - (scores[i] as number)
    counts[cluster] = (counts[cluster] as number) + 1
  }
  const evenness = counts.reduce((sum, n) => sum + (n / scores.length) ** 2, 0)
  return { sums, evenness: Math.min(evenness, 1 - 1e-9) }
}
