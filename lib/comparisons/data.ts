import "server-only"
import { z } from "zod"
import { criteria, type HistoryEntry, type HistoryTake, rubricScore, type ShotHistory } from "@/lib/comparisons/schema"
import { db } from "@/lib/db"
import { modelName } from "@/lib/takes/model-name"
import { pickActions } from "@/lib/takes/mutations"
import type { AuthorizedTeamId } from "@/lib/teams/types"

/** Of each kind, so many are read: a shot has rarely more. */
const mostEntries = 200

const takeSelect = { id: true, number: true, trashedAt: true, generation: { select: { model: true, status: true } } } as const

/** What was sent for a shot, what came of it, what was picked and what was decided, newest first; null when the team has no such shot. */
export async function shotHistory(
  teamId: AuthorizedTeamId,
  projectSlug: string,
  shotNumber: number,
): Promise<ShotHistory | null> {
  const shot = await db().shot.findFirst({
    where: { teamId, number: shotNumber, trashedAt: null, project: { slug: projectSlug } },
    select: { id: true },
  })
  if (!shot) return null
  const kinds = await Promise.all([pressesOf, picksOf, decisionsOf].map((entriesOf) => entriesOf(teamId, shot.id)))
  const newestFirst = kinds.flat().toSorted((a, b) => (a.at < b.at ? 1 : -1))
  return { entries: newestFirst, isCut: kinds.some((entries) => entries.length === mostEntries) }
}

const pickDetail = z.object({ takeId: z.uuid() })

/** Picks that were not part of a decision. */
async function picksOf(teamId: AuthorizedTeamId, shotId: string): Promise<HistoryEntry[]> {
  const rows = await db().auditEvent.findMany({
    where: { teamId, shotId, action: { in: [...pickActions] } },
    orderBy: { createdAt: "desc" },
    take: mostEntries,
    select: { id: true, createdAt: true, action: true, detail: true, user: { select: { name: true } } },
  })
  const events = rows.map(({ detail, ...row }) => ({ ...row, takeId: pickDetail.parse(detail).takeId }))
  const takes = await db().take.findMany({
    where: { teamId, shotId, id: { in: events.map(({ takeId }) => takeId) } },
    select: takeSelect,
  })
  const takeOf = new Map(takes.map((take) => [take.id, toHistoryTake(take)]))
  return events.flatMap(({ id, createdAt, action, takeId, user }): HistoryEntry[] => {
    const take = takeOf.get(takeId)
    const isPicked = action === ("take.picked" satisfies (typeof pickActions)[number])
    return take ? [{ kind: "pick", id, at: createdAt.toISOString(), authorName: user?.name ?? "", isPicked, take }] : []
  })
}

async function decisionsOf(teamId: AuthorizedTeamId, shotId: string): Promise<HistoryEntry[]> {
  const rows = await db().comparison.findMany({
    where: { teamId, shotId },
    orderBy: { createdAt: "desc" },
    take: mostEntries,
    select: {
      ...{ id: true, createdAt: true, decisionNote: true, pickedTakeId: true, scores: true },
      createdBy: { select: { name: true } },
      takes: { select: { take: { select: takeSelect } }, orderBy: { position: "asc" } },
    },
  })
  return rows.map((row) => {
    const scores = z.array(rubricScore).parse(row.scores)
    const place = (criterion: string) => (criteria as readonly string[]).indexOf(criterion)
    return {
      kind: "decision",
      id: row.id,
      at: row.createdAt.toISOString(),
      authorName: row.createdBy.name,
      note: row.decisionNote,
      takes: row.takes.map(({ take }) => ({
        ...toHistoryTake(take),
        isPicked: take.id === row.pickedTakeId,
        scores: scores
          .filter(({ takeId }) => takeId === take.id)
          .toSorted((a, b) => place(a.criterion) - place(b.criterion))
          .map(({ criterion, score }) => ({ criterion, score })),
      })),
    }
  })
}

/** Presses that led to takes; frames made from words are none of the shot's wordings. */
async function pressesOf(teamId: AuthorizedTeamId, shotId: string): Promise<HistoryEntry[]> {
  const rows = await db().batch.findMany({
    where: { teamId, shotId, generations: { some: { kind: "video" } } },
    orderBy: { createdAt: "desc" },
    take: mostEntries,
    select: {
      ...{ id: true, createdAt: true, createdById: true },
      generations: {
        where: { kind: "video" },
        select: { promptVersion: { select: { number: true, text: true } }, take: { select: takeSelect } },
        orderBy: { id: "asc" },
      },
    },
  })
  const authors = await db().user.findMany({
    where: { id: { in: [...new Set(rows.map(({ createdById }) => createdById))] } },
    select: { id: true, name: true },
  })
  const nameOf = new Map(authors.map(({ id, name }) => [id, name]))
  const sent = new Set<number>()
  return rows
    .toReversed()
    .map((row): HistoryEntry => {
      const { number = 0, text = "" } = row.generations[0]?.promptVersion ?? {}
      const isNew = !sent.has(number)
      sent.add(number)
      return {
        kind: "press",
        id: row.id,
        at: row.createdAt.toISOString(),
        authorName: nameOf.get(row.createdById) ?? "",
        version: { number, text, isNew },
        takes: row.generations
          .flatMap(({ take }) => take ?? [])
          .toSorted((a, b) => a.number - b.number)
          .map((take) => {
            const { status } = take.generation
            return { ...toHistoryTake(take), status: status === "submitting" ? "queued" : status }
          }),
      }
    })
    .toReversed()
}

function toHistoryTake(take: {
  id: string
  number: number
  trashedAt: Date | null
  generation: { model: string }
}): HistoryTake {
  return {
    id: take.id,
    number: take.number,
    modelName: modelName(take.generation.model),
    isInTrash: take.trashedAt !== null,
  }
}
