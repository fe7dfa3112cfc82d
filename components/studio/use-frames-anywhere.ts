"use client"

import { type DragEvent, useEffect, useEffectEvent } from "react"
import { useFrames } from "@/components/frames/use-frames"
import type { StudioState } from "@/lib/shots/schema"

/** Frames, also for stills that are dropped or pasted beside the wells: the first empty one of first and last takes them, then the references. */
export function useFramesAnywhere({ team, shot, mayGenerate }: Pick<StudioState, "team" | "shot" | "mayGenerate">) {
  const frames = useFrames(team, shot.id)
  function place(files: readonly File[]) {
    const [still] = files.filter((file) => file.type.startsWith("image/"))
    if (!still || !mayGenerate) return
    const free = (["first", "last"] as const).find((role) => !shot.frames.some((frame) => frame.role === role))
    frames.add(free ?? "reference", [still])
  }
  const paste = useEffectEvent((event: ClipboardEvent) => {
    const files = Array.from(event.clipboardData?.files ?? [])
    if (files.length === 0 || event.defaultPrevented) return
    event.preventDefault()
    place(files)
  })
  useEffect(() => {
    const listener = (event: ClipboardEvent) => paste(event)
    document.addEventListener("paste", listener)
    return () => document.removeEventListener("paste", listener)
  }, [])
  return {
    ...frames,
    anywhere: {
      onDragOver: (event: DragEvent) => event.preventDefault(),
      onDrop: (event: DragEvent) => {
        event.preventDefault()
        place(Array.from(event.dataTransfer.files))
      },
    },
  }
}
