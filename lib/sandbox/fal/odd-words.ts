import type { JsonObject } from "@/lib/sandbox/job"
import type { Plan } from "@/lib/sandbox/rehearsals"

/** Fields that nobody has documented, where that is rehearsed. */
export function oddWords(plan: Plan): JsonObject {
  return plan["odd-words"] === undefined ? {} : { moon_phase: "waxing", queue_weather: { outlook: "fair", gusts: [3, null] } }
}
