import { randomUUID } from "node:crypto"
import type pg from "pg"
import { openPage } from "@/bench/browser"
import type { BenchContext } from "@/bench/context"
import { type BenchShot, type BenchTeam, fourModels, makeShot } from "@/bench/fixtures"
import type { Finding, Row } from "@/bench/row"
import { inTurns, median } from "@/bench/statistics"
import { createBatch } from "@/lib/generations/mutations"
import type { NewBatch } from "@/lib/generations/schema"
import { findModel } from "@/lib/providers/models"
import { preflight } from "@/lib/providers/preflight"
import { toShotAsk } from "@/lib/shots/ask"
import { shotDraft } from "@/lib/shots/schema"

const presses = 6

/** One press of Generate for four models and four takes each, without and with its screen. */
export const row: Row = {
  name: "generate",
  budget:
    "createBatch of 4 × 4 takes ≤ 2 × the same rows in one plain SQL transaction; cards on screen ≤ 1 frame after the press",
  async measure(context) {
    return [await measureTransaction(context), ...(await measurePress(context))]
  },
}

async function measureTransaction(context: BenchContext): Promise<Finding> {
  const pool = await context.database()
  const team = await context.team()
  const shot = await makeShot(pool, team)
  const { ours, plain } = await inTurns(
    {
      // Another wording each time, so that both write a version.
      ours: (turn) => createBatch(team.access, aBatch(shot, turn)),
      plain: (turn) => writePlain(pool, team, shot, aBatch(shot, -1 - turn)),
    },
    { turns: 60, warmUp: 20 },
  )
  return {
    what: "createBatch, 4 models × 4 takes",
    unit: "ms",
    ours,
    baseline: { what: "plain SQL", value: plain },
    budget: { most: 2 },
  }
}

function aBatch(shot: BenchShot, turn: number): NewBatch {
  const draft = shotDraft.parse({ text: `Boats rock in the harbour, wording ${turn}.`, modelIds: fourModels, takesPerModel: 4 })
  return {
    shotId: shot.shotId,
    submitKey: randomUUID(),
    version: { text: draft.text, negativePrompt: "", settings: draft.settings, frames: [] },
    items: fourModels.map((modelId) => {
      const model = findModel(modelId)
      if (!model) throw new Error(`There is no model ${modelId}.`)
      const { request, notes, priceMicros, blocked } = preflight(toShotAsk(draft, []), model, { isFree: true })
      if (blocked) throw new Error(`${modelId}: ${blocked}`)
      return { modelId, mode: "sandbox", request, notes, priceMicros }
    }),
    takesPerModel: 4,
  }
}

