"use client"

import { useQuery } from "@tanstack/react-query"
import { useEffect, useMemo, useRef, useState } from "react"
import { CompareBar } from "@/components/compare/compare-bar"
import { PlayerTile } from "@/components/compare/player-tile"
import { Timeline } from "@/components/compare/timeline"
import { TransportBar } from "@/components/compare/transport-bar"
import { useComparisonState } from "@/components/compare/use-comparison-state"
import { usePlayerKeys } from "@/components/compare/use-player-keys"
import { WipeHandle } from "@/components/compare/wipe-handle"
import { useTakeActions } from "@/components/gallery/use-take-actions"
import { followWithSound } from "@/components/player/sound"
import { useTransport } from "@/components/player/use-transport"
import { comparisonQuery } from "@/lib/takes/queries"
import type { TakeView } from "@/lib/takes/schema"

export type ComparisonProps = { team: string; initialTakes: TakeView[]; mayPick: boolean }

/** Two to four takes under one transport. Stays dark in both themes: every eye gets the same surround. */
export function Comparison({ team, initialTakes, mayPick }: ComparisonProps) {
  const [{ takes: ids, frame, view, names }, setState] = useComparisonState()
  const shownIds = ids.length > 0 ? ids : initialTakes.map(({ id }) => id)
  const { data } = useQuery({
    ...comparisonQuery(
      team,
      initialTakes.map(({ id }) => id),
    ),
    initialData: initialTakes,
  })
  const takes = shownIds.flatMap((id) => data.find((take) => take.id === id && take.clip) ?? [])
  const clips = useMemo(() => takes.flatMap(({ clip }) => clip ?? []), [takes])
  const stage = useRef<HTMLDivElement>(null)
  const opened = useTransport(stage, clips, frame)
  const transport = opened.state === "ready" ? opened.transport : null
  const acts = useTakeActions(team)
  const [pointed, setPointed] = useState<string | null>(null)
  const [over, setOver] = useState(1)
  const [wipe, setWipe] = useState(50)
  const [heard, setHeard] = useState<number | null>(null)
  const isHidden = names === "hidden"
  const withSound = takes.flatMap(({ clip }, index) => (clip?.hasAudio ? index : []))
  const current = takes.find(({ id }) => id === pointed) ?? takes.find(({ isPicked }) => !isPicked) ?? takes[0]
  const pick = (take: TakeView | undefined) => {
    if (mayPick && take && !take.isPicked) void acts.pick(take)
  }
  const hear = (index: number) => {
    if (withSound.includes(index)) setHeard(heard === index ? null : index)
  }

  usePlayerKeys({
    transport,
    onView: (next) => void setState({ view: next }),
    onNames: () => void setState({ names: isHidden ? null : "hidden" }),
    onPick: () => pick(current),
    onHear: hear,
  })

  // The address says where it stands, whenever it stands: then it can be sent.
  useEffect(() => {
    if (!transport) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = transport.subscribe(() => {
      clearTimeout(timer)
      const { isPlaying, frame: at } = transport.getState()
      if (!isPlaying) timer = setTimeout(() => void setState({ frame: at || null }), 300)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [transport, setState])

  const heardUrl = heard === null ? undefined : takes[heard]?.clip?.url
  useEffect(() => (transport && heardUrl ? followWithSound(transport, heardUrl) : undefined), [transport, heardUrl])

  const rows = takes.length > 2 ? 2 : 1
  const overIndex = Math.min(over, takes.length - 1)
  const ratio = (takes[0]?.clip?.width ?? 16) / (takes[0]?.clip?.height ?? 9)
  return (
    <section
      aria-label="Comparison"
      data-theme="dark"
      className="flex min-h-0 flex-1 flex-col bg-ground max-sm:overflow-y-auto"
    >
      <CompareBar
        takes={takes}
        view={view}
        isHidden={isHidden}
        over={overIndex}
        onOver={setOver}
        onView={(next) => void setState({ view: next })}
        onNames={() => void setState({ names: isHidden ? null : "hidden" })}
        note={noteOf(opened)}
      />
      <div
        ref={stage}
        style={{ "--rows": rows, "--ratio": ratio, "--wipe": `${wipe}%` } as React.CSSProperties}
        className={
          view === "grid"
            ? "grid max-h-[calc(var(--rows)*((100vw-48px)/2/var(--ratio)+56px))] min-h-0 shrink grow-1000 basis-0 grid-cols-[auto_auto] content-start justify-center gap-x-4 gap-y-2 px-4 [container-type:size] max-sm:max-h-none max-sm:flex-none max-sm:grid-cols-1 max-sm:justify-stretch max-sm:px-0 max-sm:[container-type:normal]"
            : "relative isolate mx-auto h-[calc(var(--width)/var(--ratio)+40px)] w-(--width) flex-none [--width:min(100vw-32px,max(280px,(100dvh-330px)*var(--ratio)))] max-sm:[--width:100vw]"
        }
      >
        {takes.map((take, index) => (
          <PlayerTile
            key={take.id}
            take={take}
            index={index}
            view={view}
            layer={index === 0 ? "under" : index === overIndex ? "over" : null}
            isHidden={isHidden}
            isCurrent={take.id === current?.id}
            mayPick={mayPick}
            onPick={() => pick(take)}
            onRemove={
              takes.length > 2
                ? () => void setState({ takes: takes.map(({ id }) => id).filter((id) => id !== take.id) })
                : undefined
            }
            onCurrent={() => setPointed(take.id)}
          />
        ))}
        {view === "difference" && (
          <div aria-hidden="true" className="pointer-events-none absolute inset-x-0 top-0 bottom-10 backdrop-brightness-400" />
        )}
        {view === "wipe" && <WipeHandle value={wipe} onChange={setWipe} />}
      </div>
      <Timeline transport={transport} takes={takes} isHidden={isHidden} />
      <span className="flex-1 max-sm:hidden" />
      <TransportBar transport={transport} withSound={withSound} heard={heard} onHear={setHeard} />
    </section>
  )
}

function noteOf(opened: ReturnType<typeof useTransport>): string | null {
  if (opened.state === "failed") return `The clips cannot be played. ${opened.reason}`
  if (opened.state === "opening") return "Opening the clips"
  return opened.isExact ? null : "Played by the browser itself here: while playing, frames may be off"
}
