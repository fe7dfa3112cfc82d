import { expect, test } from "vitest"
import { db } from "@/lib/db"
import { env } from "@/lib/env"
import { createFanOut } from "@/lib/events/fan-out"
import { createListening } from "@/lib/events/listen"
import { notify } from "@/lib/events/notify"
import type { LiveEvent } from "@/lib/events/schema"
import { eventStream } from "@/lib/events/stream"
import { createBatch } from "@/lib/generations/mutations"
import { aBatch, aGeneration, aShot, until } from "@/lib/jobs/testing"
import { transition } from "@/lib/jobs/transition"
import { requireVendor } from "@/lib/providers/vendors"
import { takeViewsByIds } from "@/lib/takes/data"
import { createTestDatabase } from "@/lib/testing/database"

await createTestDatabase()

/** A process of its own: one connection, and a count of how often takes were read. */
function aProcess() {
  let reads = 0
  const fanOut = createFanOut(
    createListening(() => env().DATABASE_URL),
    (teamId, ids) => {
      reads++
      return takeViewsByIds(teamId, ids)
    },
  )
  return { fanOut, reads: () => reads }
}

function aScreen() {
  const events: LiveEvent[] = []
  const screen = {
    isClosed: false,
    send: (message: string) => void events.push(JSON.parse(message.slice("data: ".length))),
    close: () => void (screen.isClosed = true),
  }
  return { screen, events }
}

const listeners = async () =>
  Number(
    (
      await db().$queryRaw<{ count: bigint }[]>`
      select count(*) from pg_stat_activity where application_name = 'rushes events' and datname = current_database()`
    )[0]?.count,
  )

test("a change is read once per process and told to every open screen of its team, and to no other", async () => {
  const { fanOut, reads } = aProcess()
  const made = await aGeneration()
  const other = await aGeneration()
  const [one, two, stranger] = [aScreen(), aScreen(), aScreen()]
  const leave = [
    await fanOut.enter(made.access.teamId, one.screen),
    await fanOut.enter(made.access.teamId, two.screen),
    await fanOut.enter(other.access.teamId, stranger.screen),
  ]
  expect(await listeners()).toBe(1)
  await Promise.all([
    transition({ generationId: made.id, to: "submitting", via: "submit" }),
    notify(db(), { teamId: made.access.teamId, type: "shot", shotId: made.shotId, projectId: "p" }),
  ])
  await transition({ generationId: made.id, to: "running", via: "submit" })
  await until(async () => one.events.some((event) => event.type === "take" && event.take.status === "running"))
  // Both changes may have been read as one, or the first reading may have seen the second change: readings are told one by one.
  await until(async () => one.events.filter((event) => event.type === "take").length === reads())
  expect(two.events).toEqual(one.events)
  expect(one.events).toContainEqual({ type: "shot", shotId: made.shotId, projectId: "p" })
  const takes = one.events.filter((event) => event.type === "take")
  expect(takes.at(-1)?.take).toMatchObject({ id: made.takeId, generationId: made.id, status: "running" })
  expect(reads()).toBeLessThanOrEqual(2)
  expect(stranger.events).toEqual([])
  for (const go of leave) go()
})

test("when the line at a vendor moves, screens are told every new place in one message", async () => {
  const { fanOut } = aProcess()
  const kling = requireVendor("kling")
  const { limits } = kling
  kling.limits = { ...limits, concurrentJobs: 0 }
  const { access, shotId } = await aShot()
  const { screen, events } = aScreen()
  const leave = await fanOut.enter(access.teamId, screen)
  const { takeIds } = await createBatch(access, aBatch(shotId, { takesPerModel: 3 }))
  await notify(
    db(),
    [1, 2, 3].map(() => ({ teamId: access.teamId, type: "line" as const })),
  )
  await until(async () => events.some(({ type }) => type === "line"))
  const places = Object.fromEntries(takeIds.map((id, index) => [id, { for: "slot", place: index + 1 }]))
  expect(events.filter(({ type }) => type === "line")).toEqual([{ type: "line", waiting: places }])
  const shown = events.flatMap((event) => (event.type === "take" ? [event.take] : []))
  expect(shown.find(({ id }) => id === takeIds[1])?.waiting).toEqual({ for: "slot", place: 2 })
  kling.limits = limits
  leave()
})

test("nothing is told of a change that is rolled back, nor of a take in the trash", async () => {
  const { fanOut } = aProcess()
  const made = await aGeneration()
  const { screen, events } = aScreen()
  const leave = await fanOut.enter(made.access.teamId, screen)
  await db()
    .$transaction(async (tx) => {
      await transition({ generationId: made.id, to: "submitting", via: "submit" }, tx)
      throw new Error("rolled back")
    })
    .catch(() => {})
  await db().take.update({ where: { id: made.takeId }, data: { trashedAt: new Date() } })
  await transition({ generationId: made.id, to: "failed", via: "submit" })
  await notify(db(), { teamId: made.access.teamId, type: "shot", shotId: "last", projectId: "p" })
  await until(async () => events.length > 0)
  expect(events).toEqual([{ type: "shot", shotId: "last", projectId: "p" }])
  leave()
})

test("when the database connection breaks, screens are closed so that they come again, and then miss nothing", async () => {
  const { fanOut } = aProcess()
  const made = await aGeneration()
  const lost = aScreen()
  await fanOut.enter(made.access.teamId, lost.screen)
  await db().$executeRaw`
    select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'rushes events' and datname = current_database()`
  await until(async () => lost.screen.isClosed)
  const back = aScreen()
  const leave = await fanOut.enter(made.access.teamId, back.screen)
  await transition({ generationId: made.id, to: "submitting", via: "submit" })
  await until(async () => back.events.length > 0)
  expect(lost.events).toEqual([])
  leave()
})

test("a stream beats, ends when the person is not welcome any more or goes away, and leaves nothing behind", async () => {
  const made = await aGeneration()
  const { fanOut } = aProcess()
  let isWelcome = true
  let left = 0
  const enter = async (screen: Parameters<typeof fanOut.enter>[1]) => {
    const leave = await fanOut.enter(made.access.teamId, screen)
    return () => {
      left++
      leave()
    }
  }
  const open = (signal = new AbortController().signal) => eventStream(signal, enter, async () => isWelcome, 50)
  const text = new Response(open()).text()
  const reader = open().getReader()
  expect(new TextDecoder().decode((await reader.read()).value)).toBe("retry: 1000\n\n")
  await reader.cancel()
  expect(left).toBe(1)
  const browser = new AbortController()
  const aborted = new Response(open(browser.signal)).text()
  await until(async () => (await listeners()) > 0)
  browser.abort()
  await aborted
  await until(async () => left === 2)
  await new Promise((resolve) => setTimeout(resolve, 200))
  isWelcome = false
  expect(await text).toMatch(/^retry: 1000\n\n(: still here\n\n)+$/)
  expect(left).toBe(3)
})

test("a screen that stopped reading is let go", async () => {
  const stalled = new Promise<void>((resolve) => {
    const enter = async (screen: { send(message: string): void }) => {
      setTimeout(() => {
        for (let megabyte = 0; megabyte < 3; megabyte++) screen.send("x".repeat(1_000_000))
      }, 10)
      return () => resolve()
    }
    eventStream(new AbortController().signal, enter, async () => true)
      .getReader()
      .read()
  })
  await stalled
})
