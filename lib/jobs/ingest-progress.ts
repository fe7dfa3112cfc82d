import "server-only"
import { writeProgress } from "@/lib/jobs/ingest-data"
import { log } from "@/lib/log"

/** At most two words a second per clip; a clip that arrives sooner says nothing. */
const everyMs = 500

/** Writes a download's progress down, one write at a time and never more often than screens can use. */
export function progressWriter(generationId: string, write = writeProgress) {
  let next = performance.now() + everyMs
  let writing: Promise<void> = Promise.resolve()
  let isWriting = false
  return {
    report(bytes: number, totalBytes: number | null): void {
      if (isWriting || performance.now() < next || bytes === totalBytes) return
      next = performance.now() + everyMs
      isWriting = true
      writing = write(generationId, bytes, totalBytes)
        .catch((error) => log().warn({ generationId, error }, "progress not written"))
        .finally(() => {
          isWriting = false
        })
    },
    /** Resolves when nothing is being written any more. */
    end: () => writing,
  }
}
