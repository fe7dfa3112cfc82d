import "server-only"
import { db } from "@/lib/db"
import { newestFirst } from "@/lib/galleries/order"
import {
  countLimit,
  type FacetValue,
  type GalleryFacets,
  type GalleryFilter,
  type GalleryPage,
  type GalleryTotals,
  galleryPageSize,
} from "@/lib/galleries/schema"
import { Prisma } from "@/lib/generated/prisma/client"
import type { GenerationStatus } from "@/lib/generated/prisma/enums"
import { vendorName } from "@/lib/providers/names"
import { shotTagNames, toShotTags } from "@/lib/shots/tags"
import { takeViewsByIds } from "@/lib/takes/data"
import { modelName } from "@/lib/takes/model-name"
import { shotName } from "@/lib/takes/rules"
import type { TakeStatus } from "@/lib/takes/schema"
import type { AuthorizedTeamId } from "@/lib/teams/types"

/**
 * One page of a project's takes under a filter, newest first. `after` is the `next` of the page before; any take that
 * arrives meanwhile changes nothing in the pages behind it. The cost of a page does not grow with the gallery.
 */
export async function galleryPage(
  teamId: AuthorizedTeamId,
  projectId: string,
  filter: GalleryFilter,
  after: string | null,
  size = galleryPageSize,
): Promise<GalleryPage> {
  const { driver, found, order } = await matching(teamId, projectId, filter)
  const rows = await db().$queryRaw<{ takeId: string; generationId: string }[]>`
    select page.* from ${driver} cross join lateral (
      select take.id as "takeId", generation.id as "generationId" from ${found}
        ${after === null ? Prisma.empty : Prisma.sql`and generation.id < ${after}::uuid`}
      order by ${order}
      limit ${size + 1}
    ) as page
    order by page."generationId" desc
    limit ${size + 1}`
  const page = rows.slice(0, size)
  const takes = await takeViewsByIds(
    teamId,
    page.map(({ takeId }) => takeId),
  )
  return { takes: takes.sort(newestFirst), next: rows.length > size ? (page.at(-1)?.generationId ?? null) : null }
}

/** How many takes the filter finds (counted up to `countLimit`), how many the project has, and how many are in its trash. */
export async function galleryTotals(
  teamId: AuthorizedTeamId,
  projectId: string,
  filter: GalleryFilter,
): Promise<GalleryTotals> {
  const { driver, found } = await matching(teamId, projectId, filter)
  const [row] = await db().$queryRaw<{ shown: number; made: number; trashed: number }[]>`
    select
      (select count(*)::int from (
        select from ${driver} cross join lateral (select from ${found} limit ${countLimit}) as page limit ${countLimit}
      ) as counted) as shown,
      (select coalesce(sum("lastTakeNumber"), 0)::int from "Shot"
        where "teamId" = ${teamId}::uuid and "projectId" = ${projectId}::uuid) as made,
      (select count(*)::int from "Take"
        where "teamId" = ${teamId}::uuid and "projectId" = ${projectId}::uuid and "trashedAt" is not null) as trashed`
  if (!row) return { shown: 0, all: 0, trashed: 0 }
  return { shown: row.shown, all: row.made - row.trashed, trashed: row.trashed }
}

type FacetRow = { facet: keyof GalleryFacets; value: string; label: string | null; count: number }

/** What each filter's menu offers: the values that the project's takes have (trash aside), the most frequent first. */
export async function galleryFacets(teamId: AuthorizedTeamId, projectId: string): Promise<GalleryFacets> {
  const rows = await db().$queryRaw<FacetRow[]>`
    with counted as (
      select provider, model, status::text as status, generation."createdById" as author, generation."shotId" as shot,
        count(*)::int as count
      from "Generation" generation join "Take" take on take."generationId" = generation.id
      where generation."teamId" = ${teamId}::uuid and generation."projectId" = ${projectId}::uuid and take."trashedAt" is null
      group by grouping sets ((provider), (model), (status), (generation."createdById"), (generation."shotId"))
    )
    select 'vendors' as facet, provider as value, null as label, count from counted where provider is not null
    union all select 'models', model, null, count from counted where model is not null
    union all select 'statuses', status, null, count from counted where status is not null
    union all select 'authors', person.id::text, person.name, count from counted join "User" person on person.id = author
    union all select 'shots', number::text, coalesce(nullif(title, ''), draft ->> 'text', ''), count
      from counted join "Shot" on "Shot".id = shot and "Shot"."teamId" = ${teamId}::uuid
    union all select 'tags', tag, null, sum(count)::int
      from counted join "Shot" on "Shot".id = shot and "Shot"."teamId" = ${teamId}::uuid cross join unnest(tags) as tag
      group by tag
    order by count desc`
  const facet = (name: keyof GalleryFacets, label: (row: FacetRow) => string): FacetValue[] =>
    rows.filter((row) => row.facet === name).map((row) => ({ value: row.value, label: label(row), count: row.count }))
  return {
    vendors: facet("vendors", ({ value }) => vendorName(value)),
    models: facet("models", ({ value }) => modelName(value)),
    statuses: shownStatuses(facet("statuses", ({ value }) => value)),
    tags: facet("tags", ({ value }) => toShotTags([value]).map((tag) => shotTagNames[tag])[0] ?? value),
    authors: facet("authors", ({ label, value }) => label ?? value),
    shots: facet("shots", ({ label, value }) => `${value} ${shotName(label ?? "", "")}`),
  }
}

