import { randomUUID } from "node:crypto"
import { answer, Refusal } from "@/lib/sandbox/wire"

/** ModelArk's codes, with the HTTP status and the type that each comes with. */
const failures = {
  MissingParameter: [400, "BadRequest", "The request failed because it is missing one or multiple required parameters"],
  InvalidParameter: [400, "BadRequest", "A parameter specified in the request is not valid"],
  "InvalidParameter.TaskTypeConstraint": [400, "BadRequest", "The parameters do not fit the type of this task"],
  "InvalidAction.TaskStatus": [400, "BadRequest", "The task cannot be deleted in its current status"],
  InputTextSensitiveContentDetected: [
    400,
    "BadRequest",
    "The request failed because the input text may contain sensitive information",
  ],
  InputImageSensitiveContentDetected: [
    400,
    "BadRequest",
    "The request failed because the input image may contain sensitive information",
  ],
  "InputImageSensitiveContentDetected.PrivacyInformation": [
    400,
    "BadRequest",
    "The request failed because the input image may contain real person",
  ],
  "InputTextSensitiveContentDetected.PolicyViolation": [
    400,
    "BadRequest",
    "The request failed because the input text may be related to copyright restrictions",
  ],
  AuthenticationError: [401, "Unauthorized", "The API key in the request is missing or invalid"],
  AccountOverdueError: [403, "Forbidden", "The request failed because your account has an overdue balance"],
  "InvalidEndpointOrModel.NotFound": [404, "NotFound", "The model or endpoint does not exist or you do not have access to it"],
  ResourceNotFound: [404, "NotFound", "The specified resource is not found"],
  "RateLimitExceeded.EndpointRPMExceeded": [
    429,
    "TooManyRequests",
    "The request failed because it exceeded the requests per minute (RPM) limit of the endpoint",
  ],
  InternalServiceError: [500, "InternalServerError", "The service encountered an unexpected internal error"],
} as const satisfies Record<string, readonly [number, string, string]>
export type FailureCode = keyof typeof failures

export function fail(code: FailureCode, detail = "", param = "", headers: Record<string, string> = {}): Response {
  const [status, type, text] = failures[code]
  const message = `${detail || text}. Request id: ${randomUUID().replaceAll("-", "")}`
  return answer(status, { error: { code, message, param, type } }, headers)
}

/** Ends a handler with a failure. */
export function refuse(code: FailureCode, detail?: string, param?: string): never {
  throw new Refusal(fail(code, detail, param))
}
