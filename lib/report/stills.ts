import "server-only"
import sharp from "sharp"
import { log } from "@/lib/log"
import type { JudgedTake } from "@/lib/report/takes-data"
import { storage } from "@/lib/storage/open"

const width = 360
/** Posters read and reduced at the same time. */
const atOnce = 4

/**
 * Reduced posters as data: addresses, by take id, for a file that fetches nothing. A poster that cannot be read is left out
 * and logged: the report stands without it.
 */
export async function stillAddresses(takes: readonly Pick<JudgedTake, "id" | "posterKey">[]): Promise<Map<string, string>> {
  const waiting = takes.flatMap(({ id, posterKey }) => (posterKey === null ? [] : [{ id, posterKey }]))
  const addresses = new Map<string, string>()
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const address = await addressOf(next.posterKey).catch((error: unknown) => {
        log().warn({ takeId: next?.id, error }, "a poster could not be put into a report")
        return null
      })
      if (address) addresses.set(next.id, address)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return addresses
}

async function addressOf(key: string): Promise<string> {
  const bytes = Buffer.from(await new Response(await storage().get(key)).arrayBuffer())
  const jpeg = await sharp(bytes).resize({ width, withoutEnlargement: true }).jpeg({ quality: 72 }).toBuffer()
  return `data:image/jpeg;base64,${jpeg.toString("base64")}`
}
