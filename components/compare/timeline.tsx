"use client"

import { useEffect, useRef, useState } from "react"
import { Letter } from "@/components/compare/letters"
import type { Transport } from "@/components/player/transport"
import { useTransportState } from "@/components/player/use-transport"
import { clockWords } from "@/lib/format"
import type { TakeView } from "@/lib/takes/schema"

type TimelineProps = { transport: Transport | null; takes: readonly TakeView[]; isHidden: boolean }

const lane =
  "grid grid-cols-[104px_minmax(0,1fr)_104px] items-center max-lg:grid-cols-[88px_minmax(0,1fr)_16px] max-sm:grid-cols-[28px_minmax(0,1fr)_8px]"

/** The ruler, which is the Position slider, and each take's filmstrip below it; one playhead through all. */
export function Timeline({ transport, takes, isHidden }: TimelineProps) {
  const total = transport?.grid.durationSeconds ?? Math.max(1, ...takes.map(({ clip }) => clip?.durationSeconds ?? 0))
  return (
    <div className="relative mx-4 flex-none pb-2 max-sm:mx-3">
      <div className={lane}>
        <span />
        <Ruler transport={transport} totalSeconds={total} />
        <span />
      </div>
      {takes.map((take, index) => (
        <div key={take.id} className={`${lane} pt-1 max-sm:[&:nth-child(n+4)]:hidden`}>
          <span className="flex min-w-0 items-center gap-2 pr-2 text-12 text-ink-2">
            <Letter index={index} />
            {!isHidden && <span className="truncate max-sm:hidden">{take.modelName}</span>}
          </span>
          <Filmstrip take={take} totalSeconds={total} />
          <span />
        </div>
      ))}
      <div className={`${lane} pointer-events-none absolute inset-0 items-stretch!`}>
        <span />
        <Playhead transport={transport} />
        <span />
      </div>
    </div>
  )
}

function Ruler({ transport, totalSeconds }: { transport: Transport | null; totalSeconds: number }) {
  const { frame, loop } = useTransportState(transport)
  const last = (transport?.grid.times.length ?? 1) - 1
  const every = totalSeconds > 20 ? 5 : totalSeconds > 10 ? 2 : 1
  const seconds = Array.from({ length: Math.floor(totalSeconds / every + 1e-3) + 1 }, (_, index) => index * every)
  const percent = (time: number) => `${(time / totalSeconds) * 100}%`
  return (
    <div className="relative h-6 rounded-tag has-focus-visible:outline-2 has-focus-visible:outline-cue has-focus-visible:outline-offset-2">
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
        className="absolute inset-0 m-0 size-full appearance-none bg-transparent outline-none [&::-moz-range-thumb]:opacity-0 [&::-webkit-slider-thumb]:size-2 [&::-webkit-slider-thumb]:appearance-none [&::-webkit-slider-thumb]:opacity-0"
      />
    </div>
  )
}

/** The line through ruler and strips. Moved by hand: it stands still only for a frame's time. */
function Playhead({ transport }: { transport: Transport | null }) {
  const line = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    if (!transport) return
    const move = () => {
      const seconds = transport.grid.times[transport.getState().frame] ?? 0
      if (line.current) line.current.style.left = `${(seconds / transport.grid.durationSeconds) * 100}%`
    }
    move()
    return transport.subscribe(move)
  }, [transport])
  return (
    <div className="relative">
      <span
        ref={line}
        className="absolute inset-y-0 left-0 z-10 w-px bg-ink before:absolute before:top-0 before:-left-1 before:size-[9px] before:bg-ink before:[clip-path:polygon(0_0,100%_0,100%_50%,50%_100%,0_50%)]"
      />
    </div>
  )
}

/** As many pictures as fit, each from the middle of its stretch of time. */
function Filmstrip({ take, totalSeconds }: { take: TakeView; totalSeconds: number }) {
  const box = useRef<HTMLDivElement>(null)
  const [cells, setCells] = useState(0)
  const { clip, filmstrip } = take
  const ratio = clip ? clip.width / clip.height : 16 / 9
  const share = (clip?.durationSeconds ?? totalSeconds) / totalSeconds
  useEffect(() => {
    const node = box.current
    if (!node) return
    const observer = new ResizeObserver(() => setCells(Math.max(1, Math.floor(node.clientWidth / (36 * ratio)))))
    observer.observe(node)
    return () => observer.disconnect()
  }, [ratio])
  if (!clip || !filmstrip) return <span />
  const { frames, url } = filmstrip
  return (
    <div
      ref={box}
      className="flex h-9 overflow-hidden rounded-picture bg-well"
      style={{ width: `${Math.min(1, share) * 100}%` }}
    >
      {Array.from({ length: cells }, (_, index) => {
        const still = Math.min(frames - 1, Math.floor(((index + 0.5) / cells) * frames))
        return (
          <span
            key={index}
            className="h-9 flex-1 bg-no-repeat"
            style={{
              backgroundImage: `url("${url}")`,
              backgroundSize: `${frames * 100}% auto`,
              backgroundPosition: `${frames > 1 ? (still / (frames - 1)) * 100 : 0}% 50%`,
            }}
          />
        )
      })}
    </div>
  )
}
