"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { UploadRefused, uploadStill } from "@/components/frames/upload"
import { toastFailure } from "@/components/ui/toast"
import type { ActionResult } from "@/lib/action"
import { attachFrameAction, removeFrameAction, swapFramesAction } from "@/lib/shots/actions"
import { shotKeys } from "@/lib/shots/queries"
import type { FrameView } from "@/lib/shots/schema"

export type Role = FrameView["role"]
/** What a well is doing: bringing in a still that is already visible here, or telling why it was refused. */
export type WellState = { previewUrl?: string | undefined; refusal?: string | undefined }

/** Frames of the form: add by upload, remove, swap. A refusal is told by its well, and what stood there stays. */
export function useFrames(team: string, shotId: string) {
  const client = useQueryClient()
  const [wells, setWells] = useState<Partial<Record<Role, WellState>>>({})
  const setWell = (role: Role, state: WellState) => setWells((all) => ({ ...all, [role]: state }))
  const refresh = () => client.invalidateQueries({ queryKey: shotKeys.studio(team, shotId) })

  async function add(role: Role, files: readonly File[]) {
    for (const file of files) {
      const previewUrl = URL.createObjectURL(file)
      setWell(role, { previewUrl })
      try {
        const { clipId } = await uploadStill(team, file)
        const result = await attachFrameAction({ team, shotId, role, clipId })
        if (!result.ok) throw new UploadRefused(result.error.message)
        await refresh()
        setWell(role, {})
      } catch (error) {
        const refusal = error instanceof UploadRefused ? error.message : "The studio did not answer. Try again."
        setWell(role, { refusal })
      } finally {
        URL.revokeObjectURL(previewUrl)
      }
    }
  }

  async function change(work: Promise<ActionResult<unknown>>) {
    const result = await work.catch(() => null)
    if (!result?.ok)
      toastFailure("The frames are as they were", result?.error.message ?? "The studio did not answer. Try again.")
    await refresh()
  }

  return {
    wells,
    add: (role: Role, files: readonly File[]) => void add(role, files),
    remove: (frame: FrameView) => {
      setWell(frame.role, {})
      void change(removeFrameAction({ team, shotId, frameId: frame.id }))
    },
    swap: () => void change(swapFramesAction({ team, shotId })),
  }
}
