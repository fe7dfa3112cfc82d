import { globSync, readFileSync } from "node:fs"
import { NextRequest } from "next/server"
import { isValidElement, type ReactNode } from "react"
import { beforeAll, describe, expect, test, vi } from "vitest"
import { actions, pages, routes } from "@/app/tenancy.table"
import { sessionCookieName } from "@/lib/auth/session"
import { createTestDatabase } from "@/lib/testing/database"
import { marker, rowsOf, sessionOf, type TwoTeams, twoTeams } from "@/lib/testing/two-teams"

await createTestDatabase()

const origin = "http://studio.test"
/** What the browser sends along; `token` null is nobody. */
const browser = { token: null as string | null, origin: origin as string | null }

vi.mock("next/headers", () => ({
  cookies: async () => ({ get: (name: string) => cookieOf(name), getAll: () => [] }),
  headers: async () => browserHeaders(),
}))

function cookieOf(name: string) {
  return name === sessionCookieName && browser.token !== null ? { name, value: browser.token } : undefined
}
function browserHeaders() {
  const headers = new Headers({ host: new URL(origin).host })
  if (browser.origin) headers.set("origin", browser.origin)
  if (browser.token) headers.set("cookie", `${sessionCookieName}=${browser.token}`)
  return headers
}

let world: TwoTeams
beforeAll(async () => {
  process.env.SANDBOX_URL = "http://127.0.0.1:9"
  world = await twoTeams()
})

const find = (pattern: string) => globSync(pattern, { cwd: process.cwd() }).map((path) => path.replaceAll("\\", "/"))
const load = (file: string): Promise<Record<string, unknown>> => import(/* @vite-ignore */ `@/${file}`)

