import { errors, jwtVerify } from "jose"
import { accountOf } from "@/lib/sandbox/identity"
import { fail } from "@/lib/sandbox/kling/envelope"

/** The secret key to every access key here that begins with "sandbox". */
const secretKey = new TextEncoder().encode("sandbox-secret")

/**
 * Who asks, or the answer to whom it cannot be: an API key, which opens both APIs, or a token of a legacy key pair, which
 * opens the older one alone.
 */
export async function authorise(request: Request, isOlder: boolean): Promise<string | Response> {
  const header = request.headers.get("authorization")
  if (!header) return fail(1001)
  const [, key] = /^Bearer\s+(\S+)$/i.exec(header) ?? []
  if (key === undefined) return fail(1002)
  if (key.startsWith("sandbox")) return accountOf("kling", key)
  if (!isOlder) return fail(1002, "api key is invalid")
  try {
    const { payload } = await jwtVerify(key, secretKey, { algorithms: ["HS256"], requiredClaims: ["iss", "exp", "nbf"] })
    const accessKey = payload.iss ?? ""
    return accessKey.startsWith("sandbox") ? accountOf("kling", accessKey) : fail(1002, "access key not found")
  } catch (error) {
    if (error instanceof errors.JWTExpired) return fail(1004)
    if (error instanceof errors.JWTClaimValidationFailed && error.claim === "nbf") return fail(1003)
    return fail(1000)
  }
}
