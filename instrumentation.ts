/** Runs once when a web process starts. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== "nodejs") return
  const { noteConnectionAddresses } = await import("@/lib/auth/address")
  noteConnectionAddresses()
  const { keepContentLength } = await import("@/lib/clips/content-length")
  keepContentLength()
}
