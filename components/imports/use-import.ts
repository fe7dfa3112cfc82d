"use client"

import { useState } from "react"
import { readManifestAction } from "@/lib/imports/actions"
import { type ManifestRow, rowFor } from "@/lib/imports/manifest-rows"
import type { ImportedFile } from "@/lib/imports/schema"

export type ImportLine = { name: string; state: "waiting" | "sending" | "here" | "known" | "refused"; refusal?: string }

const isClip = (name: string) => /\.(mp4|mov|m4v|webm)$/i.test(name)
const isList = (name: string) => /\.(csv|json|tsv)$/i.test(name)

/** Sends the clips of a choice one after the other, each with what the lists beside it say about it. */
export function useImport(team: string, projectId: string) {
  const [lines, setLines] = useState<readonly ImportLine[]>([])
  const [refusal, setRefusal] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)

  async function bring(files: readonly File[]) {
    const clips = files.filter(({ name }) => isClip(name) || /\.zip$/i.test(name))
    setRefusal(clips.length === 0 ? "There is no clip among these files: bring mp4, mov or webm, or a zip of them." : null)
    if (clips.length === 0) return
    setBusy(true)
    setLines(clips.map(({ name }) => ({ name, state: "waiting" })))
    const rows = await readLists(files.filter(({ name }) => isList(name)))
    for (const file of clips) {
      const put = (...next: ImportLine[]) => setLines((all) => all.flatMap((line) => (line.name === file.name ? next : [line])))
      put({ name: file.name, state: "sending" })
      put(...(await send(file, rows)))
    }
    setBusy(false)
  }

  async function readLists(lists: readonly File[]): Promise<ManifestRow[]> {
    const rows: ManifestRow[] = []
    for (const list of lists) {
      const result = await readManifestAction({ team, text: await list.text() }).catch(() => null)
      if (result?.ok) rows.push(...result.value)
      else setRefusal(`${list.name}: ${result?.error.message ?? "The studio did not answer."} The clips come without prompts.`)
    }
    return rows
  }

  async function send(file: File, rows: readonly ManifestRow[]): Promise<ImportLine[]> {
    const { prompt = "", model = "", seed = null } = rowFor(rows, file.name) ?? {}
    const facts = new Blob([JSON.stringify({ prompt, model, seed })])
    const query = new URLSearchParams({ team, project: projectId, name: file.name, factsBytes: String(facts.size) })
    const answer = await fetch(`/api/imports?${query}`, { method: "POST", body: new Blob([facts, file]) }).then(
      (response) => response.json() as Promise<ImportedFile[] | { error: { message: string } }>,
      () => null,
    )
    const refused = (words: string): ImportLine[] => [{ name: file.name, state: "refused", refusal: words }]
    if (answer === null) return refused("The studio did not answer. Bring it again: what is here already is not doubled.")
    if ("error" in answer) return refused(answer.error.message)
    return answer.map((one) =>
      "refusal" in one
        ? { name: one.name, state: "refused", refusal: one.refusal }
        : { name: one.name, state: one.isNew ? "here" : "known" },
    )
  }

  return { lines, refusal, isBusy, bring: (files: readonly File[]) => void bring(files) }
}
