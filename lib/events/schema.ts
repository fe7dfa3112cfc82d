import type { TakeWaiting } from "@/lib/lanes/schema"
import type { TakeView } from "@/lib/takes/schema"

/** What an open screen is told, over SSE at /api/events?team=SLUG. Each is one SSE message whose data is this JSON. */
export type LiveEvent =
  /** A take appeared or changed in any way; the view replaces what the screen has. */
  | { type: "take"; take: TakeView }
  /** The line at a vendor moved: why each of the team's queued takes waits, by take. Whoever is not named waits for nothing. */
  | { type: "line"; waiting: Record<string, TakeWaiting> }
  /** A take went to the trash. */
  | { type: "take_removed"; takeId: string; shotId: string; projectId: string }
  /** Something was said of a take, seen to or taken back. */
  | { type: "comments"; takeId: string }
  /** A shot's pick, draft or frames changed: refetch what shows it. */
  | { type: "shot"; shotId: string; projectId: string }

/** What travels through Postgres' NOTIFY on the channel `rushes_events` (ids only: payloads end at 8,000 bytes). */
export type EventNotice =
  | { teamId: string; type: "take"; takeId: string }
  | { teamId: string; type: "line" }
  | { teamId: string; type: "take_removed"; takeId: string; shotId: string; projectId: string }
  | { teamId: string; type: "comments"; takeId: string }
  | { teamId: string; type: "shot"; shotId: string; projectId: string }
