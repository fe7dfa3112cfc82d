import type { Candidates, CandidateTake } from "@/lib/arena/candidates-schema"

/** Which takes stand in which cell. A cell that is not there, or empty, is left out. Keys by `cellKey`. */
export type TakeChoice = Readonly<Record<string, readonly string[]>>

/** Ticked at first: more than these make a long evening. */
const [mostModels, mostShots] = [8, 30]

export const cellKey = (shotId: string, modelId: string) => `${shotId} ${modelId}`

/** Each cell's takes, newest first. */
export function cellsOf({ takes }: Candidates): Map<string, CandidateTake[]> {
  const cells = new Map<string, CandidateTake[]>()
  for (const take of takes) {
    const key = cellKey(take.shotId, take.modelId)
    cells.set(key, [...(cells.get(key) ?? []), take])
  }
  return cells
}

/** What is chosen before anybody chooses: the takes that were picked by hand, or the newest of each cell. */
export function firstChoice(candidates: Candidates, picked: readonly string[]): TakeChoice {
  const cells = cellsOf(candidates)
  if (picked.length > 0) {
    return Object.fromEntries(
      [...cells].map(([key, takes]) => [key, takes.map(({ takeId }) => takeId).filter((id) => picked.includes(id))]),
    )
  }
  const models = new Set(candidates.models.slice(0, mostModels).map(({ id }) => id))
  const shots = new Set(candidates.shots.slice(-mostShots).map(({ id }) => id))
  const newest = [...cells.values()].flatMap((takes) => takes[0] ?? [])
  return Object.fromEntries(
    newest
      .filter(({ shotId, modelId }) => shots.has(shotId) && models.has(modelId))
      .map(({ shotId, modelId, takeId }) => [cellKey(shotId, modelId), [takeId]]),
  )
}

/** One cell with other takes; none leaves it out. */
export function withCell(choice: TakeChoice, key: string, takeIds: readonly string[]): TakeChoice {
  return { ...choice, [key]: takeIds }
}

/** A row or a column, by its cells: all of it in with the newest takes, or all of it out. Cells that are in stay as they are. */
export function withCells(choice: TakeChoice, cells: Iterable<[string, CandidateTake[]]>, isIn: boolean): TakeChoice {
  const changed = [...cells].map(([key, takes]): [string, readonly string[]] => {
    if (!isIn) return [key, []]
    const held = choice[key] ?? []
    return [key, held.length > 0 ? held : takes.slice(0, 1).map(({ takeId }) => takeId)]
  })
  return { ...choice, ...Object.fromEntries(changed) }
}

/** The chosen takes that can be judged: those of shots with takes of two models or more. */
export function judgedTakes({ takes }: Candidates, choice: TakeChoice): CandidateTake[] {
  const chosen = takes.filter(({ shotId, modelId, takeId }) => choice[cellKey(shotId, modelId)]?.includes(takeId))
  const models = new Map<string, Set<string>>()
  for (const { shotId, modelId } of chosen) models.set(shotId, (models.get(shotId) ?? new Set()).add(modelId))
  return chosen.filter(({ shotId }) => (models.get(shotId)?.size ?? 0) > 1)
}
