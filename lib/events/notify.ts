import "server-only"
import type { Transaction } from "@/lib/db"
import type { EventNotice } from "@/lib/events/schema"

/** The Postgres channel that every web process listens on. */
export const eventChannel = "rushes_events"

/** Tells every open screen, when and only if `tx` commits. */
export async function notify(tx: Transaction, notice: EventNotice | readonly EventNotice[]): Promise<void> {
  const notices = [notice].flat()
  if (notices.length === 0) return
  const payloads = notices.map((each) => JSON.stringify(each))
  await tx.$executeRaw`select pg_notify(${eventChannel}, payload) from unnest(${payloads}::text[]) as payload`
}
