import { queryOptions } from "@tanstack/react-query"
import type { JudgeView, SessionItem, SessionView } from "@/lib/arena/schema"

export const arenaKeys = {
  all: (team: string) => ["arena", team] as const,
  sessions: (team: string) => [...arenaKeys.all(team), "sessions"] as const,
  session: (team: string, sessionId: string) => [...arenaKeys.all(team), "session", sessionId] as const,
  judge: (team: string, sessionId: string) => [...arenaKeys.all(team), "judge", sessionId] as const,
}

/** While clips are being made, screens ask again this often: live events stay away from judges. */
const preparingPollMs = 2000

/** The team's sessions; asks again while one is being prepared. */
export function sessionsQuery(team: string) {
  return queryOptions({
    queryKey: arenaKeys.sessions(team),
    queryFn: ({ signal }) => read<SessionItem[]>(`sessions?${new URLSearchParams({ team })}`, signal),
    refetchInterval: ({ state }) => (state.data?.some(({ status }) => status === "preparing") ? preparingPollMs : false),
  })
}

/** All of one session, models named; asks again while it is being prepared. */
export function sessionQuery(team: string, sessionId: string) {
  return queryOptions({
    queryKey: arenaKeys.session(team, sessionId),
    queryFn: ({ signal }) => read<SessionView>(`sessions?${new URLSearchParams({ team, session: sessionId })}`, signal),
    refetchInterval: ({ state }) => (state.data?.status === "preparing" ? preparingPollMs : false),
  })
}

/**
 * What the judge is to see. Reading it again makes the addresses of the last reading void, so it is read only when asked for:
 * at the start, after a clip's address has failed, and while clips are being made.
 */
export function judgeQuery(team: string, sessionId: string) {
  return queryOptions({
    queryKey: arenaKeys.judge(team, sessionId),
    queryFn: ({ signal }) => read<JudgeView>(`next?${new URLSearchParams({ team, session: sessionId })}`, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    refetchInterval: ({ state }) => (state.data?.state === "preparing" ? preparingPollMs : false),
  })
}

async function read<Value>(path: string, signal: AbortSignal): Promise<Value> {
  const response = await fetch(`/api/arena/${path}`, { signal, cache: "no-store" })
  if (!response.ok) throw new Error(`The Arena could not be read (${response.status}).`)
  return response.json()
}
