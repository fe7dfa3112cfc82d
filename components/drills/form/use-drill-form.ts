"use client"

import { useEffect, useState } from "react"
import { templateDraft, templateName, templateTags } from "@/lib/drills/template"
import { type FrameView, type ShotDraft, shotDraft } from "@/lib/shots/schema"
import { type ShotTag, toShotTags } from "@/lib/shots/tags"

export type DrillFormValues = { name: string; draft: ShotDraft; tags: ShotTag[]; frame: FrameView | null }

const slotOf = (team: string) => `rushes:drill:${team}`

const template = (): DrillFormValues => ({
  name: templateName,
  draft: templateDraft(),
  tags: [...templateTags],
  frame: null,
})

/** What is written in the form of a new drill, kept for this tab until it is run: a refresh or a way back loses nothing. */
export function useDrillForm(team: string) {
  const [values, setValues] = useState(template)
  const [isRead, setRead] = useState(false)
  useEffect(() => {
    const kept = readKept(sessionStorage.getItem(slotOf(team)))
    if (kept) setValues(kept)
    setRead(true)
  }, [team])
  useEffect(() => {
    if (isRead) sessionStorage.setItem(slotOf(team), JSON.stringify(values))
  }, [team, isRead, values])
  return {
    values,
    change: (part: Partial<DrillFormValues>) => setValues((all) => ({ ...all, ...part })),
    changeDraft: (part: Partial<ShotDraft>) => setValues((all) => ({ ...all, draft: { ...all.draft, ...part } })),
  }
}

/** The drill was run: the next one begins with the template. */
export function forgetDrillForm(team: string) {
  sessionStorage.removeItem(slotOf(team))
}

/** A form kept by an older release may lack keys, or hold a choice that is none any more: it then begins anew. */
function readKept(text: string | null): DrillFormValues | null {
  if (text === null) return null
  const { name, draft, tags, frame } = JSON.parse(text) as Partial<DrillFormValues>
  const read = shotDraft.safeParse(draft)
  if (!read.success || name === undefined) return null
  return { name, draft: read.data, tags: toShotTags(tags ?? []), frame: frame ?? null }
}
