import { stat } from "node:fs/promises"
import { basename, dirname, join } from "node:path"
import type { BenchContext } from "@/bench/context"
import { storeFiles } from "@/bench/files"
import { type Call, drive } from "@/bench/http"
import { startNginx } from "@/bench/nginx"
import { hasProgram } from "@/bench/programs"
import type { Finding, Row } from "@/bench/row"
import { median } from "@/bench/statistics"

const concurrency = 8
const rounds = 5

/** A clip by ranges, as players ask for it: to a signed-in member here, to anybody there. */
export const row: Row = {
  name: "ranges",
  budget: "range requests of a clip ≥ 0.5 × nginx on the same file",
  async measure(context) {
    if (!hasProgram("nginx", "-v")) return [{ what: "ranges of a clip", notMeasured: "no nginx here" }]
    const [file] = await storeFiles(context)
    const [clip] = await context.clips()
    if (!file || !clip) throw new Error("There is no clip.")
    const nginx = await startNginx(join(context.folder, "nginx"), dirname(clip.path))
    try {
      return [
        await measureRange(context, nginx.url, { clip, clipId: file.clip, bytes: 512 * 1024, perRound: 300 }),
        await measureRange(context, nginx.url, { clip, clipId: file.clip, bytes: 64 * 1024, perRound: 600 }),
      ]
    } finally {
      await nginx.stop()
    }
  },
}

type Ask = { clip: { path: string }; clipId: string; bytes: number; perRound: number }

async function measureRange(context: BenchContext, nginxUrl: string, { clip, clipId, bytes, perRound }: Ask): Promise<Finding> {
  const { cookie } = await context.team()
  const { url } = await context.studio()
  const { size } = await stat(clip.path)
  const calls = (path: string, headers: Record<string, string>) =>
    Array.from({ length: perRound }, (_, index): Call => {
      const start = (index * 131_071) % Math.max(1, size - bytes)
      return { path, headers: { ...headers, range: `bytes=${start}-${start + bytes - 1}` } }
    })
  const mine = calls(`/api/clips/${clipId}`, { cookie, "sec-fetch-site": "same-origin" })
  const theirs = calls(`/${basename(clip.path)}`, {})
  const samples = { mine: [] as number[], theirs: [] as number[] }
  for (let round = 0; round <= rounds; round++) {
    const own = await drive(url, mine, { concurrency, status: 206 })
    const other = await drive(nginxUrl, theirs, { concurrency, status: 206 })
    if (own.bytes !== other.bytes) throw new Error(`${own.bytes} bytes came from us, ${other.bytes} from nginx.`)
    if (round === 0) continue
    samples.mine.push(perRound / own.seconds)
    samples.theirs.push(perRound / other.seconds)
  }
  const ours = median(samples.mine)
  return {
    what: `ranges of ${bytes / 1024} KB`,
    unit: "/s",
    ours,
    baseline: { what: "nginx", value: median(samples.theirs) },
    budget: { least: 0.5 },
    note: `${concurrency} at a time, session and membership proved for each; ${((ours * bytes) / 1e6).toFixed(0)} MB/s`,
  }
}
