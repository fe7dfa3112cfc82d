import { serveClip } from "@/lib/sandbox/files"
import type { Job, JobFailure, Json, JsonObject } from "@/lib/sandbox/job"
import type { Plan } from "@/lib/sandbox/rehearsals"
import { answer, CutConnection, Refusal } from "@/lib/sandbox/wire"
import type { World } from "@/lib/sandbox/world"

/** What Google's two video APIs have in common: the shape of errors, and the sentences of refusals. */

const statuses = {
  400: "INVALID_ARGUMENT",
  401: "UNAUTHENTICATED",
  403: "PERMISSION_DENIED",
  404: "NOT_FOUND",
  429: "RESOURCE_EXHAUSTED",
  500: "INTERNAL",
  503: "UNAVAILABLE",
} as const

export function googleError(
  code: keyof typeof statuses,
  message: string,
  details: JsonObject[] = [],
  headers: Record<string, string> = {},
): Response {
  return answer(code, { error: { code, message, status: statuses[code], ...(details.length > 0 && { details }) } }, headers)
}

/** Ends a handler with an error. */
export function refuseGoogle(...parts: Parameters<typeof googleError>): never {
  throw new Refusal(googleError(...parts))
}

/** An `ErrorInfo` among an error's details. */
export function errorInfo(reason: string): JsonObject {
  return { "@type": "type.googleapis.com/google.rpc.ErrorInfo", reason, domain: "googleapis.com" }
}

const quotaWords = "You exceeded your current quota, please check your plan and billing details."

/** Turns a request away at the door where that is rehearsed. */
export function turnAway(world: World, plan: Plan, identity: string, noCredit: () => Response): void {
  if (plan["no-credit"] !== undefined) throw new Refusal(noCredit())
  if (world.strikes("rate-limit", plan, identity)) {
    const retry = { "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: "2s" }
    refuseGoogle(429, quotaWords, [retry], { "retry-after": "2" })
  }
  if (world.strikes("rate-limit-bare", plan, identity)) refuseGoogle(429, quotaWords)
  if (world.strikes("error-before", plan, identity)) {
    refuseGoogle(503, "The model is overloaded. Please try again later.")
  }
}

const feedback = "If you think this was an error, send feedback."

/** Google's sentences with its support codes: in place of the clip, or for the whole request. */
export const refusalWords: Record<Exclude<JobFailure["kind"], "vendor" | "invalid">, string> = {
  prompt: `The prompt could not be submitted. This prompt contains sensitive words that violate Google's Responsible AI practices. Try rephrasing the prompt. ${feedback} Support codes: 42237218`,
  image: `Veo could not generate videos because the input image violates Google's usage guidelines. ${feedback} Support codes: 63429089`,
  person: `Veo could not generate videos because the input image contains a celebrity. ${feedback} Support codes: 29310472`,
  minor: `Veo could not generate videos because the input image contains content about children. ${feedback} Support codes: 58061214`,
  property: `Veo could not generate videos because of concerns about third-party content providers. ${feedback} Support codes: 35561574`,
  output: `Veo could not generate 1 video based on the prompt provided. You will not be charged for blocked videos. ${feedback} Support codes: 64151117`,
}

/** A finished file inside a JSON reply, spoiled where the job rehearses that. */
export async function inBase64(world: World, request: Request, job: Job): Promise<string> {
  const file = await serveClip(world, new Request(request.url), job)
  try {
    return Buffer.from(await file.arrayBuffer()).toString("base64")
  } catch {
    throw new CutConnection()
  }
}

/** Fields that nobody has documented, where that is rehearsed. */
export function oddFields(job: Job): { [key: string]: Json } {
  return job.plan["odd-words"] === undefined ? {} : { dreamDepth: 3, lineage: [{ kind: "seedling", of: null }] }
}
