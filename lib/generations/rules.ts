import type { GenerationStatus } from "@/lib/generated/prisma/enums"

/**
 * Which status may follow which. `expired` may still become `ingesting`: a result that arrives after we stopped
 * waiting was paid for, and is kept.
 */
export const allowedFrom = {
  submitting: ["queued"],
  queued: ["submitting"],
  running: ["queued", "submitting", "unknown", "running"],
  unknown: ["submitting"],
  ingesting: ["queued", "submitting", "running", "unknown", "expired"],
  succeeded: ["ingesting"],
  failed: ["queued", "submitting", "running", "ingesting", "unknown"],
  refused: ["queued", "submitting", "running", "unknown"],
  cancelled: ["queued", "submitting", "running", "unknown"],
  expired: ["running", "unknown"],
} satisfies Record<GenerationStatus, readonly GenerationStatus[]>

export const terminalStatuses = [
  "succeeded",
  "failed",
  "refused",
  "cancelled",
  "expired",
] as const satisfies readonly GenerationStatus[]

/** True when nothing more will happen by itself. */
export function isTerminal(status: GenerationStatus): boolean {
  return (terminalStatuses as readonly GenerationStatus[]).includes(status)
}
