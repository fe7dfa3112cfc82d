"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useEffect, useEffectEvent, useRef, useState } from "react"
import { dropBackup, keepBackup, readBackup } from "@/components/studio/draft-backup"
import { saveDraftAction } from "@/lib/shots/actions"
import { sameJson } from "@/lib/shots/equal"
import { shotKeys } from "@/lib/shots/queries"
import type { ShotDraft, StudioState } from "@/lib/shots/schema"

const pauseMs = 600
const retryMs = 5_000

export type DraftStatus = "saved" | "saving" | "offline"
/** Somebody saved a newer form while this one was being changed. Both are kept until the person chooses. */
export type DraftConflict = { theirs: ShotDraft; revision: number }

/**
 * The form while it is written: saved after a short pause against the revision it was changed from, kept in this
 * browser until the server has it, and never overwriting a newer one unseen.
 */
export function useDraft(state: StudioState, onFailure: (message: string) => void) {
  const { team, shot } = state
  const client = useQueryClient()
  const [draft, setDraft] = useState(shot.draft)
  const [status, setStatus] = useState<DraftStatus>("saved")
  const [conflict, setConflict] = useState<DraftConflict | null>(null)
  const latest = useRef(shot.draft)
  const server = useRef({ draft: shot.draft, revision: shot.revision })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const isSaving = useRef(false)
  const isFailing = useRef(false)

  function schedule(ms: number) {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void save(), ms)
  }

  async function save() {
    clearTimeout(timer.current)
    if (isSaving.current || sameJson(latest.current, server.current.draft)) return
    isSaving.current = true
    const sent = latest.current
    const { revision } = server.current
    const result = await saveDraftAction({ team, shotId: shot.id, revision, draft: sent }).catch(() => null)
    isSaving.current = false
    if (!result?.ok) {
      // Said once: the line below the prompt stays, and it is tried again until it is saved.
      if (result && !isFailing.current) onFailure(result.error.message)
      isFailing.current = true
      setStatus("offline")
      const isFinal = result?.error.code === "not_found" || result?.error.code === "not_allowed"
      return isFinal ? undefined : schedule(retryMs)
    }
    isFailing.current = false
    if (!result.value.isSaved && !sameJson(result.value.draft, sent)) {
      return setConflict({ theirs: result.value.draft, revision: result.value.revision })
    }
    server.current = { draft: sent, revision: result.value.revision }
    keepInCache(sent, result.value.revision)
    if (!sameJson(latest.current, sent)) return schedule(pauseMs)
    dropBackup(shot.id)
    setStatus("saved")
  }

  /** Also for a form that was left before its last words were saved: whoever comes back finds them. */
  function keepInCache(saved: ShotDraft, revision: number) {
    client.setQueryData<StudioState>(shotKeys.studio(team, shot.id), (known) =>
      known && known.shot.revision < revision ? { ...known, shot: { ...known.shot, draft: saved, revision } } : known,
    )
  }

  function put(next: ShotDraft) {
    latest.current = next
    setDraft(next)
  }

  function change(part: Partial<ShotDraft>) {
    const next = { ...latest.current, ...part }
    put(next)
    keepBackup(shot.id, { draft: next, revision: server.current.revision })
    setStatus("saving")
    if (!conflict) schedule(pauseMs)
  }

  /** Keeps this form (it is saved over the newer one) or takes theirs. */
  function settle(keepMine: boolean) {
    if (!conflict) return
    server.current = { draft: conflict.theirs, revision: conflict.revision }
    setConflict(null)
    if (keepMine) return void save()
    put(conflict.theirs)
    dropBackup(shot.id)
    setStatus("saved")
  }

  const begin = useEffectEvent(() => {
    const backup = readBackup(shot.id)
    if (!backup || sameJson(backup.draft, server.current.draft)) return dropBackup(shot.id)
    put(backup.draft)
    setStatus("saving")
    if (backup.revision === server.current.revision) schedule(0)
    else setConflict({ theirs: server.current.draft, revision: server.current.revision })
  })
  const leave = useEffectEvent(() => void save())
  useEffect(() => {
    begin()
    const hidden = () => document.hidden && leave()
    document.addEventListener("visibilitychange", hidden)
    return () => {
      document.removeEventListener("visibilitychange", hidden)
      leave()
      clearTimeout(timer.current)
    }
  }, [])

  const adopt = useEffectEvent(() => {
    if (shot.revision <= server.current.revision || isSaving.current) return
    // With unsaved words the next save finds the newer revision and asks; without, the newer form simply appears.
    if (!sameJson(latest.current, server.current.draft)) return
    server.current = { draft: shot.draft, revision: shot.revision }
    put(shot.draft)
  })
  useEffect(() => adopt(), [shot.revision])

  return { draft, change, status, conflict, settle, saveNow: save }
}
