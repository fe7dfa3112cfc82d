import "server-only"
import { findPasswordByEmail } from "@/lib/auth/data"
import { nobodysHash, verifyPassword } from "@/lib/auth/password"
import { signInInput } from "@/lib/auth/schema"
import { countSignIn } from "@/lib/auth/throttle"
import { AppError } from "@/lib/errors"

/**
 * The person with this email and password. Throws AppError: "too_many_attempts", or "invalid_input" in the same words and
 * after the same work whether the email or the password is wrong.
 */
export async function signInWithPassword(credentials: unknown, address: string): Promise<{ id: string; sessionEpoch: number }> {
  const wrong = new AppError("invalid_input", "Email or password is wrong.")
  const parsed = signInInput.safeParse(credentials)
  if (!parsed.success) throw wrong
  const attempt = await countSignIn(parsed.data.email, address)
  const person = await findPasswordByEmail(parsed.data.email)
  const isRight = await verifyPassword(parsed.data.password, person?.passwordHash ?? (await nobodysHash))
  if (!person?.passwordHash || !isRight) throw wrong
  await attempt.forgive()
  return { id: person.id, sessionEpoch: person.sessionEpoch }
}
