import "server-only"
import { prepareLater } from "@/lib/arena/mutations"
import { strandedSessions } from "@/lib/arena/prepare-data"
import { db } from "@/lib/db"
import { enqueueMeasures, giveUpMeasuring } from "@/lib/jobs/measure-data"
import { enqueueGenerations, type GenerationTask } from "@/lib/jobs/queue"
import { readyToSend } from "@/lib/lanes/data"
import { log } from "@/lib/log"
import { sweepTemporary } from "@/lib/storage/open"
import { forgetOldPulses } from "@/lib/vendors/pulse"

/** No download is silent for so long; what is older belongs to nobody. */
const temporaryFileSeconds = 3600

/** So many takes are measured a minute at most, where many have no measures yet. */
const measuresWaiting = 20

/**
 * Puts right what should never be wrong: a generation that is not finished and has no job to carry it on gets the one its
 * status asks for, and so does a judging session whose clips are not made. It moves and charges nothing itself. Runs every minute and when a worker starts.
 */
export async function sweep(): Promise<void> {
  const ready = await readyToSend(null, { despiteRunning: false })
  const stranded = [
    ...(await strandedGenerations()),
    ...ready.map((generationId) => ({ generationId, task: "submit" as const })),
  ]
  await enqueueGenerations(db(), stranded)
  if (stranded.length > 0) log().warn({ stranded }, "stranded generations taken up again")
  const sessions = await strandedSessions()
  for (const sessionId of sessions) await prepareLater(db(), sessionId)
  if (sessions.length > 0) log().warn({ sessions }, "stranded judging sessions taken up again")
  const givenUp = await giveUpMeasuring()
  if (givenUp > 0) log().warn({ takes: givenUp }, "takes that cannot be measured are left alone")
  await enqueueMeasures(measuresWaiting)
  await forgetOldPulses()
  const files = await sweepTemporary(temporaryFileSeconds)
  if (files > 0) log().info({ files }, "temporary files removed")
}

/**
 * Every status change adds its job in the same transaction, so one snapshot tells. A waiting or running job has its key; a
 * job that used up its attempts counts as none. An `unknown` take past its time waits for a person, not for a job; a
 * `queued` one may wait for its turn at the vendor, so of those only the next in line are looked after.
 */
function strandedGenerations() {
  return db().$queryRaw<{ generationId: string; task: GenerationTask }[]>`
    select generation.id as "generationId", needed.task
    from "Generation" as generation
    join (values ('submitting', 'submit'), ('running', 'check'), ('unknown', 'reconcile'), ('ingesting', 'ingest'))
      as needed(status, task) on needed.status = generation.status::text
    where generation.status in ('submitting', 'running', 'unknown', 'ingesting')
      and not (generation.status = 'unknown' and generation.kind = 'video' and generation."unknownUntil" <= now())
      and not exists (
        select from graphile_worker.jobs as job
        where job.key = needed.task || ':' || generation.id and (job.attempts < job.max_attempts or job.locked_at is not null)
      )
    order by generation.id limit 1000`
}
