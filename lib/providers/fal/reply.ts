import { z } from "zod"
import type { FailureKind, JobReport, ProviderFailure, RefusalKind, RemoteFile } from "@/lib/providers/provider"

/** What the queue answers to a submit. Unknown keys are ignored here and everywhere below. */
export const falSubmitted = z.object({
  request_id: z.string().min(1),
  response_url: z.string().optional(),
  status_url: z.string().optional(),
  cancel_url: z.string().optional(),
})

/** Lenient about the word: one that nobody has documented means that the job is still with fal. */
export const falStatus = z.object({
  status: z.string(),
  queue_position: z.number().nullish().catch(null),
  error: z.unknown().optional(),
  error_type: z.string().nullish().catch(null),
})
export type FalStatus = z.infer<typeof falStatus>

const falOutput = z.object({
  video: z.object({
    url: z.string().min(1),
    content_type: z.string().nullish(),
    file_size: z.number().nullish(),
  }),
  seed: z.number().nullish(),
})

const falDetail = z.object({ type: z.string().nullish(), msg: z.string().nullish(), loc: z.array(z.unknown()).nullish() })
const falErrorBody = z.object({
  detail: z.union([z.string(), z.array(falDetail)]).optional(),
  error_type: z.string().nullish(),
})

/** A model's output as a report; null when there is no video in it. */
export function toSuccess(output: unknown): Extract<JobReport, { status: "succeeded" }> | null {
  const parsed = falOutput.safeParse(output)
  if (!parsed.success) return null
  const { video, seed } = parsed.data
  const remote: RemoteFile = { url: video.url }
  if (video.content_type != null) remote.mime = video.content_type
  if (video.file_size != null) remote.bytes = video.file_size
  return seed == null ? { status: "succeeded", files: [remote] } : { status: "succeeded", files: [remote], seed }
}

/** Every error type in a fal error body, most telling first; empty when the body is not fal's. */
export function errorTypes(body: unknown): string[] {
  const parsed = falErrorBody.safeParse(body)
  if (!parsed.success) return []
  const { detail, error_type: errorType } = parsed.data
  const details = Array.isArray(detail) ? detail.flatMap(({ type }) => (type == null ? [] : [type])) : []
  return errorType == null ? details : [...details, errorType]
}

/** True for the answer of a result that is asked for too soon: 400 "Request is still in progress" (the fal sheet). */
export function isStillInProgress(body: unknown): boolean {
  const parsed = falErrorBody.safeParse(body)
  return parsed.success && typeof parsed.data.detail === "string" && /still in progress/i.test(parsed.data.detail)
}

const imageTypes = new Set([
  "image_too_small",
  "image_too_large",
  "image_aspect_ratio_error",
  "image_load_error",
  "file_download_error",
  "file_too_large",
])
const timeoutTypes = new Set(["generation_timeout", "request_timeout", "startup_timeout"])

/** What is known of a job that ended badly. `httpStatus`: the result's, or the one in a callback's "Invalid status code: 422". */
export type FalFailure = { body: unknown; errorType?: string | undefined; httpStatus: number | undefined; text: string }

/** Why a finished job failed. 5xx is never billed; a 422 may be if a GPU already ran (the fal sheet), so that stays open. */
export function toFailure({ body, errorType, httpStatus, text }: FalFailure): JobReport {
  const types = errorType === undefined ? errorTypes(body) : [...errorTypes(body), errorType]
  if (httpStatus === 499 || types.includes("client_cancelled")) return { status: "cancelled" }
  const failure: ProviderFailure = {
    kind: refusalOf(body) ?? kindOf(types, httpStatus),
    vendorText: text.slice(0, 2000),
    charged: httpStatus !== undefined && httpStatus >= 500 ? false : undefined,
  }
  return { status: "failed", failure }
}

function kindOf(types: readonly string[], httpStatus: number | undefined): FailureKind {
  if (types.includes("content_policy_violation")) return "refused"
  // "The model was unable to generate media": in practice its own filter on what it made.
  if (types.includes("no_media_generated")) return "output_refused"
  if (types.some((type) => imageTypes.has(type))) return "invalid_request"
  if (types.some((type) => timeoutTypes.has(type))) return "vendor_timeout"
  if (httpStatus === 504 && types.length === 0) return "vendor_timeout"
  if (httpStatus !== undefined && httpStatus >= 400 && httpStatus < 500) return "invalid_request"
  return "vendor_error"
}

const minorWords = /\bminors?\b|\bchild(ren)?\b|under-?age/i
const personWords =
  /likeness|celebrit|public figure|(real|identifiable|prominent|famous) (person|people|human|individual|face)|deepfake/i
const propertyWords = /copyright|trademark|intellectual property|third[- ]party (content|rights)|protected (character|content)/i

/**
 * What a policy violation took offence at; null when the body tells of none. Its words name a person, a minor or somebody's
 * property where they do (fal passes on what the model's maker says, so this is a reading of words [U]); its `loc` tells a
 * prompt from a picture; a `loc` of the body alone is about what was made when the words say so.
 */
export function refusalOf(body: unknown): RefusalKind | null {
  const parsed = falErrorBody.safeParse(body)
  if (!parsed.success || !Array.isArray(parsed.data.detail)) return null
  const refused = parsed.data.detail.find(({ type }) => type === "content_policy_violation")
  if (refused === undefined) return null
  const words = refused.msg ?? ""
  if (minorWords.test(words)) return "minor_refused"
  if (personWords.test(words)) return "person_refused"
  if (propertyWords.test(words)) return "property_refused"
  const field = (refused.loc ?? []).filter((part) => part !== "body").join(" ")
  if (/image|frame|video|element/i.test(field)) return "image_refused"
  if (/prompt/i.test(field)) return "prompt_refused"
  if (/generated|output|result/i.test(words)) return "output_refused"
  return "refused"
}
