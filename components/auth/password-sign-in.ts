"use client"

/** Signs in through next-auth, with its CSRF token. Returns what is wrong, in words, or null when the session stands. */
export async function signInWithPassword(email: string, password: string): Promise<string | null> {
  const { signIn } = await import("next-auth/react")
  const reply = await signIn("credentials", { email, password, redirect: false })
  if (reply?.ok) return null
  return reply?.error ?? "The server did not answer. Try again."
}
