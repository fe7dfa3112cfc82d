"use client"

import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import type { ActionResult } from "@/lib/action"
import { castVotes, playedPair, undoVote } from "@/lib/arena/actions"
import { judgeQuery } from "@/lib/arena/queries"
import type { JudgeView } from "@/lib/arena/schema"
import type { Outcome } from "@/lib/judging/ratings/ballot"

/** What stands in the way, in our words; nothing that was answered is lost by it. */
export type Problem = { title: string; text: string; retry: () => void }

export type Judging = {
  view: JudgeView | null
  problem: Problem | null
  /** While a ballot is on its way. */
  isBusy: boolean
  /** Asks for the view again; clips get new addresses. */
  load: () => Promise<unknown>
  played: (showingId: string) => Promise<void>
  /** `stored` is called when the ballot is safe, before the next pair is shown. */
  store: (showingId: string, answers: Outcome[], stored: () => void) => Promise<void>
  undo: () => Promise<void>
}

const noAnswer = { code: "unavailable", message: "The server did not answer. Your answers stay here." }

/** The judge's view and what can be done with it. */
export function useJudging(team: string, sessionId: string): Judging {
  const client = useQueryClient()
  const query = judgeQuery(team, sessionId)
  const { data, isError, refetch } = useQuery(query)
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Problem | null>(null)

  /** An action's value, or null after the failure was said. */
  async function ask<Value>(title: string, run: () => Promise<ActionResult<Value>>, retry: () => void): Promise<Value | null> {
    const result = await run().catch(() => ({ ok: false as const, error: noAnswer }))
    if (result.ok) {
      setFailure(null)
      return result.value
    }
    // What the server has settled otherwise is not asked for again: what is true now is read.
    const isSettled = result.error.code === "conflict" || result.error.code === "not_found"
    setFailure({ title, text: result.error.message, retry: isSettled ? () => void load() : retry })
    return null
  }

  async function load() {
    setFailure(null)
    await refetch()
  }

  async function played(showingId: string) {
    const opened = await ask(
      "Voting is not open yet",
      () => playedPair({ team, showingId }),
      () => void played(showingId),
    )
    if (!opened) return
    client.setQueryData(query.queryKey, (view) =>
      view?.pair?.showingId === showingId ? { ...view, pair: { ...view.pair, isOpen: true } } : view,
    )
  }

  async function act(title: string, run: () => Promise<ActionResult<JudgeView>>, retry: () => void, done?: () => void) {
    setBusy(true)
    const view = await ask(title, run, retry)
    setBusy(false)
    if (!view) return
    done?.()
    client.setQueryData(query.queryKey, view)
  }

  const store: Judging["store"] = (showingId, answers, stored) =>
    act(
      "Not stored",
      () => castVotes({ team, showingId, answers }),
      () => void store(showingId, answers, stored),
      stored,
    )

  const undo = () =>
    act(
      "Not taken back",
      () => undoVote({ team, sessionId }),
      () => void undo(),
    )

  const unread: Problem = {
    title: "The session could not be read",
    text: "The server did not answer. Nothing that was stored is lost.",
    retry: () => void load(),
  }
  return { view: data ?? null, problem: failure ?? (isError ? unread : null), isBusy, load, played, store, undo }
}
