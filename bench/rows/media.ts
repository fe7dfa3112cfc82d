import { mkdirSync } from "node:fs"
import { stat } from "node:fs/promises"
import { join } from "node:path"
import { anOrder } from "@/bench/clips"
import type { BenchContext } from "@/bench/context"
import { hasProgram, run } from "@/bench/programs"
import type { Finding, Row } from "@/bench/row"
import { inTurns, median } from "@/bench/statistics"
import { analyseVideo } from "@/lib/media/analyse"
import { ingestPass } from "@/lib/media/ingest-pass"
import { measureClip } from "@/lib/media/measure/measure"
import { renderTestClip } from "@/lib/media/testing"
import { openStudio } from "@/lib/sandbox/render/studio"

const frames = 120
const tiles = 24

/**
 * What the worker does with a clip once it is fetched: decode it all, poster, filmstrip, exact first and last frame; in the
 * same pass a proxy for scrubbing, and what is measured.
 */
export const row: Row = {
  name: "media",
  budget:
    "pictures of a clip ≤ 1.2 × the ffmpeg command line doing the same; measuring ≤ 0.5 × the clip's length on one core; memory flat in file size",
  async measure(context) {
    return [await measureTime(context), ...(await measureMeasuring(context)), await measureMemory(context)]
  },
}

async function measureTime(context: BenchContext): Promise<Finding> {
  const what = "5 s of 720p: facts and pictures"
  if (!hasProgram("ffmpeg", "-version")) return { what, notMeasured: "no ffmpeg here" }
  const [clip] = await context.clips()
  if (!clip) throw new Error("There is no clip.")
  const folder = join(context.folder, "media")
  mkdirSync(folder)
  const { ours, ffmpeg } = await inTurns(
    { ours: () => analyseVideo(clip.path), ffmpeg: () => run("ffmpeg", commandLine(clip.path, folder)) },
    { turns: 9, warmUp: 2 },
  )
  return {
    what,
    unit: "ms",
    ours,
    baseline: { what: "ffmpeg", value: ffmpeg },
    budget: { most: 1.2 },
    note: `a clip of ${(clip.bytes / 1e6).toFixed(1)} MB; ffmpeg in one pass, its start included`,
  }
}

/** The same pictures of the same sizes and formats, in one decoding pass. */
function commandLine(path: string, folder: string): string[] {
  const chosen = Array.from({ length: tiles }, (_, tile) => `eq(n\\,${Math.floor(((tile + 0.5) * frames) / tiles)})`).join("+")
  const graph = [
    "[0:v]split=4[a][b][c][d]",
    `[a]select=eq(n\\,${frames / 2}),scale=640:360[poster]`,
    `[b]select=${chosen},scale=240:135,tile=${tiles}x1[strip]`,
    "[c]select=eq(n\\,0)[first]",
    `[d]select=eq(n\\,${frames - 1})[last]`,
  ]
  const output = (label: string, file: string, ...words: string[]) => [
    ...["-map", `[${label}]`, "-frames:v", "1", "-fps_mode", "passthrough", ...words, join(folder, file)],
  ]
  return [
    ...["-hide_banner", "-loglevel", "error", "-y", "-i", path, "-filter_complex", graph.join(";")],
    ...output("poster", "poster.webp", "-c:v", "libwebp", "-quality", "80"),
    ...output("strip", "strip.webp", "-c:v", "libwebp", "-quality", "75"),
    ...output("first", "first.png"),
    ...output("last", "last.png"),
  ]
}

const measured = [
  { what: "8 s of 720p", seconds: 8, size: { width: 1280, height: 720 } },
  { what: "5 s of 1080p", seconds: 5, size: { width: 1920, height: 1080 } },
]

/** In seconds of one core by seconds of the clip, so that other cores neither help nor hide. */
async function measureMeasuring(context: BenchContext): Promise<Finding[]> {
  const studio = await openStudio(join(context.folder, "measured"))
  try {
    const findings: Finding[] = []
    for (const { what, seconds, size } of measured) {
      const order = { ...anOrder(seconds, 7), ...size, sound: true }
      const { file } = await studio.render(order, new AbortController().signal, () => {})
      const path = studio.clipPath(file)
      const proxyPath = join(context.folder, "proxy.mp4")
      const shares = { pictures: [] as number[], measuring: [] as number[], all: [] as number[] }
      for (let turn = 0; turn < 4; turn++) {
        const pictures = await coreSeconds(() => analyseVideo(path))
        const measuring = await coreSeconds(() => measureClip(path))
        const all = await coreSeconds(() => ingestPass({ path, extras: { proxyPath } }))
        if (turn === 0) continue
        shares.pictures.push(pictures / seconds)
        shares.measuring.push(measuring / seconds)
        shares.all.push(all / seconds)
      }
      const proxyKilobytes = (await stat(proxyPath)).size / 1e3
      findings.push({
        what: `measuring pass, ${what}`,
        unit: "× clip",
        ours: median(shares.measuring),
        budget: { most: 0.5 },
        note: `one core, decoding included; ingest's one pass for pictures, proxy (${proxyKilobytes.toFixed(0)} kB) and measures: ${median(shares.all).toFixed(2)} ×, pictures alone ${median(shares.pictures).toFixed(2)} ×`,
      })
    }
    return findings
  } finally {
    studio.close()
  }
}

async function coreSeconds(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

async function measureMemory(context: BenchContext): Promise<Finding> {
  const [short, long] = [5, 30].map((seconds) => ({ seconds, path: join(context.folder, `memory-${seconds}.mp4`) })) as [
    { seconds: number; path: string },
    { seconds: number; path: string },
  ]
  for (const { seconds, path } of [short, long]) {
    await renderTestClip(path, { width: 1280, height: 720, frames: seconds * 24, noise: true })
  }
  const peaks = { short: [] as number[], long: [] as number[] }
  for (let turn = 0; turn < 3; turn++) {
    peaks.short.push(await peakMegabytes(short.path))
    peaks.long.push(await peakMegabytes(long.path))
  }
  const megabytes = async (path: string) => ((await stat(path)).size / 1e6).toFixed(0)
  return {
    what: "peak memory, 30 s of 720p",
    unit: "MB",
    ours: median(peaks.long),
    baseline: { what: "5 s", value: median(peaks.short) },
    budget: { most: 1.1 },
    note: `files of ${await megabytes(long.path)} and ${await megabytes(short.path)} MB, each in a process of its own; budget: flat, taken as ≤ 1.1 ×`,
  }
}

async function peakMegabytes(path: string): Promise<number> {
  const words = ["--conditions=react-server", "--disable-warning=ExperimentalWarning", "--import", "tsx"]
  return Number(await run(process.execPath, [...words, join(import.meta.dirname, "../analyse-alone.ts"), path])) / 1024
}
