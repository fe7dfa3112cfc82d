import { type ShotDraft, shotDraft } from "@/lib/shots/schema"
import type { ShotTag } from "@/lib/shots/tags"

/**
 * What a new drill begins with. One person, seen from near, who does one thing: a face, hair and clothes that must stay the
 * same, a motion with a beginning and an end, and a camera that moves while it happens.
 */
export const templateText =
  "A woman in a red raincoat walks along a harbour quay at dusk. She stops, turns to us and lifts a lantern to her face. " +
  "Her face, her wet dark hair and the coat stay the same from the first moment to the last. Fishing boats lie still behind her."

export const templateName = "Harbour walk"

export const templateTags: readonly ShotTag[] = ["people", "camera"]

/** The form as a new drill shows it. */
export function templateDraft(): ShotDraft {
  return shotDraft.parse({ text: templateText, settings: { camera: { motion: "push_in", strength: "medium" } } })
}
