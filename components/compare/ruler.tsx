"use client"

import { LoopEdge } from "@/components/compare/loop-edge"
import type { Transport } from "@/components/player/transport"
import { useTransportState } from "@/components/player/use-transport"
import { clockWords } from "@/lib/format"

/** Seconds along the common time base; on them the slider "Position", and at its foot the two edges of the loop. */
export function Ruler({ transport, totalSeconds }: { transport: Transport | null; totalSeconds: number }) {
  const { frame, loop } = useTransportState(transport)
  const last = (transport?.grid.times.length ?? 1) - 1
  const looped = transport?.loopFrames() ?? { first: 0, last }
  const every = totalSeconds > 20 ? 5 : totalSeconds > 10 ? 2 : 1
  const seconds = Array.from({ length: Math.floor(totalSeconds / every + 1e-3) + 1 }, (_, index) => index * every)
  const percent = (time: number) => `${(time / totalSeconds) * 100}%`
  return (
    <div className="relative h-6 rounded-tag has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-cue has-[input:focus-visible]:outline-offset-2 touch:h-17">
      {seconds.map((second) => (
        <span
          key={second}
          className="absolute top-1 -translate-x-1/2 font-medium text-11 text-ink-3"
          style={{ left: percent(second) }}
        >
          {clockWords(second)}
        </span>
      ))}
      {loop && (
        <span
          className="absolute bottom-0 h-[3px] rounded-sm bg-ink-3"
          style={{ left: percent(loop.start), width: percent(loop.end - loop.start) }}
        />
      )}
      <input
        type="range"
        aria-label="Position"
        aria-valuetext={`frame ${frame} of ${last + 1}`}
        min={0}
        max={last}
        step={1}
        value={frame}
        disabled={!transport}
        onChange={(event) => transport?.seekFrame(event.target.valueAsNumber)}
        className="absolute inset-0 m-0 size-full appearance-none bg-transparent outline-none touch:h-11 [&::-moz-range-thumb]:opacity-0 [&::-webkit-slider-thumb]:size-2 [&::-webkit-slider-thumb]:appearance-none [&::-webkit-slider-thumb]:opacity-0"
      />
      {(["first", "last"] as const).map((edge) => (
        <LoopEdge
          key={edge}
          edge={edge}
          frame={looped[edge]}
          end={last}
          left={
            edge === "first" ? ((loop?.start ?? 0) / totalSeconds) * 100 : ((loop?.end ?? totalSeconds) / totalSeconds) * 100
          }
          isSet={loop !== null}
          disabled={!transport}
          onMove={(to) => transport?.setLoopEdge(edge, to)}
        />
      ))}
    </div>
  )
}
