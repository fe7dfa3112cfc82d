import { AppError } from "@/lib/errors"

/** The most that is said of one file, in bytes. */
export const maxFactsBytes = 100_000

/**
 * Parts the body of an import: JSON of so many bytes about the file, and the file. What is said of it does not go into the
 * address, because a prompt may be longer than servers let an address be. Throws AppError "invalid_input".
 */
export async function splitFacts(
  body: ReadableStream<Uint8Array> | null,
  bytes: number,
): Promise<{ facts: unknown; file: ReadableStream<Uint8Array> | null }> {
  if (body === null || bytes === 0) return { facts: {}, file: body }
  const reader = body.getReader()
  const parts: Uint8Array[] = []
  let seen = 0
  while (seen < bytes) {
    const { done, value } = await reader.read()
    if (done) throw new AppError("invalid_input", "The file arrived incomplete. Bring it again.")
    parts.push(value)
    seen += value.length
  }
  const begun = Buffer.concat(parts)
  const file = new ReadableStream<Uint8Array>({
    start(controller) {
      if (seen > bytes) controller.enqueue(begun.subarray(bytes))
    },
    async pull(controller) {
      const { done, value } = await reader.read()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: (reason) => reader.cancel(reason),
  })
  return { facts: parse(begun.subarray(0, bytes).toString("utf8")), file }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new AppError("invalid_input", "What was said of the file is not JSON.", { cause })
  }
}
