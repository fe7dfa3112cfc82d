import type { FrameView, ShotDraft, VersionView } from "@/lib/shots/schema"

/** Whether two plain JSON values say the same, whatever the order of their keys. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const [left, right] = [Object.entries(a), new Map(Object.entries(b))]
  return left.length === right.size && left.every(([key, value]) => right.has(key) && sameJson(value, right.get(key)))
}

/** Whether Generate would make no new version: words, settings and frames are those of this one. */
export function isVersion(version: VersionView, draft: ShotDraft, frames: readonly FrameView[]): boolean {
  return (
    version.text === draft.text &&
    version.negativePrompt === draft.negativePrompt &&
    sameJson(version.settings, draft.settings) &&
    sameJson(
      version.frames.map(({ role, clipId }) => `${role}:${clipId}`),
      frames.map(({ role, clipId }) => `${role}:${clipId}`),
    )
  )
}
