import type { CountedBallot } from "@/lib/arena/schema"
import { textCell } from "@/lib/csv"
import { findVendor } from "@/lib/providers/vendors"
import type { ModelMoney, ModelTime } from "@/lib/report/cost"
import { uniqueLabels } from "@/lib/report/labels"
import type { Exclusion } from "@/lib/report/raters"
import type { JudgedTake } from "@/lib/report/takes-data"
import { modelName } from "@/lib/takes/model-name"

/** Everything that a report is made of, as it was read. */
export type ReportFacts = {
  ballots: readonly CountedBallot[]
  sessions: readonly { id: string; name: string }[]
  exclusions: readonly Exclusion[]
  money: readonly ModelMoney[]
  times: readonly ModelTime[]
  takes: readonly JudgedTake[]
}

/** The same with people's names instead of ids, each name one thing: what is shown, rated and exported alike. */
export type NamedFacts = {
  ballots: CountedBallot[]
  exclusions: readonly Exclusion[]
  money: ModelMoney[]
  times: ModelTime[]
  takes: (JudgedTake & { modelId: string })[]
  /** Vendor by a model's name. */
  vendorOf: Readonly<Record<string, string>>
  sessionOf: ReadonlyMap<string, string>
}

/**
 * Puts names in the place of ids. The ratings' bootstrap draws in the order of the names, so the page, the report and
 * `npm run ratings` on the exported ballots agree to the last digit only because all of them rate these.
 */
export function namedFacts({ ballots, sessions, exclusions, money, times, takes }: ReportFacts): NamedFacts {
  const modelIds = [...ballots.flatMap(({ left, right }) => [left, right]), ...[...takes, ...money].map(({ model }) => model)]
  const models = uniqueLabels(modelIds.map((id) => ({ id, label: modelName(id), detail: vendorName(id) })))
  const raters = uniqueLabels(ballots.map(({ judgeId, judgeName }) => ({ id: judgeId, label: judgeName || "Somebody" })))
  const shots = uniqueLabels([
    ...ballots.map(({ shotId, shotName }) => ({ id: shotId, label: shotName })),
    ...takes.map(({ shot, project }) => ({ id: shot.id, label: `${shot.number} ${shot.name}`, detail: project.name })),
  ])
  const sessionOf = uniqueLabels(sessions.map(({ id, name }) => ({ id, label: name })))
  const nameOf = (names: ReadonlyMap<string, string>, id: string) => names.get(id) ?? id
  return {
    ballots: ballots.map((ballot) => ({
      ...ballot,
      session: nameOf(sessionOf, ballot.sessionId),
      question: textCell(ballot.question),
      shot: nameOf(shots, ballot.shotId),
      left: nameOf(models, ballot.left),
      right: nameOf(models, ballot.right),
      rater: nameOf(raters, ballot.judgeId),
    })),
    exclusions,
    money: money.map((row) => ({ ...row, model: nameOf(models, row.model) })),
    times: times.map((row) => ({ ...row, model: nameOf(models, row.model) })),
    takes: takes.map((take) => ({ ...take, modelId: take.model, model: nameOf(models, take.model) })),
    vendorOf: Object.fromEntries([...models].map(([id, label]) => [label, vendorName(id)])),
    sessionOf,
  }
}

function vendorName(modelId: string): string {
  const provider = modelId.split("/")[0] ?? ""
  return findVendor(provider)?.name ?? provider
}
