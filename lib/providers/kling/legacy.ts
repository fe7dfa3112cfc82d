import { unreadableReply } from "@/lib/providers/http-failures"
import { isMissing, type KlingContext, openAnswer } from "@/lib/providers/kling/answer"
import { fromLegacy, legacyCreated, legacyTask } from "@/lib/providers/kling/legacy-reply"
import type { LegacyKind, toLegacyKling } from "@/lib/providers/kling/legacy-request"
import type { KlingTask } from "@/lib/providers/kling/reply"
import type { Call, Submission } from "@/lib/providers/provider"

/** One billable POST to the older API. */
export async function submitLegacy(
  context: KlingContext,
  { kind, path, body }: NonNullable<ReturnType<typeof toLegacyKling>>,
  call: Call,
): Promise<Submission> {
  const url = `${context.api}${path}`
  const sent = { method: "POST", url, body: { json: body }, signal: call.signal, isSubmit: true } as const
  const reply = await context.http.send(sent)
  const created = legacyCreated.safeParse(openAnswer(context, reply, sent))
  if (!created.success) throw unreadableReply("kling", reply, "No task id", sent)
  const id = created.data.task_id
  return { jobRef: { id, kind }, vendorJobId: id }
}

/** One task of the older API by Kling's id or by ours; null when there is none. */
export async function findLegacy(context: KlingContext, kind: LegacyKind, id: string, call: Call): Promise<KlingTask | null> {
  const url = `${context.api}/v1/videos/${kind}/${encodeURIComponent(id)}`
  const reply = await context.http.send({ method: "GET", url, signal: call.signal })
  if (isMissing(reply)) return null
  const task = legacyTask.safeParse(openAnswer(context, reply, {}))
  if (!task.success) throw unreadableReply("kling", reply, "Not a task", { isSubmit: false })
  return fromLegacy(task.data)
}

/** Proves the key pair by listing one task at most. */
export async function testKeyPair(context: KlingContext, call: Call): Promise<void> {
  const url = `${context.api}/v1/videos/text2video?pageNum=1&pageSize=1`
  openAnswer(context, await context.http.send({ method: "GET", url, signal: call.signal }), {})
}
