import { AppError } from "@/lib/errors"

/**
 * Refuses a request that another site made the browser send. Browsers put Origin on every POST, and Sec-Fetch-Site on
 * nearly everything; a request with neither did not come from a screen of ours. `publicUrl` is this studio's address behind a
 * proxy that changes the Host header. Throws AppError "not_allowed".
 */
export function requireSameOrigin(headers: Headers, publicUrl: string | undefined): void {
  const origin = headers.get("origin")
  if (origin === null) {
    if (headers.get("sec-fetch-site") === "same-origin") return
  } else if (URL.canParse(origin)) {
    const { host } = new URL(origin)
    if (host === headers.get("host")) return
    if (publicUrl !== undefined && origin === new URL(publicUrl).origin) return
  }
  throw new AppError("not_allowed", "This request came from another site and was not followed.")
}
