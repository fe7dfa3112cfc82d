import { createHash, randomUUID } from "node:crypto"
import type pg from "pg"
import { encodeSession, sessionCookieName } from "@/lib/auth/session"
import { shotDraft, shotSettings } from "@/lib/shots/schema"
import type { AuthorizedTeamId, TeamAccess } from "@/lib/teams/types"

export type BenchTeam = { access: TeamAccess; teamId: string; userId: string; slug: string; cookie: string }
export type BenchShot = {
  projectId: string
  project: string
  shotId: string
  number: number
  versionId: string
  batchId: string
}

/** Four models of three vendors that all take the default settings as they are. */
export const fourModels = ["kling/kling-3.0", "kling/kling-2.6", "runway/gen4.5", "fal/seedance-1.5-pro"]

const prompt = "Boats rock in the harbour as the last light goes. Slow push in."

/** What the tokens of every prepared generation are, so that their callbacks can be posted. */
export const callbackToken = "bench-token"

/** A team with its owner, and the cookie of a browser in which the owner is signed in. */
export async function makeTeam(pool: pg.Pool): Promise<BenchTeam> {
  const slug = "northlight"
  const { rows } = await pool.query<{ userId: string; teamId: string }>(
    `with person as (insert into "User" (id, name, email) values (uuidv7(), 'Mara Lind', 'mara@northlight.test') returning id),
       team as (insert into "Team" (id, slug, name) values (uuidv7(), $1, 'Northlight') returning id),
       member as (insert into "Membership" ("teamId", "userId", role) select team.id, person.id, 'owner' from team, person)
     select person.id as "userId", team.id as "teamId" from person, team`,
    [slug],
  )
  const { userId, teamId } = only(rows)
  const startedAt = Math.floor(Date.now() / 1000)
  const session = await encodeSession({ userId, epoch: 0, startedAt, secure: false })
  return {
    teamId,
    userId,
    slug,
    cookie: `${sessionCookieName}=${session}`,
    access: {
      teamId: teamId as AuthorizedTeamId,
      team: { slug, name: "Northlight" },
      user: { id: userId, name: "Mara Lind", email: "mara@northlight.test" },
      role: "owner",
    },
  }
}

/** A project of its own with one shot, whose draft asks `fourModels` for four takes each. */
export async function makeShot(pool: pg.Pool, { teamId, userId }: BenchTeam): Promise<BenchShot> {
  const project = `bench-${randomUUID().slice(0, 8)}`
  const draft = shotDraft.parse({ text: prompt, modelIds: fourModels, takesPerModel: 4 })
  const { rows } = await pool.query<{ projectId: string; shotId: string; versionId: string; batchId: string }>(
    `with project as (
       insert into "Project" (id, "teamId", slug, name, "lastShotNumber", "createdById")
       values (uuidv7(), $1, $3, $3, 1, $2) returning id
     ), shot as (
       insert into "Shot" (id, "teamId", "projectId", number, draft, "lastVersionNumber", "createdById")
       select uuidv7(), $1, project.id, 1, $4, 1, $2 from project returning id
     ), version as (
       insert into "PromptVersion" (id, "teamId", "shotId", number, text, settings, frames, "contentHash", "createdById")
       select uuidv7(), $1, shot.id, 1, $5, $6, '[]', 'bench', $2 from shot returning id
     ), batch as (
       insert into "Batch" (id, "teamId", "shotId", "submitKey", "createdById")
       select uuidv7(), $1, shot.id, gen_random_uuid(), $2 from shot returning id
     )
     select project.id as "projectId", shot.id as "shotId", version.id as "versionId", batch.id as "batchId"
     from project, shot, version, batch`,
    [teamId, userId, project, JSON.stringify(draft), prompt, JSON.stringify(shotSettings.parse({}))],
  )
  return { ...only(rows), project, number: 1 }
}

