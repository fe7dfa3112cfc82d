import { QueryClient } from "@tanstack/react-query"
import { expect, test } from "vitest"
import { guardLateAnswers } from "@/components/live/late-answers"
import { applyLiveEvent, patchCache } from "@/components/live/patch"
import { galleryFilter } from "@/lib/galleries/schema"
import { galleryQuery, shotTakesQuery, takeKeys } from "@/lib/takes/queries"
import type { TakeView } from "@/lib/takes/schema"

const everything = galleryFilter.parse({})

function aView(number: number, changes: Partial<TakeView> = {}): TakeView {
  const id = `0199999${String(number).padStart(5, "0")}-7000-8000-000000000000`
  const author = { id: "ada", name: "Ada" }
  const base = { id, generationId: id, shotId: "shot", projectId: "film", shotNumber: 1, number, status: "running" }
  return { ...base, provider: "kling", modelId: "kling/kling-3.0", isPicked: false, author, ...changes } as TakeView
}

const numbers = (data: unknown) =>
  (data as { pages: { takes: TakeView[] }[] }).pages.map((page) => page.takes.map(({ number }) => number))
const pages = (...parts: number[][]) => ({
  pages: parts.map((part, index) => ({
    takes: part.map((number) => aView(number)),
    next: index < parts.length - 1 ? "more" : null,
  })),
  pageParams: [],
})
const gallery = (filter = everything) => takeKeys.gallery("t", "film", filter)

test("a new take stands first in its shot; a known one is replaced where it stands", () => {
  const key = takeKeys.shot("t", "shot")
  const added = patchCache(key, [aView(2), aView(1)], { type: "take", take: aView(3) }) as TakeView[]
  expect(added.map(({ number }) => number)).toEqual([3, 2, 1])
  const done = patchCache(key, added, { type: "take", take: aView(2, { status: "succeeded" }) }) as TakeView[]
  expect(done.map(({ status }) => status)).toEqual(["running", "succeeded", "running"])
})

test("a take of another shot changes nothing, and the cache stays the same object", () => {
  const data = [aView(1)]
  expect(patchCache(takeKeys.shot("t", "other"), data, { type: "take", take: aView(3) })).toBe(data)
})

test("in a gallery a take stands by its age, also on a later page, but not behind the last one loaded", () => {
  const loaded = pages([9, 8], [6, 5])
  expect(numbers(patchCache(gallery(), loaded, { type: "take", take: aView(10) }))).toEqual([
    [10, 9, 8],
    [6, 5],
  ])
  expect(numbers(patchCache(gallery(), loaded, { type: "take", take: aView(7) }))).toEqual([
    [9, 8],
    [7, 6, 5],
  ])
  const more = { ...loaded, pages: loaded.pages.map((page) => ({ ...page, next: "more" })) }
  expect(patchCache(gallery(), more, { type: "take", take: aView(4) })).toBe(more)
})

test("a take that no longer meets the filter leaves, and one that now does comes in", () => {
  const running = gallery(galleryFilter.parse({ statuses: ["running"] }))
  const left = patchCache(running, pages([2, 1]), { type: "take", take: aView(2, { status: "succeeded" }) })
  expect(numbers(left)).toEqual([[1]])
  const came = patchCache(running, pages([1]), { type: "take", take: aView(2) })
  expect(numbers(came)).toEqual([[2, 1]])
})

test.each([{ search: "lamp" }, { tags: ["physics"] }])(
  "%j is not guessed at: only what it found already is kept true",
  (asked) => {
    const found = gallery(galleryFilter.parse(asked))
    const data = pages([1])
    expect(patchCache(found, data, { type: "take", take: aView(2) })).toBe(data)
  },
)

test("when the line moves, queued takes get their new places everywhere, and what is not concerned stays the same object", () => {
  const queued = (number: number, place: number) => aView(number, { status: "queued", waiting: { for: "slot", place } })
  const [first, second, running] = [queued(1, 1), queued(2, 2), aView(3, { waiting: null })]
  const moved = { type: "line", waiting: { [second.id]: { for: "slot", place: 1 } } } as const
  const takes = patchCache(takeKeys.shot("t", "shot"), [running, second, first], moved) as TakeView[]
  expect(takes.map(({ waiting }) => waiting)).toEqual([null, { for: "slot", place: 1 }, null])
  expect(takes[0]).toBe(running)
  expect(patchCache(takeKeys.shot("t", "shot"), takes, moved)).toBe(takes)
  const shown = { pages: [{ takes: [second], next: null }], pageParams: [] }
  const page = patchCache(gallery(), shown, moved) as typeof shown
  expect(page.pages[0]?.takes[0]?.waiting).toEqual({ for: "slot", place: 1 })
})

test("a take that is deleted leaves every list; one restored leaves the trash", () => {
  const removed = { type: "take_removed", takeId: aView(1).id, shotId: "shot", projectId: "film" } as const
  expect(numbers(patchCache(gallery(), pages([2, 1]), removed))).toEqual([[2]])
  expect(patchCache(takeKeys.shot("t", "shot"), [aView(1)], removed)).toEqual([])
  const trash = gallery(galleryFilter.parse({ trash: true }))
  expect(numbers(patchCache(trash, pages([2, 1]), { type: "take", take: aView(1) }))).toEqual([[2]])
})

test("a picked take is shown as picked in all caches of its team, and in no other team's", () => {
  const client = new QueryClient()
  client.setQueryData(shotTakesQuery("t", "shot").queryKey, [aView(1)])
  client.setQueryData(galleryQuery("t", "film", everything).queryKey, pages([1]))
  client.setQueryData(shotTakesQuery("other", "shot").queryKey, [aView(1)])
  applyLiveEvent(client, "t", { type: "take", take: aView(1, { isPicked: true }) })
  expect(client.getQueryData(shotTakesQuery("t", "shot").queryKey)?.[0]?.isPicked).toBe(true)
  expect(client.getQueryData(galleryQuery("t", "film", everything).queryKey)?.pages[0]?.takes[0]?.isPicked).toBe(true)
  expect(client.getQueryData(shotTakesQuery("other", "shot").queryKey)?.[0]?.isPicked).toBe(false)
})

test("an answer that was asked for before an event does not bring the past back", async () => {
  const client = new QueryClient()
  const queryKey = takeKeys.shot("t", "shot")
  const late = guardLateAnswers(client, "t")
  let answer: (takes: TakeView[]) => void = () => {}
  const asking = client.fetchQuery({ queryKey, queryFn: () => new Promise<TakeView[]>((resolve) => (answer = resolve)) })
  await Promise.resolve()
  const event = { type: "take", take: aView(1, { status: "succeeded" }) } as const
  late.remember(event)
  applyLiveEvent(client, "t", event)
  answer([aView(1)])
  await asking
  expect(client.getQueryData<TakeView[]>(queryKey)?.[0]?.status).toBe("succeeded")
  late.stop()
})
