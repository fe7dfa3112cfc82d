/** The most that a callback may carry. The longest real one (fal, with payload) is under 100 KB. */
export const maxBodyBytes = 1_000_000

/**
 * The raw bytes of a request, because signatures cover them; null when there are more than `maxBytes`. An announced length
 * is believed when it is too large, and reading stops at the bound, so nobody makes us hold more.
 */
export async function readBounded(request: Request, maxBytes = maxBodyBytes): Promise<Uint8Array | null> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) return null
  if (!request.body) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let length = 0
  const reader = request.body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return Buffer.concat(chunks, length)
    length += value.byteLength
    if (length > maxBytes) {
      // Not awaited: a sender that never stops must not keep us.
      reader.cancel().catch(() => {})
      return null
    }
    chunks.push(value)
  }
}