export type RunningTake = { generationId: string; takeId: string; vendorJobId: string; provider: "fal" | "kling" }

/** Takes that run at fal and Kling in turns, with money held and a callback expected. */
export async function makeRunningTakes(pool: pg.Pool, team: BenchTeam, shot: BenchShot, count: number): Promise<RunningTake[]> {
  const { rows } = await pool.query<RunningTake>(
    `with numbered as (
       update "Shot" set "lastTakeNumber" = "lastTakeNumber" + $6 where id = $4 returning "lastTakeNumber" - $6 as before
     ), generation as (
       insert into "Generation" (id, "teamId", "projectId", "shotId", "promptVersionId", "batchId", "submitKey", provider, model,
         mode, request, status, "jobRef", "vendorJobId", "callbackTokenHash", "hasCallback", "priceEstimateMicros", "createdById",
         "submittingAt", "acceptedAt", "runningAt", "submitAttempts")
       select uuidv7(), $1, $3, $4, $5, $8, gen_random_uuid(),
         case n % 2 when 0 then 'fal' else 'kling' end,
         case n % 2 when 0 then 'fal/seedance-1.5-pro' else 'kling/kling-3.0' end,
         'sandbox', '{}', 'running', '{}', 'job-' || gen_random_uuid(), $7, true, 420000, $2, now(), now(), now(), 1
       from generate_series(1, $6) n returning id, provider, "vendorJobId"
     ), take as (
       insert into "Take" (id, "teamId", "projectId", "shotId", "generationId", number)
       select uuidv7(), $1, $3, $4, generation.id, before + row_number() over (order by generation.id)
       from generation, numbered returning id, "generationId"
     ), held as (
       insert into "LedgerEntry" (id, "teamId", "generationId", mode, kind, "heldMicros", "chargedMicros")
       select uuidv7(), $1, id, 'sandbox', 'reserve', 420000, 0 from generation
     )
     select generation.id as "generationId", take.id as "takeId", provider, "vendorJobId"
     from generation join take on take."generationId" = generation.id`,
    [
      team.teamId,
      team.userId,
      shot.projectId,
      shot.shotId,
      shot.versionId,
      count,
      createHash("sha256").update(callbackToken).digest("hex"),
      shot.batchId,
    ],
  )
  return rows
}

/** Where the vendor would post about a generation. */
export function callbackPath({ provider, generationId }: RunningTake): string {
  return `/api/webhooks/${provider}?generation=${generationId}&token=${callbackToken}`
}

export type TakeFileIds = { clip: string; poster: string; filmstrip: string; firstFrame: string; lastFrame: string }

/**
 * A project with `count` takes, as months of work leave them: 50 to a shot, 10 to a wording, nine of ten finished, three
 * vendors. The files are shared out in turns. Returns the project's id; its slug is `takes-COUNT`.
 */
