import "server-only"
import { db } from "@/lib/db"
import { log } from "@/lib/log"
import type { WebhookRefusalReason } from "@/lib/providers/errors"

export type RefusalReason = WebhookRefusalReason | "unknown_generation" | "bad_token" | "too_large"

/** Refusals not yet written, summed: a flood of forgeries costs one write every quarter of a second. */
const waiting = new Map<string, { provider: string; reason: RefusalReason; teamId: string; count: number }>()

/** Counts a delivery that was not believed, for the vendors page. `teamId` is empty when it named no generation of ours. */
export function countRefusal(provider: string, reason: RefusalReason, teamId = ""): void {
  if (waiting.size === 0) setTimeout(flush, 250)
  const key = `${provider} ${reason} ${teamId}`
  const entry = waiting.get(key) ?? { provider, reason, teamId, count: 0 }
  entry.count++
  waiting.set(key, entry)
}

async function flush() {
  const entries = [...waiting.values()]
  waiting.clear()
  const hour = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000)
  for (const { provider, reason, teamId, count } of entries) {
    await db().$executeRaw`
        insert into "WebhookRefusal" as refusal (provider, reason, hour, "teamId", count)
        values (${provider}, ${reason}, ${hour}, ${teamId}, ${count})
        on conflict (provider, reason, hour, "teamId") do update set count = refusal.count + excluded.count`.catch((error) =>
      log().warn({ error, provider, reason, count }, "webhook refusals not counted"),
    )
  }
}