const pageFiles = find("app/**/page.tsx")
const routeMethods = find("app/**/route.{ts,tsx}").flatMap((file) => exportsOf(file).map((name) => `${file} ${name}`))
const actionNames = find("{app,components,lib}/**/*.{ts,tsx}")
  .filter((file) => /^\s*["']use server["']/.test(readFileSync(file, "utf8")))
  .flatMap((file) => exportsOf(file).map((name) => `${file} ${name}`))

/** The names that a module exports as values: declared, or in a list that may rename. */
function exportsOf(file: string): string[] {
  const source = readFileSync(file, "utf8")
  const declared = [...source.matchAll(/^export (?:async )?(?:const|function) (\w+)/gm)].map(([, name = ""]) => name)
  const listed = [...source.matchAll(/^export \{([^}]+)\}/gm)].flatMap(([, list = ""]) =>
    list.split(",").map(
      (item) =>
        item
          .trim()
          .split(/\s+as\s+/)
          .at(-1) ?? "",
    ),
  )
  return [...declared, ...listed].filter((name) => name && !["dynamic", "metadata", "maxDuration"].includes(name))
}

/**
 * Runs the async components of a page one after another, as a server render would; client components are left out, but
 * what they are handed is looked at. Returns every text that the page would send.
 */
async function render(node: unknown, seen = new Set<unknown>()): Promise<string[]> {
  if (typeof node === "string") return [node]
  if (typeof node !== "object" || node === null || seen.has(node)) return []
  seen.add(node)
  const value = node instanceof Promise ? await node : node
  const texts: string[] = []
  if (isValidElement<Record<string, unknown>>(value)) {
    const { type, props } = value
    if (typeof type === "function" && type.constructor.name === "AsyncFunction") {
      texts.push(...(await render(await (type as (props: unknown) => Promise<ReactNode>)(props), seen)))
    }
    texts.push(...(await render(props, seen)))
  } else {
    for (const part of Object.values(value as object)) texts.push(...(await render(part, seen)))
  }
  return texts
}

async function open(file: string, call: { params: Record<string, string>; searchParams?: Record<string, string> }) {
  const { default: Page } = (await load(file)) as { default: (props: unknown) => Promise<ReactNode> }
  return render(await Page({ params: Promise.resolve(call.params), searchParams: Promise.resolve(call.searchParams ?? {}) }))
}

async function request(key: string, call: { query?: string; params?: Record<string, string>; body?: unknown }) {
  const [file = "", method = ""] = key.split(" ")
  const handler = (await load(file))[method] as (request: NextRequest, context: unknown) => Promise<Response>
  const url = `${origin}/${key}?${call.query ?? ""}`
  const init = {
    method,
    headers: browserHeaders(),
    ...(method !== "GET" && method !== "HEAD" && { body: JSON.stringify(call.body ?? {}) }),
  }
  return handler(new NextRequest(url, init), { params: Promise.resolve(call.params ?? {}) })
}

async function act(key: string, team: string, input: Record<string, unknown>) {
  const [file = "", name = ""] = key.split(" ")
  const action = (await load(file))[name] as (input: unknown) => Promise<{ ok: boolean; error?: { code: string } }>
  return action({ ...input, team })
}

test("every page, route method and action says how it is guarded", () => {
  expect(Object.keys(pages).sort()).toEqual(pageFiles.sort())
  expect(Object.keys(routes).sort()).toEqual(routeMethods.sort())
  expect(Object.keys(actions).sort()).toEqual(actionNames.sort())
})

const guarded = <Call>(table: Record<string, { open: string } | Call>) =>
  Object.entries(table).flatMap(([key, entry]) => ("open" in (entry as object) ? [] : [[key, entry as Call] as const]))

describe("another team's owner", () => {
  const asStranger = () => Object.assign(browser, { token: world.strangersToken, origin })

  test.each(guarded(pages))("finds nothing at %s", async (file, call) => {
    asStranger()
    await expect(open(file, call({ ...world, team: world.theirs.team }))).rejects.toThrow("NEXT_HTTP_ERROR_FALLBACK;404")
    const own = await open(file, call({ ...world, team: world.ours })).catch(() => [])
    expect(own.join()).not.toContain(marker)
  })

  test.each(guarded(routes))("finds nothing behind %s", async (key, call) => {
    asStranger()
    const before = await rowsOf(world.theirs.teamId)
    const reply = await request(key, call({ ...world, team: world.theirs.team }))
    expect([key, reply.status]).toEqual([key, 404])
    const own = await request(key, call({ ...world, team: world.ours }))
    expect(own.status < 300 ? await own.text() : "").not.toContain(marker)
    expect(await rowsOf(world.theirs.teamId)).toBe(before)
  })

  test.each(guarded(actions))("is told not found by %s, and changes nothing", async (key, call) => {
    asStranger()
    const before = await rowsOf(world.theirs.teamId)
    const reply = await act(key, world.theirs.team, call({ ...world, team: world.theirs.team }))
    expect(reply).toMatchObject({ ok: false, error: { code: "not_found" } })
    const own = await act(key, world.ours, call({ ...world, team: world.ours }))
    expect(JSON.stringify(own)).not.toContain(marker)
    expect(await rowsOf(world.theirs.teamId)).toBe(before)
  })
})

test("the owner's own pages do tell, so the marker would be seen", async () => {
  Object.assign(browser, { token: await sessionOf(world.owner), origin })
  const texts = await open("app/[team]/page.tsx", { params: { team: world.theirs.team } })
  expect(texts.join()).toContain(marker)
})

describe("somebody who is not signed in", () => {
  const asNobody = () => Object.assign(browser, { token: null, origin })

  test.each(guarded(pages))("is led to sign-in from %s", async (file, call) => {
    asNobody()
    const failure = await open(file, call({ ...world, team: world.theirs.team })).catch((error) => error)
    expect(failure.digest).toContain("/sign-in")
  })

  test.each(guarded(routes))("is refused by %s", async (key, call) => {
    asNobody()
    expect((await request(key, call({ ...world, team: world.theirs.team }))).status).toBe(401)
  })

  test.each(guarded(actions))("is refused by %s", async (key, call) => {
    asNobody()
    const reply = await act(key, world.theirs.team, call({ ...world, team: world.theirs.team }))
    expect(reply).toMatchObject({ ok: false, error: { code: "not_signed_in" } })
  })
})

describe("another site", () => {
  const asSite = async () => Object.assign(browser, { token: await sessionOf(world.stranger), origin: "https://evil.example" })

  test.each(Object.keys(actions).map((key) => [key]))("cannot press %s for somebody who is signed in", async (key) => {
    await asSite()
    expect(await act(key, world.ours, {})).toMatchObject({ ok: false, error: { code: "not_allowed" } })
  })

  const mutations = guarded(routes).filter(([key]) => !/ (GET|HEAD|OPTIONS)$/.test(key))
  test.each(mutations)("cannot send %s for somebody who is signed in", async (key, call) => {
    await asSite()
    expect((await request(key, call({ ...world, team: world.ours }))).status).toBe(403)
  })
})
