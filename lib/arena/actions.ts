"use server"

import { z } from "zod"
import { teamAction } from "@/lib/action"
import * as sessions from "@/lib/arena/mutations"
import { answers, newSession, sessionName } from "@/lib/arena/schema"
import * as votes from "@/lib/arena/votes"

const oneSession = z.object({ sessionId: z.uuid() })
const oneShowing = z.object({ showingId: z.uuid() })
const reason = z.string().trim().min(1, "Say why, since the report shows it.").max(200, "A reason has at most 200 characters.")
const voters = { role: "reviewer" } as const

/** Makes a session and has its clips made alike; returns its id. */
export const createSession = teamAction(newSession, (input, access) => sessions.createSession(access, input))

/** Ends the voting. This and the next few are for who made the session and for owners. */
export const closeSession = teamAction(oneSession, ({ sessionId }, access) => sessions.closeSession(access, sessionId))

/** Opens the voting again; tries the clips again when there was nothing to judge. */
export const reopenSession = teamAction(oneSession, ({ sessionId }, access) => sessions.reopenSession(access, sessionId))

export const renameSession = teamAction(oneSession.extend({ name: sessionName }), ({ sessionId, name }, access) =>
  sessions.renameSession(access, sessionId, name),
)

/** Leaves a judge's ballots out of the session's figures, visibly. */
export const leaveOutJudge = teamAction(oneSession.extend({ judgeId: z.uuid(), reason }), (input, access) =>
  sessions.leaveOutJudge(access, input),
)

/** Counts them again. */
export const readmitJudge = teamAction(oneSession.extend({ judgeId: z.uuid() }), ({ sessionId, judgeId }, access) =>
  sessions.readmitJudge(access, sessionId, judgeId),
)

/** Says that both clips of the pair have played once: voting opens. */
export const playedPair = teamAction(oneShowing, ({ showingId }, access) => votes.playedPair(access, showingId), voters)

/** Stores the answers to a pair, one per question, and returns the next pair. */
export const castVotes = teamAction(
  oneShowing.extend({ answers }),
  ({ showingId, answers }, access) => votes.castVotes(access, showingId, answers),
  voters,
)

/** Brings the last pair back to be answered anew; returns it. */
export const undoVote = teamAction(oneSession, ({ sessionId }, access) => votes.undoVote(access, sessionId), voters)
