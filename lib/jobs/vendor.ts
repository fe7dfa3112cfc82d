import "server-only"
import type { JobGeneration } from "@/lib/jobs/generation"
import { sandboxPollScale } from "@/lib/jobs/timing"
import { log } from "@/lib/log"
import { ProviderError } from "@/lib/providers/errors"
import { refusalKinds, type VideoProvider } from "@/lib/providers/provider"
import { createProvider } from "@/lib/providers/registry"
import { vendorAccess } from "@/lib/vendors/data"
import { notePulse } from "@/lib/vendors/pulse"

/**
 * The vendor as this generation's team reaches it, in the mode that the generation was created in: what was shown as free
 * is never sent to a live vendor. Throws AppError "unavailable" when that way is gone (the key was removed).
 */
export async function vendorOf({
  teamId,
  provider,
  mode,
}: Pick<JobGeneration, "teamId" | "provider" | "mode">): Promise<VideoProvider> {
  const { settings } = await vendorAccess(teamId, provider, mode)
  return createProvider(provider, mode === "sandbox" ? { ...settings, pollScale: sandboxPollScale } : settings)
}

/** One call to a vendor, with its log line: how long it took and, when it failed, in which way and the vendor's own words. */
export async function called<Value>(
  generation: Pick<JobGeneration, "id" | "teamId" | "provider" | "model" | "mode">,
  call: "submit" | "check" | "lookup" | "cancel" | "download",
  make: () => Promise<Value>,
): Promise<Value> {
  const { id: generationId, teamId, provider, model, mode } = generation
  const line = { generationId, teamId, provider, model, mode, call }
  const start = performance.now()
  const durationMs = () => Math.round(performance.now() - start)
  try {
    const value = await make()
    notePulse({ teamId, provider, mode }, null)
    log().info({ ...line, durationMs: durationMs() }, "vendor called")
    return value
  } catch (error) {
    const facts =
      error instanceof ProviderError
        ? { kind: error.kind, acceptance: error.acceptance, httpStatus: error.httpStatus, vendorText: error.message }
        : { error }
    // That a vendor refuses a prompt is an answer; what counts is whether it could be worked with.
    const isAnswer = error instanceof ProviderError && isRefusal(error.kind)
    notePulse({ teamId, provider, mode }, isAnswer ? null : error instanceof ProviderError ? error.kind : "unavailable")
    log().warn({ ...line, durationMs: durationMs(), ...facts }, "vendor call failed")
    throw error
  }
}

function isRefusal(kind: string): boolean {
  return (refusalKinds as readonly string[]).includes(kind)
}
