"use client"

import X from "lucide-react/icons/x"
import { IconButton } from "@/components/ui/icon-button"
import type { FormLimits } from "@/lib/providers/form-limits"
import type { FrameView } from "@/lib/shots/schema"

type Props = {
  frame: FrameView | undefined
  limits: FormLimits
  disabled: boolean
  onRemove: (frame: FrameView) => void
}

/** The clip that models work on: a performance to transfer, a take to edit or enlarge. It comes from a take's menu. */
export function SourceClip({ frame, limits, disabled, onRemove }: Props) {
  if (!frame && !limits.sourceClip.isOffered) return null
  return (
    <div className="mt-1 flex min-h-9 items-center justify-between gap-3">
      <span className="flex-none text-ink-2">Source clip</span>
      {frame ? (
        <span className="flex items-center gap-2 text-12 text-ink-3">
          {frame.durationSeconds?.toFixed(1)} s
          <video
            src={frame.url}
            aria-label="Source clip"
            muted
            preload="metadata"
            className="h-6 w-10 rounded-picture bg-well object-cover"
          />
          {!disabled && (
            <IconButton label="Remove the source clip" size="compact" onClick={() => onRemove(frame)}>
              <X aria-hidden="true" className="size-3.5!" />
            </IconButton>
          )}
        </span>
      ) : (
        <span className="text-12 text-ink-3">In a take's menu: Use as source clip</span>
      )}
    </div>
  )
}
