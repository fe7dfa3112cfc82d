import type { ShotTag } from "@/lib/shots/tags"

/** Whether a shot begins with words alone or with a first frame: models differ in the two. */
export type ShotMode = "text_to_video" | "image_to_video"

/** What the team's ballots say of the models, over one kind of shots. */
export type Standing = {
  /** The ballots that count in it. */
  ballots: number
  /** How many more there must be at least, for one question; 0 when there are enough. */
  missing: number
  /**
   * By catalogue id: the lower and the upper ends of its 95 % intervals, each as the mean over the questions that were
   * asked of it. Empty while there are not enough ballots.
   */
  models: Readonly<Record<string, { low: number; high: number; questions: number }>>
}

/** Which shots: takes of real models and of the sandbox apart, all shots or those with a tag, and of one mode or of any. */
export type StandingKey = `${"live" | "sandbox"} ${ShotTag | "all"} ${ShotMode | "any"}`

/** Plain numbers for the browser's form; absent where there is no ballot. */
export type TeamStandings = Readonly<Partial<Record<StandingKey, Standing>>>