/** The rows of `createBatch` by hand: as few statements as they can be, prepared once per connection. */
async function writePlain(pool: pg.Pool, { teamId, userId }: BenchTeam, shot: BenchShot, batch: NewBatch): Promise<void> {
  const generations = batch.items.flatMap((item) =>
    Array.from({ length: batch.takesPerModel }, (_, index) => ({
      key: `${batch.submitKey}:${item.modelId}:${index + 1}`,
      provider: item.modelId.split("/")[0],
      model: item.modelId,
      request: item.request,
      notes: item.notes,
      price: item.priceMicros,
    })),
  )
  const { version } = batch
  const client = await pool.connect()
  try {
    await client.query("begin")
    const { rows } = await client.query<{ version: string; batch: string; before: number }>({
      name: "bench-head",
      text: `with shot as (
          update "Shot" set "lastTakeNumber" = "lastTakeNumber" + 16, "lastVersionNumber" = "lastVersionNumber" + 1
          where id = $2 and "teamId" = $1 returning id, "lastTakeNumber" - 16 as before, "lastVersionNumber" as number
        ), version as (
          insert into "PromptVersion" (id, "teamId", "shotId", number, text, settings, frames, "contentHash", "createdById")
          select uuidv7(), $1, $2, number, $5, $6, '[]', $4, $3 from shot returning id
        ), batch as (
          insert into "Batch" (id, "teamId", "shotId", "submitKey", "createdById") values (uuidv7(), $1, $2, $4, $3) returning id
        )
        select version.id as version, batch.id as batch, before from shot, version, batch`,
      values: [teamId, shot.shotId, userId, batch.submitKey, version.text, JSON.stringify(version.settings)],
    })
    await client.query({
      name: "bench-body",
      text: `with generation as (
          insert into "Generation" (id, "teamId", "projectId", "shotId", "promptVersionId", "batchId", "submitKey", provider,
            model, mode, request, warnings, "callbackTokenHash", "priceEstimateMicros", "createdById")
          select uuidv7(), $1, $2, $3, $4, $5, one ->> 'key', one ->> 'provider', one ->> 'model', 'sandbox',
            one -> 'request', one -> 'notes', '', (one ->> 'price')::bigint, $6
          from jsonb_array_elements($7::jsonb) one returning id, "priceEstimateMicros"
        ), take as (
          insert into "Take" (id, "teamId", "projectId", "shotId", "generationId", number)
          select uuidv7(), $1, $2, $3, id, $8 + row_number() over (order by id) from generation returning id
        ), held as (
          insert into "LedgerEntry" (id, "teamId", "generationId", mode, kind, "heldMicros", "chargedMicros")
          select uuidv7(), $1, id, 'sandbox', 'reserve', "priceEstimateMicros", 0 from generation
        ), jobs as (
          select array_agg(row('submit', json_build_object('generationId', id), null, null, null, 'submit:' || id, null,
            null)::graphile_worker.job_spec) as specs from generation
        )
        select (select count(*) from jobs, lateral graphile_worker.add_jobs(specs)),
          (select count(pg_notify('bench', id::text)) from take)`,
      values: [
        teamId,
        shot.projectId,
        shot.shotId,
        rows[0]?.version,
        rows[0]?.batch,
        userId,
        JSON.stringify(generations),
        rows[0]?.before,
      ],
    })
    await client.query("commit")
  } finally {
    client.release()
  }
}

type Press = { cardsMs: number; paintedMs: number; answeredMs: number }

async function measurePress(context: BenchContext): Promise<Finding[]> {
  const what = "Generate pressed → 16 cards stand"
  const browser = await context.browser()
  if (!browser) return [{ what, notMeasured: "no Chromium here" }]
  const pool = await context.database()
  const team = await context.team()
  const { url } = await context.studio()
  const samples: Press[] = []
  for (let press = 0; press <= presses; press++) {
    const shot = await makeShot(pool, team)
    const page = await openPage(browser, url, team)
    try {
      await page.goto(`${url}/${team.slug}/${shot.project}/shots/${shot.number}`, { waitUntil: "networkidle" })
      const button = page.getByRole("button", { name: /^Generate/ })
      await page.evaluate(watchCards)
      await button.click()
      await page.waitForFunction(() => "answeredMs" in (globalThis as never as { benchPress: object }).benchPress)
      const sample = await page.evaluate(() => (globalThis as never as { benchPress: Press }).benchPress)
      if (press > 0) samples.push(sample)
    } finally {
      await page.context().close()
    }
  }
  const painted = median(samples.map(({ paintedMs }) => paintedMs)).toFixed(0)
  const answered = median(samples.map(({ answeredMs }) => answeredMs)).toFixed(0)
  return [
    {
      what,
      unit: "ms",
      ours: median(samples.map(({ cardsMs }) => cardsMs)),
      budget: { most: 1000 / 60 },
      note: `from the click's own time stamp to all cards in the document; painted after ${painted} ms, answered by the server after ${answered} ms`,
    },
  ]
}

/** Runs in the page: from the click to the cards, to the frame that shows them, to the server's own takes in their places. */
function watchCards() {
  const press: Partial<Press> = {}
  Object.assign(globalThis, { benchPress: press })
  let clickedAt = 0
  addEventListener("click", (event) => (clickedAt = event.timeStamp), { capture: true })
  new MutationObserver(() => {
    const cards = [...document.querySelectorAll<HTMLElement>("article[data-take-id]")]
    if (cards.length < 16) return
    if (press.cardsMs === undefined) {
      press.cardsMs = performance.now() - clickedAt
      requestAnimationFrame(() => setTimeout(() => (press.paintedMs = performance.now() - clickedAt)))
    }
    const areReal = cards.every(({ dataset }) => !dataset.takeId?.startsWith("pending:"))
    if (areReal) press.answeredMs ??= performance.now() - clickedAt
  }).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-take-id"] })
}
