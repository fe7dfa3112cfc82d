import type { PollingPlan } from "@/lib/providers/provider"

/** The plan at another pace; the time to give up is the vendor's and stays. */
export function scalePolling(plan: PollingPlan, scale = 1): PollingPlan {
  return {
    firstCheckAfterSeconds: plan.firstCheckAfterSeconds * scale,
    everySeconds: plan.everySeconds * scale,
    maxEverySeconds: plan.maxEverySeconds * scale,
    giveUpAfterSeconds: plan.giveUpAfterSeconds,
  }
}
