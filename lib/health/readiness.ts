import "server-only"
import { probeDatabase, probeQueue } from "@/lib/health/data"
import { log } from "@/lib/log"
import { storage } from "@/lib/storage/open"

export type Part = "database" | "queue" | "storage"

/** Long enough for a slow bucket, short enough for a load balancer that asks every few seconds. */
const PATIENCE_MS = 5_000

const probes: Record<Part, () => Promise<void>> = {
  database: probeDatabase,
  queue: probeQueue,
  storage: () => storage().probe(),
}

/** Which parts this process cannot reach at this moment; none when it can serve. What is wrong with them goes to the log. */
export async function unreadyParts(): Promise<Part[]> {
  const parts = Object.keys(probes) as Part[]
  const answers = await Promise.all(parts.map(isReady))
  return parts.filter((_, index) => !answers[index])
}

async function isReady(part: Part): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  try {
    await Promise.race([
      probes[part](),
      new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE_MS} ms`)), PATIENCE_MS)
      }),
    ])
    return true
  } catch (error) {
    log().warn({ part, error }, "not ready")
    return false
  } finally {
    clearTimeout(timer)
  }
}
