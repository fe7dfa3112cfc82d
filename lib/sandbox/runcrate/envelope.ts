import { answer } from "@/lib/sandbox/wire"

/** An error in the documented form. The types beside `invalid_request_error` are ours: no page lists them. */
export function fail(status: number, code: string, message: string, headers: Record<string, string> = {}): Response {
  const type = status < 500 ? "invalid_request_error" : "api_error"
  return answer(status, { error: { message, type, code } }, headers)
}
