import "server-only"
import pg from "pg"
import { env } from "@/lib/env"
import { eventChannel } from "@/lib/events/notify"
import type { EventNotice } from "@/lib/events/schema"
import { log } from "@/lib/log"

/** Called for every notice of every team; `onLost` when some may have been missed. */
export type Listener = { onNotice(notice: EventNotice): void; onLost(): void }

export type Listening = {
  /** Resolves once nothing can be missed any more; rejects when the database cannot be reached. Returns how to leave. */
  join(listener: Listener): Promise<() => void>
}

/** With nobody listening for so long the connection is given back. */
const idleMs = 10_000

/** One LISTEN connection, opened for the first listener and shared by all. When it breaks, all are told and leave it. */
export function createListening(connectionString: () => string): Listening {
  const listeners = new Set<Listener>()
  let current: { client: pg.Client; ready: Promise<unknown> } | undefined
  let idle: NodeJS.Timeout | undefined

  function open() {
    const client = new pg.Client({ connectionString: connectionString(), keepAlive: true, application_name: "rushes events" })
    const lose = (error: Error) => {
      if (current?.client !== client) return
      current = undefined
      log().warn({ error, listeners: listeners.size }, "live updates lost their database connection")
      const left = [...listeners]
      listeners.clear()
      for (const listener of left) listener.onLost()
    }
    client.on("error", lose)
    client.on("end", () => lose(new Error("The connection ended.")))
    client.on("notification", ({ payload }) => {
      const notice = JSON.parse(payload ?? "") as EventNotice
      for (const listener of listeners) listener.onNotice(notice)
    })
    const ready = client.connect().then(() => client.query(`listen ${eventChannel}`))
    return { client, ready }
  }

  function leave(listener: Listener) {
    listeners.delete(listener)
    clearTimeout(idle)
    idle = setTimeout(() => {
      if (listeners.size > 0 || !current) return
      const { client } = current
      current = undefined
      client.end().catch(() => {})
    }, idleMs)
    idle.unref()
  }

  return {
    async join(listener) {
      clearTimeout(idle)
      const mine = (current ??= open())
      try {
        await mine.ready
      } catch (error) {
        if (current === mine) current = undefined
        throw error
      }
      listeners.add(listener)
      return () => leave(listener)
    },
  }
}

/** One per process, also when a bundler has made several copies of this module. */
const kept = globalThis as { rushesListening?: Listening }

/** This process' own. */
export function listening(): Listening {
  return (kept.rushesListening ??= createListening(() => env().DATABASE_URL))
}
