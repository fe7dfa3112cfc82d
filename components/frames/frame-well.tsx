"use client"

import Plus from "lucide-react/icons/plus"
import X from "lucide-react/icons/x"
import { useId } from "react"
import { imageAccept } from "@/components/frames/upload"
import type { WellState } from "@/components/frames/use-frames"
import { cx } from "@/components/ui/cx"
import { FileDrop } from "@/components/ui/file-drop"
import type { FrameView } from "@/lib/shots/schema"

export type FrameWellProps = {
  /** "First frame": the input's accessible name and the caption. */
  label: string
  frame: FrameView | undefined
  state: WellState | undefined
  /** The name of its ×; not the well's own name, which is the input's alone. */
  removeLabel: string
  /** Who does not take it. */
  note?: string | null
  disabled: boolean
  onFiles: (files: File[]) => void
  onRemove: (frame: FrameView) => void
}

/** A still with its name below; empty: dashed with +. Drop, paste and click do the same. */
export function FrameWell({ label, removeLabel, frame, state, note, disabled, onFiles, onRemove }: FrameWellProps) {
  const noteId = useId()
  const picture = state?.previewUrl ?? frame?.url
  const caption = state?.refusal ?? note
  return (
    <div className="grid min-w-0 content-start gap-1">
      <div className="group/well relative">
        <FileDrop
          label={label}
          accept={imageAccept}
          disabled={disabled}
          onFiles={onFiles}
          describedBy={caption ? noteId : undefined}
          className="rounded-picture"
        >
          {(isOver) => (
            <span
              className={cx(
                "relative grid aspect-video place-items-center overflow-hidden rounded-picture text-ink-3",
                picture ? "bg-well" : "outline-1 outline-edge outline-dashed -outline-offset-1 group-hover/well:bg-hover",
                isOver && "outline-2! outline-cue! outline-solid!",
              )}
            >
              {picture ? (
                <img src={picture} alt={label} className="absolute inset-0 size-full object-contain" />
              ) : (
                <Plus aria-hidden="true" className={disabled ? "opacity-0" : ""} />
              )}
              {state?.previewUrl && (
                <span className="absolute inset-0 grid place-items-center bg-veil text-12 text-on-plate">Storing</span>
              )}
            </span>
          )}
        </FileDrop>
        {frame && !disabled && !state?.previewUrl && (
          <button
            type="button"
            aria-label={removeLabel}
            data-tip="Remove"
            onClick={() => onRemove(frame)}
            className="absolute top-1.5 right-1.5 z-20 grid size-6 place-items-center rounded-[4px] bg-plate text-on-plate opacity-0 focus-visible:opacity-100 group-focus-within/well:opacity-100 group-hover/well:opacity-100 touch:opacity-100 touch:before:absolute touch:before:-inset-2.5"
          >
            <X aria-hidden="true" className="size-3.5!" />
          </button>
        )}
      </div>
      <p className="flex min-w-0 justify-between gap-2 text-12 text-ink-2">
        <span className="truncate">{label}</span>
        {frame?.sourceTakeNumber && <span className="flex-none text-ink-3">take {frame.sourceTakeNumber}</span>}
      </p>
      {caption && (
        <p
          id={noteId}
          role={state?.refusal ? "alert" : undefined}
          className={cx("text-12", state?.refusal ? "text-stop" : "text-ink-3")}
        >
          {caption}
        </p>
      )}
    </div>
  )
}