/** `submitting` is shown as queued. */
function shownStatuses(values: FacetValue[]): FacetValue[] {
  const counts = new Map<string, number>()
  for (const { value, count } of values) {
    const shown = value === "submitting" ? "queued" : value
    counts.set(shown, (counts.get(shown) ?? 0) + count)
  }
  return [...counts].map(([value, count]) => ({ value, label: value, count })).sort((a, b) => b.count - a.count)
}

/** Up to so many shots or versions are walked one by one, each along its own index; beyond, the whole project is. */
const mostDrivers = 50

/**
 * What a filter means: `found` is everything after "from" (the `generation`s with their `take`), to be run once for each
 * row of `driver`. Every row is named by team and project, whatever the filter asks. Shots, picks and words are looked up
 * first, so that a page walks the index of what is rare. The take is looked up per generation: asked to join, the planner
 * merges both tables from their newest row, however old the page is.
 */
async function matching(teamId: AuthorizedTeamId, projectId: string, filter: GalleryFilter) {
  const conditions = [Prisma.sql`generation."teamId" = ${teamId}::uuid`]
  if (filter.vendors.length) conditions.push(Prisma.sql`generation.provider = any(${filter.vendors}::text[])`)
  if (filter.models.length) conditions.push(Prisma.sql`generation.model = any(${filter.models}::text[])`)
  if (filter.authors.length) conditions.push(Prisma.sql`generation."createdById" = any(${filter.authors}::uuid[])`)
  if (filter.statuses.length) {
    const stored = filter.statuses.flatMap((status: TakeStatus): GenerationStatus[] =>
      status === "queued" ? ["queued", "submitting"] : [status],
    )
    conditions.push(Prisma.sql`generation.status = any(${stored}::"GenerationStatus"[])`)
  }
  const takeConditions = [
    Prisma.sql`"teamId" = ${teamId}::uuid`,
    filter.trash ? Prisma.sql`"trashedAt" is not null` : Prisma.sql`"trashedAt" is null`,
  ]
  const once = Prisma.sql`(values (1)) as asked(id)`
  let driver = once
  const isFree = () => driver === once
  if (filter.trash) {
    // Few are in the trash: it is walked from there, whatever else is asked.
    driver = Prisma.sql`(select "generationId" as id from "Take" where "teamId" = ${teamId}::uuid
      and "projectId" = ${projectId}::uuid and "trashedAt" is not null) as asked`
    conditions.push(Prisma.sql`generation.id = asked.id`)
  }
  if (filter.picked) {
    const shots = await db().shot.findMany({
      where: { teamId, projectId, pickedTakeId: { not: null } },
      select: { pickedTake: { select: { generationId: true } } },
    })
    const generations = shots.flatMap(({ pickedTake }) => pickedTake?.generationId ?? [])
    conditions.push(Prisma.sql`generation.id = any(${generations}::uuid[])`)
  }
  if (filter.shots.length || filter.tags.length) {
    const shots = await db().shot.findMany({
      where: {
        ...{ teamId, projectId },
        ...(filter.shots.length && { number: { in: filter.shots } }),
        ...(filter.tags.length && { tags: { hasSome: filter.tags } }),
      },
      select: { id: true },
    })
    const ids = shots.map(({ id }) => id)
    if (ids.length > mostDrivers || !isFree()) conditions.push(Prisma.sql`generation."shotId" = any(${ids}::uuid[])`)
    else {
      driver = Prisma.sql`unnest(${ids}::uuid[]) as asked(id)`
      conditions.push(Prisma.sql`generation."shotId" = asked.id`)
    }
  }
  if (filter.search) {
    const has = { contains: filter.search.replace(/[\\%_]/g, "\\$&"), mode: "insensitive" } as const
    const versions = await db().promptVersion.findMany({
      where: { teamId, shot: { projectId }, OR: [{ text: has }, { shot: { title: has } }] },
      select: { id: true },
    })
    const ids = versions.map(({ id }) => id)
    if (ids.length > mostDrivers || !isFree()) conditions.push(Prisma.sql`generation."promptVersionId" = any(${ids}::uuid[])`)
    else {
      driver = Prisma.sql`(select id from "Generation" where "promptVersionId" = any(${ids}::uuid[])) as asked`
      conditions.push(Prisma.sql`generation.id = asked.id`)
    }
  }
  // A walk through the whole project must keep to the project's own index. Told that the project is one value, the planner
  // drops it from the order and may walk the primary key instead, through every newer take of every other project.
  const isWalk = isFree() && !filter.picked
  conditions.push(
    isWalk
      ? Prisma.sql`generation."projectId" between ${projectId}::uuid and ${projectId}::uuid`
      : Prisma.sql`generation."projectId" = ${projectId}::uuid`,
  )
  const order = isWalk ? Prisma.sql`generation."projectId", generation.id desc` : Prisma.sql`generation.id desc`
  const found = Prisma.sql`"Generation" generation cross join lateral (
      select id from "Take" where "generationId" = generation.id and ${Prisma.join(takeConditions, " and ")} limit 1
    ) as take where ${Prisma.join(conditions, " and ")}`
  return { driver, found, order }
}
