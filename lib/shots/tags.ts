/** What a shot can put to the test, in the order of the menu. Ratings are made per tag too, and "team_best:<tag>" goes by them. */
export const shotTags = ["physics", "people", "camera", "text", "animals", "style"] as const
export type ShotTag = (typeof shotTags)[number]

/** The tags among stored words, in the order of the menu; a word that is none (any more) is left out. */
export function toShotTags(words: readonly string[]): ShotTag[] {
  return shotTags.filter((tag) => words.includes(tag))
}

/** As screens say it. */
export const shotTagNames: Record<ShotTag, string> = {
  physics: "Physics",
  people: "People",
  camera: "Camera",
  text: "Text",
  animals: "Animals",
  style: "Style",
}
