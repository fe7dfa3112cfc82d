import type { JobFailure } from "@/lib/sandbox/job"
import type { Plan, RehearsalName } from "@/lib/sandbox/rehearsals"

const dooms = [
  ["refuse-prompt", "prompt"],
  ["refuse-image", "image"],
  ["refuse-person", "person"],
  ["refuse-minor", "minor"],
  ["refuse-property", "property"],
  ["refuse-output", "output"],
  ["fail", "vendor"],
] as const satisfies readonly (readonly [RehearsalName, JobFailure["kind"]])[]

/** How a job with this plan will end badly; null when it will not. */
export function doomOf(plan: Plan): JobFailure | null {
  const found = dooms.find(([name]) => plan[name] !== undefined)
  return found ? { kind: found[1], detail: null } : null
}
