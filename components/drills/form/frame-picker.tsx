"use client"

import { useState } from "react"
import { FrameWell } from "@/components/frames/frame-well"
import { UploadRefused, uploadStill } from "@/components/frames/upload"
import type { WellState } from "@/components/frames/use-frames"
import { cx } from "@/components/ui/cx"
import type { FrameChoice } from "@/lib/drills/schema"
import type { FrameView } from "@/lib/shots/schema"

export type FramePickerProps = {
  team: string
  frame: FrameView | null
  choices: readonly FrameChoice[]
  projectName: string
  disabled: boolean
  onChange: (frame: FrameView | null) => void
}

/** The still that the second half begins with: brought by drop, paste or click, or one that the project has already. */
export function FramePicker({ team, frame, choices, projectName, disabled, onChange }: FramePickerProps) {
  const [well, setWell] = useState<WellState>({})

  async function bring(files: readonly File[]) {
    const [file] = files
    if (!file) return
    const previewUrl = URL.createObjectURL(file)
    setWell({ previewUrl })
    try {
      const still = await uploadStill(team, file)
      const place = { id: still.clipId, role: "first", position: 0 } as const
      onChange({ ...still, ...place, durationSeconds: null, fps: null, sourceTakeNumber: null })
      setWell({})
    } catch (error) {
      setWell({ refusal: error instanceof UploadRefused ? error.message : "The studio did not answer. Try again." })
    } finally {
      URL.revokeObjectURL(previewUrl)
    }
  }

  return (
    <section aria-label="First frame of the second half" className="grid content-start gap-3">
      <FrameWell
        label="First frame"
        removeLabel="Remove the still"
        frame={frame ?? undefined}
        state={well}
        note="It should show what the prompt begins with: the same person, in the same place."
        disabled={disabled}
        onFiles={(files) => void bring(files)}
        onRemove={() => onChange(null)}
      />
      {choices.length > 0 && (
        <div className="grid gap-1.5">
          <h3 className="text-ink-2">Or one of {projectName}</h3>
          <ul className="grid max-h-72 grid-cols-3 gap-x-2 gap-y-2 overflow-y-auto p-1">
            {choices.map((choice) => (
              <li key={choice.clipId} className="min-w-0">
                <button
                  type="button"
                  aria-label={`Begin with ${choice.words}`}
                  aria-pressed={choice.clipId === frame?.clipId}
                  disabled={disabled}
                  onClick={() => {
                    setWell({})
                    onChange(choice)
                  }}
                  className="group block w-full rounded-picture text-left"
                >
                  <span
                    className={cx(
                      "block aspect-video overflow-hidden rounded-picture bg-well outline-2 outline-transparent -outline-offset-2",
                      "group-aria-pressed:outline-ink group-hover:outline-line-strong",
                    )}
                  >
                    <img src={choice.url} alt="" loading="lazy" className="size-full object-contain" />
                  </span>
                  <span className="mt-1 block truncate text-12 text-ink-3 group-aria-pressed:text-ink">{choice.words}</span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}
