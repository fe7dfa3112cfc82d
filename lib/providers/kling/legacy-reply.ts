import { z } from "zod"
import { amount, type KlingTask } from "@/lib/providers/kling/reply"

/** What creating and querying answer in the older API, and what its callbacks carry. */
export const legacyTask = z.object({
  task_id: z.string().min(1),
  task_status: z.string(),
  task_status_msg: z.string().nullish(),
  updated_at: z.number().nullish(),
  task_info: z.object({ external_task_id: z.string().nullish() }).nullish(),
  task_result: z.object({ videos: z.array(z.object({ url: z.string().nullish() })).nullish() }).nullish(),
  final_unit_deduction: amount.nullish().catch(null),
  final_balance_deduction: z
    .object({ quota: amount.nullish().catch(null) })
    .nullish()
    .catch(null),
})

export const legacyCreated = legacyTask.pick({ task_id: true })

/** The same task in the newer API's words, so that both are read by the same rules. */
export function fromLegacy(task: z.infer<typeof legacyTask>): KlingTask {
  return {
    id: task.task_id,
    status: task.task_status,
    message: task.task_status_msg,
    update_time: task.updated_at,
    external_id: task.task_info?.external_task_id,
    outputs: task.task_result?.videos?.map(({ url }) => ({ type: "video", url })),
    billing: billingOf(task),
  }
}

/** Units have a known price; what was taken from a balance stands there without its currency, so it is not read. */
function billingOf({ final_unit_deduction: units, final_balance_deduction: balance }: z.infer<typeof legacyTask>) {
  if (units == null || (balance?.quota ?? 0) > 0) return null
  return units > 0 ? [{ charge_type: "unit", amount: units, currency: null }] : []
}
