/** What can go wrong in our own words. `message` is for the person; `cause` is for the log. */
export type AppErrorCode =
  | "not_signed_in"
  | "not_found"
  | "not_allowed"
  | "invalid_input"
  | "conflict"
  | "over_budget"
  | "too_many_attempts"
  | "too_large"
  | "unavailable"

/** A new code cannot be forgotten: every code names its HTTP status here. */
export const httpStatusOf = {
  not_signed_in: 401,
  not_found: 404,
  not_allowed: 403,
  invalid_input: 400,
  conflict: 409,
  over_budget: 402,
  too_many_attempts: 429,
  too_large: 413,
  unavailable: 503,
} satisfies Record<AppErrorCode, number>

/**
 * A failure that the person should read. `message` says what happened, whether it was charged when money could be in
 * question, and what to do next. `fields` maps a form field's name to what is wrong with it.
 */
export class AppError extends Error {
  override readonly name = "AppError"
  readonly code: AppErrorCode
  readonly fields: Readonly<Record<string, string>> | undefined

  constructor(code: AppErrorCode, message: string, options: { cause?: unknown; fields?: Record<string, string> } = {}) {
    super(message, { cause: options.cause })
    this.code = code
    this.fields = options.fields
  }
}
