import { callbackPath, makeRunningTakes, makeShot } from "@/bench/fixtures"
import { type Call, drive, type Load } from "@/bench/http"
import type { Row } from "@/bench/row"
import { median, percentile } from "@/bench/statistics"

const rounds = 5
const perRound = 800
const concurrency = 16

/** Deliveries that all do something: each moves another take on, and leaves a delivery, a job and a notice. */
export const row: Row = {
  name: "webhooks",
  budget: "webhook ingest ≥ 0.6 × the requests/s of a no-op route of the same server",
  async measure(context) {
    const pool = await context.database()
    const team = await context.team()
    const vendor = await context.vendor()
    const { url } = await context.studio()
    const shot = await makeShot(pool, team)

    const noOp: Call[] = Array.from({ length: perRound }, () => ({ path: "/api/health" }))
    const samples = { deliveries: [] as Load[], noOps: [] as Load[] }
    for (let round = 0; round <= rounds; round++) {
      const takes = await makeRunningTakes(pool, team, shot, perRound)
      const deliveries = takes.map((take): Call => {
        const { body, headers } = vendor.signed(take.provider, take.vendorJobId)
        return { method: "POST", path: callbackPath(take), body, headers }
      })
      const delivered = await drive(url, deliveries, { concurrency, status: 204 })
      const idle = await drive(url, noOp, { concurrency, status: 200 })
      if (round === 0) continue
      samples.deliveries.push(delivered)
      samples.noOps.push(idle)
    }
    const { rows } = await pool.query<{ count: number }>(
      `select count(*)::int as count from "WebhookDelivery" join "Generation" on "Generation".id = "generationId"
       where "shotId" = $1 and status = 'ingesting' and outcome = 'applied'`,
      [shot.shotId],
    )
    const sent = (rounds + 1) * perRound
    if (rows[0]?.count !== sent) throw new Error(`${sent} deliveries were sent, ${rows[0]?.count} were applied.`)

    const perSecond = (loads: Load[]) => median(loads.map(({ seconds }) => perRound / seconds))
    const each = samples.deliveries.flatMap(({ milliseconds }) => milliseconds)
    return [
      {
        what: "webhook ingest, fal and Kling",
        unit: "/s",
        ours: perSecond(samples.deliveries),
        baseline: { what: "no-op", value: perSecond(samples.noOps) },
        budget: { least: 0.6 },
        note: `${concurrency} at a time, ${rounds} rounds of ${perRound}; one delivery takes ${median(each).toFixed(1)} ms, p99 ${percentile(each, 99).toFixed(1)} ms`,
      },
    ]
  },
}
