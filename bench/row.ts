import type { BenchContext } from "@/bench/context"

export type Figure = {
  /** What was measured, in a few words. */
  what: string
  unit: string
  /** The median of this run, unless `what` says otherwise. */
  ours: number
  /** What it is held against, measured in the same run; absent where the budget is a plain number. */
  baseline?: { what: string; value: number }
  /** Bound of ours ÷ baseline; without a baseline, or where it says so, of ours itself. */
  budget: ({ most: number } | { least: number }) & { isAbsolute?: boolean }
  /** What else the run showed. */
  note?: string
}

/** A figure that this machine cannot give, and why. */
export type Missing = { what: string; notMeasured: string }

export type Finding = Figure | Missing

/** One row of the table of budgets. Rows run one after another and share what the context has started. */
export type Row = {
  /** What it is asked for by: `npm run bench -- NAME`. */
  name: string
  /** The budget in words, as the architecture states it. */
  budget: string
  measure(context: BenchContext): Promise<Finding[]>
}

export function isMissing(finding: Finding): finding is Missing {
  return "notMeasured" in finding
}

/** Ours ÷ baseline, or ÷ the budget where there is no baseline. */
export function ratioOf({ ours, baseline, budget }: Figure): number {
  if (baseline) return ours / baseline.value
  return ours / ("most" in budget ? budget.most : budget.least)
}

export function isMet(figure: Figure): boolean {
  const judged = isRatio(figure) ? ratioOf(figure) : figure.ours
  return "most" in figure.budget ? judged <= figure.budget.most : judged >= figure.budget.least
}

/** Whether the budget bounds the ratio, and not our figure itself. */
export function isRatio({ baseline, budget }: Figure): boolean {
  return baseline !== undefined && !budget.isAbsolute
}
