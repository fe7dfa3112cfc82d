"use client"

import ArrowLeftRight from "lucide-react/icons/arrow-left-right"
import Plus from "lucide-react/icons/plus"
import Sparkle from "lucide-react/icons/sparkle"
import X from "lucide-react/icons/x"
import { FrameWell } from "@/components/frames/frame-well"
import { SourceClip } from "@/components/frames/source-clip"
import { imageAccept } from "@/components/frames/upload"
import type { useFrames } from "@/components/frames/use-frames"
import { Button } from "@/components/ui/button"
import { cx } from "@/components/ui/cx"
import { FileDrop } from "@/components/ui/file-drop"
import { IconButton } from "@/components/ui/icon-button"
import type { FormLimits } from "@/lib/providers/form-limits"
import type { FrameView } from "@/lib/shots/schema"

export type FrameWellsProps = {
  frames: readonly FrameView[]
  control: ReturnType<typeof useFrames>
  limits: FormLimits
  disabled: boolean
  /** Opens "Make a frame". */
  onMake: () => void
}

/** First and last frame as a pair, references small below. */
export function FrameWells({ frames, control, limits, disabled, onMake }: FrameWellsProps) {
  const first = frames.find(({ role }) => role === "first")
  const last = frames.find(({ role }) => role === "last")
  const references = frames.filter(({ role }) => role === "reference")
  const refusal = control.wells.reference?.refusal
  return (
    <div>
      <div className="group/pair relative grid grid-cols-2 gap-2">
        <FrameWell
          label="First frame"
          removeLabel="Remove the opening still"
          frame={first}
          state={control.wells.first}
          note={first && !limits.firstFrame.isOffered ? limits.firstFrame.reason : null}
          disabled={disabled}
          onFiles={(files) => control.add("first", files)}
          onRemove={control.remove}
        />
        <FrameWell
          label="Last frame"
          removeLabel="Remove the closing still"
          frame={last}
          state={control.wells.last}
          note={last && !limits.lastFrame.isOffered ? limits.lastFrame.reason : null}
          disabled={disabled}
          onFiles={(files) => control.add("last", files)}
          onRemove={control.remove}
        />
        {first && last && !disabled && (
          <span className="pointer-events-none absolute inset-x-0 top-0 grid aspect-[32/9] place-items-center">
            <IconButton
              label="Swap the two stills"
              size="compact"
              className="pointer-events-auto z-20 size-6! bg-raised! opacity-0 shadow-overlay focus-visible:opacity-100 group-hover/pair:opacity-100 touch:hidden"
              onClick={control.swap}
            >
              <ArrowLeftRight aria-hidden="true" className="size-3.5!" />
            </IconButton>
          </span>
        )}
      </div>
      <div className="mt-1 flex min-h-9 items-center justify-between gap-3">
        <span className="flex-none text-ink-2" data-tip={limits.referenceImages.reason ?? undefined}>
          Reference images
        </span>
        <span className="flex flex-wrap justify-end gap-1">
          {references.map((frame, index) => (
            <span
              key={frame.id}
              className="group/mini relative h-6 w-10 overflow-hidden rounded-picture bg-well touch:h-11 touch:w-16"
            >
              <img src={frame.url} alt={`Reference ${index + 1}`} className="size-full object-cover" />
              {!disabled && (
                <button
                  type="button"
                  aria-label={`Remove reference ${index + 1}`}
                  data-tip="Remove"
                  onClick={() => control.remove(frame)}
                  className="absolute inset-0 grid place-items-center bg-plate text-on-plate opacity-0 focus-visible:opacity-100 group-hover/mini:opacity-100 touch:inset-auto touch:top-0.5 touch:right-0.5 touch:size-6 touch:rounded-[4px] touch:opacity-100 touch:before:absolute touch:before:-inset-2.5"
                >
                  <X aria-hidden="true" className="size-3.5!" />
                </button>
              )}
            </span>
          ))}
          <FileDrop
            label="Reference image"
            accept={imageAccept}
            multiple
            disabled={disabled}
            onFiles={(files) => control.add("reference", files)}
            className="rounded-picture"
          >
            {(isOver) => (
              <span
                className={cx(
                  "relative grid h-6 w-10 place-items-center overflow-hidden rounded-picture text-ink-3 outline-1 outline-edge outline-dashed -outline-offset-1 hover:bg-hover touch:h-11 touch:w-16",
                  isOver && "outline-2! outline-cue! outline-solid!",
                )}
              >
                {control.wells.reference?.previewUrl ? (
                  <img
                    src={control.wells.reference.previewUrl}
                    alt=""
                    className="absolute inset-0 size-full object-cover opacity-40"
                  />
                ) : (
                  <Plus aria-hidden="true" className="size-3.5!" />
                )}
              </span>
            )}
          </FileDrop>
        </span>
      </div>
      <SourceClip
        frame={frames.find(({ role }) => role === "source")}
        limits={limits}
        disabled={disabled}
        onRemove={control.remove}
      />
      {!disabled && (
        <Button size="compact" variant="quiet" className="-ml-2" onClick={onMake}>
          <Sparkle aria-hidden="true" className="size-3.5!" />
          Make a frame
        </Button>
      )}
      {(refusal || (references.length > 0 && !limits.referenceImages.isOffered)) && (
        <p role={refusal ? "alert" : undefined} className={cx("pb-1 text-12", refusal ? "text-stop" : "text-ink-3")}>
          {refusal ?? limits.referenceImages.reason}
        </p>
      )}
    </div>
  )
}
