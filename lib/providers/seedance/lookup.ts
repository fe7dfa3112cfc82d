import { ProviderError } from "@/lib/providers/errors"
import type { Http } from "@/lib/providers/http"
import { unreadableReply } from "@/lib/providers/http-failures"
import type { Call, VideoRequest } from "@/lib/providers/provider"
import { replyFailure } from "@/lib/providers/seedance/failures"
import { type SeedanceTask, seedanceList } from "@/lib/providers/seedance/reply"
import { modelArkId, safetyIdentifier } from "@/lib/providers/seedance/request"

const pageSize = 100
/** A thousand tasks of one model in the seven days that the list reaches back. */
const maxPages = 10

/**
 * The id of the task that carries our key, among those of the last seven days; null when surely none does. Throws
 * `ProviderError` when the list leaves that open: it is too long, or holds a task without an identifier that could be
 * this one (that lists echo the field is the sheet's word, and nobody's test).
 */
export async function findTask(
  { http, tasks, now }: { http: Http; tasks: string; now: () => number },
  idempotencyKey: string,
  request: VideoRequest,
  call: Call,
): Promise<string | null> {
  const wanted = safetyIdentifier(idempotencyKey)
  let unnamed = 0
  let seen = 0
  for (let page = 1; page <= maxPages; page++) {
    const query = new URLSearchParams({ page_num: String(page), page_size: String(pageSize) })
    const model = modelArkId(request.model)
    if (model !== undefined) query.set("filter.model", model)
    const reply = await http.send({ method: "GET", url: `${tasks}?${query}`, signal: call.signal })
    if (reply.status !== 200) throw replyFailure(reply, { isSubmit: false, now: now() })
    const list = seedanceList.safeParse(reply.json)
    if (!list.success) throw unreadableReply("seedance", reply, "Not a list of tasks", { isSubmit: false })
    const { items, total } = list.data
    const found = items.find((task) => task.safety_identifier === wanted)
    if (found) return found.id
    unnamed += items.filter((task) => couldBe(task, request, model)).length
    seen += items.length
    if (items.length === 0 || (total == null ? items.length < pageSize : seen >= total)) {
      if (unnamed === 0) return null
      throw open(`${unnamed} listed tasks carry no identifier and could be this one.`)
    }
  }
  throw open(`More than ${pageSize * maxPages} tasks are listed.`)
}

/** A task that tells no identifier, and nothing that this request contradicts. */
function couldBe(task: SeedanceTask, request: VideoRequest, model: string | undefined): boolean {
  if (task.safety_identifier) return false
  const fits = <T>(told: T | null | undefined, asked: T) => told == null || told === asked
  return (
    fits(task.model, model) &&
    fits(task.resolution, request.resolution as string) &&
    fits(task.duration, request.durationSeconds)
  )
}

function open(message: string): ProviderError {
  return new ProviderError({ provider: "seedance", kind: "unavailable", acceptance: "no", isRetryable: true, message })
}
