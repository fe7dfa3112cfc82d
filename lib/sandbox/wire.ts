import type { Job, Json, JsonObject } from "@/lib/sandbox/job"
import type { Plan } from "@/lib/sandbox/rehearsals"
import type { World } from "@/lib/sandbox/world"

/** Thrown by a handler to break the connection without an answer. */
export class CutConnection extends Error {}

/** Breaks off a handler with an answer. */
export class Refusal extends Error {
  constructor(readonly response: Response) {
    super(`refused with ${response.status}`)
  }
}

/** An answer in compact JSON. */
export function answer(status: number, body: Json, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", ...headers } })
}

/** The body as a JSON object; undefined when it is none. */
export async function readObject(request: Request): Promise<JsonObject | undefined> {
  try {
    const body: unknown = await request.json()
    return isObject(body) ? body : undefined
  } catch {
    return undefined
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

export const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

/** What happens between taking a job and telling the client so, where that is rehearsed. */
export async function afterAcceptance(
  world: World,
  job: Job,
  plan: Plan,
  serverError: () => Response,
): Promise<Response | undefined> {
  if (plan["early-webhook"] !== undefined) {
    await world.finished(job, 60_000)
    await world.postman.settled(job.sequence, 5000)
  }
  if (plan["cut-after"] !== undefined) throw new CutConnection()
  if (plan["error-after"] !== undefined) return serverError()
  if (plan["hang-submit"] !== undefined) {
    await wait(plan["hang-submit"] * 1000)
    throw new CutConnection()
  }
  return undefined
}
