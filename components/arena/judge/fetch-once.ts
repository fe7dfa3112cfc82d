const fetched = new Map<string, Promise<Blob>>()
/** Pairs come one after the other; what was fetched for earlier ones is let go. */
const mostKept = 4

/**
 * The bytes behind an address that answers once: asked for again here, they are not fetched again. Rejects when the address
 * was used up or the server cannot be reached; then only new addresses help.
 */
export function fetchOnce(url: string): Promise<Blob> {
  const known = fetched.get(url)
  if (known) return known
  const coming = fetchBlob(url)
  fetched.set(url, coming)
  for (const oldest of fetched.keys()) {
    if (fetched.size <= mostKept) break
    fetched.delete(oldest)
  }
  return coming
}

async function fetchBlob(url: string): Promise<Blob> {
  const response = await fetch(url, { cache: "no-store", credentials: "same-origin" })
  if (!response.ok) throw new Error(`The clip did not come (${response.status}).`)
  return response.blob()
}
