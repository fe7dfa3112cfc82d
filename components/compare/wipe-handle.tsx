"use client"

import ChevronsLeftRight from "lucide-react/icons/chevrons-left-right"
import { useSyncExternalStore } from "react"
import { Letter } from "@/components/compare/letters"
import type { Sight } from "@/components/compare/sight"
import { cx } from "@/components/ui/cx"

type WipeHandleProps = { sight: Sight; isTurned: boolean; over: number }

/** The line between A and the take laid over it. It keeps its place on the picture, and stands at the edge beyond which it lies. */
export function WipeHandle({ sight, isTurned, over }: WipeHandleProps) {
  const { line } = useSyncExternalStore(sight.subscribe, sight.getState, sight.getState)
  const percent = Math.round(line * 1000) / 10
  return (
    <div className="pointer-events-none absolute inset-x-0 top-0 bottom-(--foot) overflow-hidden">
      <div
        className={cx(
          "pointer-events-auto absolute",
          isTurned
            ? "inset-x-0 top-(--line-at) -mt-5.5 h-11 cursor-ns-resize"
            : "inset-y-0 left-(--line-at) -ml-5.5 w-11 cursor-ew-resize",
        )}
      >
        <span
          aria-hidden="true"
          className={cx(
            "absolute bg-on-plate shadow-[0_0_0_0.5px_oklch(0_0_0/0.5)]",
            isTurned ? "inset-x-0 top-1/2 h-px" : "inset-y-0 left-1/2 w-px",
          )}
        />
        <span
          aria-hidden="true"
          className={cx(
            "absolute flex gap-2.5",
            isTurned ? "top-1/2 right-3 -translate-y-1/2 flex-col" : "bottom-3 left-1/2 -translate-x-1/2",
          )}
        >
          <Letter index={0} />
          <Letter index={over} />
        </span>
        <span className="absolute top-1/2 left-1/2 -mt-4 -ml-4 grid size-8 place-items-center rounded-full bg-[oklch(0.96_0_0)] text-[oklch(0.16_0_0)] has-focus-visible:outline-2 has-focus-visible:outline-cue has-focus-visible:outline-offset-2">
          <ChevronsLeftRight aria-hidden="true" className={cx(isTurned && "rotate-90")} />
          <input
            type="range"
            aria-label="Wipe line"
            aria-orientation={isTurned ? "vertical" : "horizontal"}
            aria-valuetext={`${Math.round(percent)} % from the ${isTurned ? "top" : "left"}`}
            min={0}
            max={100}
            step={0.1}
            value={percent}
            onChange={(event) => sight.set({ line: event.target.valueAsNumber / 100 })}
            onKeyDown={(event) => {
              const step = event.shiftKey ? 0.1 : 0.01
              const up = isTurned ? -step : step
              const ways = { ArrowLeft: -step, ArrowRight: step, ArrowUp: up, ArrowDown: -up, Home: -1, End: 1 }
              const way = ways[event.key as keyof typeof ways]
              if (way === undefined || event.altKey) return
              event.preventDefault()
              sight.set({ line: line + way })
            }}
            className="pointer-events-none absolute inset-0 m-0 size-full appearance-none bg-transparent opacity-0"
          />
        </span>
      </div>
    </div>
  )
}
