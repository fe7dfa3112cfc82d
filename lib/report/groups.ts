import type { BallotMode } from "@/lib/arena/schema"
import { listNames, plural } from "@/lib/format"
import { type ShotTag, shotTagNames, shotTags } from "@/lib/shots/tags"

/** Ways in which a table can be narrowed besides a tag. A take from a first frame may have sound: it is in both. */
export const modeGroups = ["text", "image", "audio"] as const
export type ModeGroup = (typeof modeGroups)[number]

export const modeGroupNames: Record<ModeGroup, string> = {
  text: "Text-to-video",
  image: "Image-to-video",
  audio: "With audio",
}

export type GroupFilter = { tag: ShotTag | null; mode: ModeGroup | null }

/** What of a ballot decides which groups it is in. */
export type Grouped = { tags: readonly string[]; mode: BallotMode; withAudio: boolean }

/** The ballots of one tag, one mode, or both at once; all of them without either. */
export function inGroup<T extends Grouped>(ballots: readonly T[], { tag, mode }: GroupFilter): T[] {
  return ballots.filter((ballot) => (tag === null || ballot.tags.includes(tag)) && (mode === null || isOfMode(ballot, mode)))
}

/** Every tag and mode that some ballot is in, with how many. */
export function groupCounts(ballots: readonly Grouped[]): {
  tags: { tag: ShotTag; name: string; ballots: number }[]
  modes: { mode: ModeGroup; name: string; ballots: number }[]
} {
  return {
    tags: shotTags.flatMap((tag) => {
      const count = ballots.filter(({ tags }) => tags.includes(tag)).length
      return count > 0 ? [{ tag, name: shotTagNames[tag], ballots: count }] : []
    }),
    modes: modeGroups.flatMap((mode) => {
      const count = ballots.filter((ballot) => isOfMode(ballot, mode)).length
      return count > 0 ? [{ mode, name: modeGroupNames[mode], ballots: count }] : []
    }),
  }
}

/** Said beside a table that holds several ways of making together; null when it holds one. */
export function pooledWords(ballots: readonly Grouped[]): string | null {
  const parts = [
    ["image_to_video", "image-to-video"],
    ["text_to_video", "text-to-video"],
    ["mixed", "one against the other"],
  ].flatMap(([mode, name]) => {
    const count = ballots.filter((ballot) => ballot.mode === mode).length
    return count > 0 ? [`${name} (${plural(count, "ballot")})`] : []
  })
  return parts.length > 1 ? `Together here: ${listNames(parts)}.` : null
}

/** A pair of which one take began on a frame and the other on words is in neither of the two modes. */
function isOfMode({ mode, withAudio }: Grouped, group: ModeGroup): boolean {
  if (group === "audio") return withAudio
  return mode === (group === "image" ? "image_to_video" : "text_to_video")
}
