import type { Page, Request, Response, Route, WebSocket } from "@playwright/test"

/** One thing that the page sent, received or holds. `bytes` where it is no text. */
export type Heard = { where: string; text: string; bytes: Buffer | null }

export type Sniffer = {
  /** Everything up to now, bodies included. */
  heard(): Promise<readonly Heard[]>
  /** Notes what the page holds now: document, address, title, storage, cookies, what it names as loaded. */
  look(): Promise<void>
  /** Every response, as it came. */
  responses: readonly Response[]
  stop(): Promise<void>
}

/** These are the same files for everybody, and name the whole catalogue. */
const isStatic = (url: string) => new URL(url).pathname.startsWith("/_next/static/")

/** Listens to all that a page sends and receives from now on, by whatever way, bodies and headers. */
export async function sniff(page: Page): Promise<Sniffer> {
  const heard: Heard[] = []
  const responses: Response[] = []
  const coming: Promise<void>[] = []
  const note = (where: string, text: string, bytes: Buffer | null = null) => void heard.push({ where, text, bytes })

  const requested = (request: Request) => {
    const where = `request ${request.method()} ${request.url()}`
    note(where, request.postData() ?? "")
    if (!isStatic(request.url())) coming.push(headersOf(request).then((headers) => note(where, headers)))
  }
  const responded = (response: Response) => {
    if (isStatic(response.url())) return
    responses.push(response)
    const where = `response ${response.status()} ${response.url()}`
    coming.push(headersOf(response).then((headers) => note(where, headers)))
  }
  /** Every answer passes through here, since a browser does not hand out the bodies of all. A stream that never ends is only named. */
  const passed = async (route: Route) => {
    const request = route.request()
    if (isStatic(request.url()) || request.resourceType() === "eventsource") return route.continue()
    // The server lets go of a connection that was idle for five seconds, sometimes in the moment in which it is used again.
    const answer = await route.fetch({ maxRedirects: 0, maxRetries: 3 })
    const body = await answer.body()
    const isText = /text|json|javascript|component|svg/.test(answer.headers()["content-type"] ?? "")
    const where = `body ${request.method()} ${request.url()}`
    note(where, isText ? body.toString("utf8") : "", isText ? null : body)
    await route.fulfill({ response: answer, body })
  }
  const connected = (socket: WebSocket) => {
    note("websocket", socket.url())
    socket.on("framesent", ({ payload }) => note("websocket sent", payload.toString()))
    socket.on("framereceived", ({ payload }) => note("websocket received", payload.toString()))
  }
  page.on("request", requested)
  page.on("response", responded)
  page.on("websocket", connected)
  await page.route(() => true, passed)

  return {
    responses,
    async heard() {
      await Promise.all(coming)
      return heard
    },
    async look() {
      note("document", await page.content())
      note("address", page.url())
      note("title", await page.title())
      note("cookies", JSON.stringify(await page.context().cookies()))
      const held = await page.evaluate(() => ({
        local: { ...localStorage },
        session: { ...sessionStorage },
        history: JSON.stringify(history.state),
        // The static files' names are the same for everybody.
        loaded: performance
          .getEntries()
          .map(({ name }) => name)
          .filter((name) => !name.includes("/_next/static/")),
        names: [...document.querySelectorAll("[aria-label],[title],[data-tip]")].map((element) => element.outerHTML),
      }))
      note("storage", JSON.stringify(held))
    },
    async stop() {
      await page.unrouteAll({ behavior: "ignoreErrors" })
      page.off("request", requested)
      page.off("response", responded)
      page.off("websocket", connected)
    },
  }
}

async function headersOf(message: Request | Response): Promise<string> {
  return JSON.stringify(await message.allHeaders().catch(() => message.headers()))
}

/** What must not be heard: words that stand alone in any case, and marks (ids, hashes) wherever they stand. */
export type Forbidden = { words: readonly string[]; marks: readonly string[] }

/** In bytes that are no text, shorter words come about by chance. */
const shortestInBytes = 6

/** Where something forbidden was heard, as "what in where". Empty is what a blind page must give. */
export function findForbidden(heard: readonly Heard[], { words, marks }: Forbidden): string[] {
  const patterns = words.map((word) => ({
    word,
    inText: new RegExp(`(?<![\\p{L}\\p{N}])${escaped(word)}(?![\\p{L}\\p{N}])`, "iu"),
  }))
  const found = new Set<string>()
  for (const { where, text, bytes } of heard) {
    const all = `${where}\n${text}`
    for (const mark of marks) if (all.includes(mark) || bytes?.includes(mark)) found.add(`${mark} in ${where}`)
    const latin = bytes?.toString("latin1").toLowerCase()
    for (const { word, inText } of patterns) {
      const isInBytes = word.length >= shortestInBytes && latin?.includes(word.toLowerCase())
      if (inText.test(all) || isInBytes) found.add(`${word} in ${where}`)
    }
  }
  return [...found]
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")
}
