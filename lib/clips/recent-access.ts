import "server-only"
import type { ServedClip } from "@/lib/clips/data"

/** How long a proven access holds. Whoever is removed from a team sees a clip that they are watching this much longer. */
const holdsMs = 5000
const maxEntries = 5000

const proven = new Map<string, { clip: ServedClip; until: number }>()

/**
 * A player asks for one clip in dozens of ranges: session and membership are proven for the first and taken as proven for
 * the next five seconds. Only a yes is kept, and only for this very session token.
 */
export async function provenRecently(
  token: string | undefined,
  clipId: string,
  prove: () => Promise<ServedClip | null>,
): Promise<ServedClip | null> {
  const key = `${token} ${clipId}`
  const now = performance.now()
  const held = proven.get(key)
  if (held && held.until > now) return held.clip
  proven.delete(key)
  const clip = await prove()
  if (!clip || !token) return clip
  if (proven.size >= maxEntries) forgetOld(now)
  proven.set(key, { clip, until: now + holdsMs })
  return clip
}

/** Entries lie in the order they were made, so the old ones are at the front. */
function forgetOld(now: number) {
  for (const [key, { until }] of proven) {
    if (until > now && proven.size < maxEntries) return
    proven.delete(key)
  }
}
