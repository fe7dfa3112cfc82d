import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type BrowserContext, expect, type Page } from "@playwright/test"
import { coverShare } from "@/lib/media/blind-form"
import { probeVideo, type VideoFacts } from "@/lib/media/probe"
import { vendors } from "@/lib/providers/vendors"
import { ask } from "./judging"
import type { Forbidden, Sniffer } from "./sniff"
import type { Studio } from "./studio"

/** All that would tell a judge who made a take: the whole catalogue, and every id and key of this studio's takes. */
export async function secretsOf(studio: Studio): Promise<Forbidden> {
  const rows = await ask<{ mark: string }>(
    studio,
    `select unnest(array[take.id::text, take."generationId"::text, take."clipId"::text, take."posterClipId"::text,
       take."filmstripClipId"::text, take."firstFrameClipId"::text, take."lastFrameClipId"::text, generation."batchId"::text,
       generation."callbackTokenHash", generation."jobRef"::text, clip.sha256, clip."storageKey", blind."storageKey"]) as mark
     from "Take" take join "Generation" generation on generation.id = take."generationId"
     left join "Clip" clip on clip.id = take."clipId"
     left join "SessionTake" blind on blind."takeId" = take.id`,
  )
  const marks = [...new Set(rows.flatMap(({ mark }) => mark ?? []))]
  expect(marks.length).toBeGreaterThan(30)
  const named = vendors.flatMap(({ id, name, models }) => [
    ...[id, name.replace(/ \(.*/, "")],
    ...models.flatMap((model) => [model.id, model.id.split("/")[1] ?? model.id, model.name, model.name.replace(/ \(.*/, "")]),
  ])
  const takeNumbers = Array.from({ length: 9 }, (_, index) => `take ${index + 1}`)
  const words = [...named, ...takeNumbers, "kling", "seedance", "bytedance", "runway", "veo", "provider", "modelId"]
  // As the slate has it: "sandbox" is also a word of the policy that every clip is served with.
  return { marks: [...marks, "SANDBOX"], words: [...new Set(words)] }
}

/** Whatever the blind page at `address` asked for besides what it may. */
export function strangersOf({ responses }: Sniffer, address: string): string[] {
  const page = new URL(address)
  const allowed = [page.pathname, "/icon.svg", "/favicon.ico"]
  return responses
    .map((response) => new URL(response.url()))
    .filter(({ protocol }) => protocol !== "blob:" && protocol !== "data:")
    .filter(({ origin, pathname, search }) => {
      const isOurs = origin === page.origin && (pathname.startsWith("/api/arena/") || allowed.includes(pathname))
      return !isOurs || search.includes("_rsc")
    })
    .map(String)
}

/** How many of the two players show one even colour where makers put their marks: the sandbox's slate is not seen. */
export function countCovered(page: Page): Promise<number> {
  return page.evaluate((share) => {
    const isEven = (canvas: HTMLCanvasElement) => {
      const height = Math.round(canvas.height * share)
      const band = canvas.getContext("2d")?.getImageData(0, canvas.height - height, canvas.width, height)
      const greens = [...(band?.data ?? [])].filter((_, index) => index % 4 === 1)
      const [first = 0] = greens
      return greens.length > 0 && greens.every((value) => Math.abs(value - first) < 8)
    }
    return [...document.querySelectorAll<HTMLCanvasElement>("[data-player] canvas")].filter(isEven).length
  }, coverShare * 0.8)
}

/**
 * Every clip answer is as long as the others, says the same of itself, holds the same kind of file, and came once: a second
 * time `judge`, the same browser, is refused.
 */
export async function expectAlike({ responses, heard }: Sniffer, count: number, judge: BrowserContext): Promise<void> {
  const clips = responses.filter((response) => new URL(response.url()).pathname.startsWith("/api/arena/clips/"))
  expect(clips).toHaveLength(count)
  expect(new Set(clips.map((clip) => clip.url())).size).toBe(count)
  const bodies = (await heard()).flatMap(({ where, bytes }) => (bytes && where.includes("/api/arena/clips/") ? [bytes] : []))
  expect(bodies).toHaveLength(count)
  expect(new Set(bodies.map(({ length }) => length)).size).toBe(1)
  const ownWords = new Set(["date"])
  const headers = await Promise.all(clips.map((clip) => clip.allHeaders()))
  const alike = headers.map((all) => JSON.stringify(Object.entries(all).filter(([name]) => !ownWords.has(name))))
  expect([...new Set(alike)]).toHaveLength(1)

  // Both of a pair hold the same kind of file, to the frame.
  const folder = mkdtempSync(join(tmpdir(), "rushes-blind-"))
  const facts: VideoFacts[] = []
  for (const [index, body] of bodies.entries()) {
    const path = join(folder, `${index}.mp4`)
    writeFileSync(path, body)
    facts.push(await probeVideo(path))
  }
  for (let pair = 0; pair < count; pair += 2) expect(facts[pair]).toEqual(facts[pair + 1])
  for (const clip of clips.slice(0, 4)) expect((await judge.request.get(clip.url())).status()).toBe(404)
}
