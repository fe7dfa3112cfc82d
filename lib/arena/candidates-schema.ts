/** A finished take that a session may hold. */
export type CandidateTake = {
  takeId: string
  shotId: string
  modelId: string
  /** 1, 2, 3 … in its shot. */
  number: number
  durationSeconds: number
  posterUrl: string | null
}

/** Rows, columns and what stands in the cells: of one cell the newest take first. Plain JSON. */
export type Candidates = {
  shots: { id: string; number: number; name: string }[]
  models: { id: string; name: string }[]
  takes: CandidateTake[]
}
