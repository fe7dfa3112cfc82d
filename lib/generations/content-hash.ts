import { createHash } from "node:crypto"
import type { VersionContent } from "@/lib/generations/schema"

/** sha256 (hex) over everything that a version freezes: equal drafts have equal hashes, whatever the order of keys. */
export function contentHash({ text, negativePrompt, settings, frames }: VersionContent): string {
  const canonical = sortKeys({ text, negativePrompt, settings, frames: frames.map(({ role, clipId }) => ({ role, clipId })) })
  return createHash("sha256").update(JSON.stringify(canonical)).digest("hex")
}

/** The same value with the keys of every object in order, and without those that are undefined. */
export function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (typeof value !== "object" || value === null) return value
  const entries = Object.entries(value).filter(([, part]) => part !== undefined)
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, sortKeys(part)]))
}
