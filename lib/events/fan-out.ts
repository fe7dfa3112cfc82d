import "server-only"
import { type Listening, listening } from "@/lib/events/listen"
import type { EventNotice, LiveEvent } from "@/lib/events/schema"
import { waitingTakes } from "@/lib/lanes/data"
import { log } from "@/lib/log"
import { takeViewsByIds } from "@/lib/takes/data"
import type { AuthorizedTeamId } from "@/lib/teams/types"

/** One open screen. It gets whole SSE messages; `close` means that it should come again, since events may be missing. */
export type Screen = { send(message: string): void; close(): void }

/** Notices about one team within this time are read in one query. */
const gatherMs = 15

type Room = {
  screens: Set<Screen>
  takeIds: Set<string>
  hasMovedLine: boolean
  timer: NodeJS.Timeout | undefined
  reading: Promise<void>
}

/**
 * Passes notices on to the open screens of their team. However many screens are open, a take that changed is read once per
 * process, and a team's reads follow one another, so that no screen is told of an older state after a newer one.
 */
export function createFanOut(source: Listening, readTakes = takeViewsByIds, readLine = waitingTakes) {
  const rooms = new Map<string, Room>()
  let joined: Promise<() => void> | undefined

  const listener = {
    onNotice(notice: EventNotice) {
      const room = rooms.get(notice.teamId)
      if (!room) return
      if (notice.type === "take") room.takeIds.add(notice.takeId)
      else if (notice.type === "line") room.hasMovedLine = true
      else return sendAll(room, withoutTeam(notice))
      room.timer ??= setTimeout(() => {
        room.timer = undefined
        room.reading = room.reading.then(() => flush(notice.teamId as AuthorizedTeamId, room))
      }, gatherMs)
    },
    onLost() {
      joined = undefined
      const open = [...rooms.values()]
      rooms.clear()
      for (const room of open) closeAll(room)
    },
  }

  async function flush(teamId: AuthorizedTeamId, room: Room) {
    const ids = [...room.takeIds]
    const { hasMovedLine } = room
    room.takeIds.clear()
    room.hasMovedLine = false
    if (room.screens.size === 0) return
    try {
      if (ids.length > 0) for (const take of await readTakes(teamId, ids)) sendAll(room, { type: "take", take })
      if (hasMovedLine) sendAll(room, { type: "line", waiting: Object.fromEntries(await readLine(teamId)) })
    } catch (error) {
      log().error({ teamId, error }, "changed takes could not be read for live updates")
      closeAll(room)
    }
  }

  function leave(teamId: AuthorizedTeamId, screen: Screen) {
    const room = rooms.get(teamId)
    if (!room?.screens.delete(screen) || room.screens.size > 0) return
    clearTimeout(room.timer)
    rooms.delete(teamId)
    if (rooms.size > 0) return
    const left = joined
    joined = undefined
    left?.then((go) => go()).catch(() => {})
  }

  return {
    /** Resolves once the screen misses nothing that happens from now on. Returns how to leave. */
    async enter(teamId: AuthorizedTeamId, screen: Screen): Promise<() => void> {
      const room = rooms.get(teamId) ?? newRoom()
      rooms.set(teamId, room)
      room.screens.add(screen)
      const joining = (joined ??= source.join(listener))
      try {
        await joining
      } catch (error) {
        if (joined === joining) joined = undefined
        leave(teamId, screen)
        throw error
      }
      return () => leave(teamId, screen)
    },
  }
}

function newRoom(): Room {
  return { screens: new Set(), takeIds: new Set(), hasMovedLine: false, timer: undefined, reading: Promise.resolve() }
}

function closeAll(room: Room) {
  for (const screen of [...room.screens]) screen.close()
}

function sendAll(room: Room, event: LiveEvent) {
  const message = `data: ${JSON.stringify(event)}\n\n`
  for (const screen of [...room.screens]) screen.send(message)
}

function withoutTeam({ teamId: _, ...event }: Exclude<EventNotice, { type: "take" | "line" }>): LiveEvent {
  return event
}

const kept = globalThis as { rushesFanOut?: ReturnType<typeof createFanOut> }

/** This process' own. */
export function fanOut() {
  return (kept.rushesFanOut ??= createFanOut(listening()))
}