export async function makeGallery(
  pool: pg.Pool,
  { teamId, userId }: BenchTeam,
  count: number,
  files: readonly TakeFileIds[],
): Promise<string> {
  const shots = Math.ceil(count / 50)
  const client = await pool.connect()
  const words = ["harbour", "lamp", "glacier", "orchard", "tram", "kite", "atrium", "quarry", "violin", "lighthouse"]
  try {
    await client.query("begin")
    const project = await client.query<{ id: string }>(
      `insert into "Project" (id, "teamId", slug, name, "lastShotNumber", "createdById")
       values (uuidv7(), $1, $3, $3, $4, $2) returning id`,
      [teamId, userId, `takes-${count}`, shots],
    )
    const { id: projectId } = only(project.rows)
    await client.query(
      `insert into "Shot" (id, "teamId", "projectId", number, title, draft, "lastVersionNumber", "lastTakeNumber", "createdById")
       select uuidv7(), $1, $3, n, 'Shot at the ' || ($5::text[])[n % 10 + 1], '{}', 5, least(50, $6 - (n - 1) * 50), $2
       from generate_series(1, $4) n`,
      [teamId, userId, projectId, shots, words, count],
    )
    await client.query(
      `insert into "PromptVersion" (id, "teamId", "shotId", number, text, settings, frames, "contentHash", "createdById")
       select uuidv7(), $1, shot.id, v, 'Take ' || v || ' of the ' || ($4::text[])[(shot.number * 5 + v) % 10 + 1]
         || ' as the last light goes over shot ' || shot.number, $5, '[]', v::text, $2
       from "Shot" shot, generate_series(1, 5) v where shot."projectId" = $3`,
      [teamId, userId, projectId, words, JSON.stringify(shotSettings.parse({}))],
    )
    await client.query(
      `insert into "Batch" (id, "teamId", "shotId", "submitKey", "createdById")
       select uuidv7(), $1, shot.id, 'gallery:' || shot.id, $2 from "Shot" shot where shot."projectId" = $3`,
      [teamId, userId, projectId],
    )
    await client.query(
      `insert into "Generation" (id, "teamId", "projectId", "shotId", "promptVersionId", "batchId", "submitKey", provider, model,
         mode, request, status, failure, "callbackTokenHash", "priceEstimateMicros", "priceActualMicros", "createdById",
         "createdAt", "submittingAt", "acceptedAt", "runningAt", "ingestingAt", "finishedAt")
       select uuidv7(), $1, $3, shot.id, version.id, batch.id, 'gallery:' || $3 || ':' || i,
         split_part(model, '/', 1), model, 'live', '{}',
         (case when i % 10 < 9 then 'succeeded' else 'refused' end)::"GenerationStatus",
         case when i % 10 < 9 then null else '{"kind":"prompt_refused","message":"The vendor refused the words.","charged":false}'::jsonb end,
         '', 420000, case when i % 10 < 9 then 420000 else 0 end, $2, at, at, at, at, at, at
       from (
         select i, ($5::text[])[i % 4 + 1] as model, now() - ($4 - i) * interval '1 minute' as at
         from generate_series(0, $4 - 1) i
       ) as wanted
       join "Shot" shot on shot."projectId" = $3 and shot.number = i / 50 + 1
       join "PromptVersion" version on version."shotId" = shot.id and version.number = i % 50 / 10 + 1
       join "Batch" batch on batch."shotId" = shot.id
       order by i`,
      [teamId, userId, projectId, count, fourModels],
    )
    const file = (name: keyof TakeFileIds) => files.map((set) => set[name])
    await client.query(
      `insert into "Take" (id, "teamId", "projectId", "shotId", "generationId", number, "clipId", "posterClipId",
         "filmstripClipId", "firstFrameClipId", "lastFrameClipId", "createdAt")
       select uuidv7(), $1, $2, "shotId", id, number,
         case when isdone then ($3::uuid[])[turn] end, case when isdone then ($4::uuid[])[turn] end,
         case when isdone then ($5::uuid[])[turn] end, case when isdone then ($6::uuid[])[turn] end,
         case when isdone then ($7::uuid[])[turn] end, "createdAt"
       from (
         select id, "shotId", "createdAt", status = 'succeeded' as isdone,
           row_number() over (partition by "shotId" order by id) as number,
           (row_number() over (order by id) - 1) % cardinality($3::uuid[]) + 1 as turn
         from "Generation" where "projectId" = $2
       ) as made`,
      [teamId, projectId, file("clip"), file("poster"), file("filmstrip"), file("firstFrame"), file("lastFrame")],
    )
    await client.query("commit")
    await client.query("analyze")
    return projectId
  } catch (error) {
    await client.query("rollback")
    throw error
  } finally {
    client.release()
  }
}

/** The row of a statement that makes exactly one. */
function only<Row>(rows: readonly Row[]): Row {
  const [row] = rows
  if (!row) throw new Error("A fixture made no row.")
  return row
}
