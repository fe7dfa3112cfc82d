"use client"

import { useQuery } from "@tanstack/react-query"
import { useEffect, useMemo, useRef, useState } from "react"
import { CompareBar } from "@/components/compare/compare-bar"
import { pictureKeys } from "@/components/compare/picture-keys"
import { Stage } from "@/components/compare/stage"
import { Timeline } from "@/components/compare/timeline"
import { TransportBar } from "@/components/compare/transport-bar"
import { transportKeys } from "@/components/compare/transport-keys"
import { useComparisonState } from "@/components/compare/use-comparison-state"
import { usePictures } from "@/components/compare/use-pictures"
import { usePlayerKeys } from "@/components/compare/use-player-keys"
import { useTakeActions } from "@/components/gallery/use-take-actions"
import { followWithSound } from "@/components/player/sound"
import { useTransport } from "@/components/player/use-transport"
import { comparisonQuery } from "@/lib/takes/queries"
import type { TakeView } from "@/lib/takes/schema"

export type ComparisonProps = { team: string; initialTakes: TakeView[]; mayPick: boolean }

/** Two to four takes under one transport. Stays dark in both themes: every eye gets the same surround. */
export function Comparison({ team, initialTakes, mayPick }: ComparisonProps) {
  const [{ takes: ids, frame, names }, setState] = useComparisonState()
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
  const pictures = usePictures(takes.length)
  const acts = useTakeActions(team)
  const [pointed, setPointed] = useState<string | null>(null)
  const [heard, setHeard] = useState<number | null>(null)
  const isHidden = names === "hidden"
  const withSound = takes.flatMap(({ clip }, index) => (clip?.hasAudio ? index : []))
  const current = takes.find(({ id }) => id === pointed) ?? takes.find(({ isPicked }) => !isPicked) ?? takes[0]
  const toggleNames = () => void setState({ names: isHidden ? null : "hidden" })
  const pick = (take: TakeView | undefined) => {
    if (mayPick && take && !take.isPicked) void acts.pick(take)
  }
  const hear = (index: number) => {
    if (withSound.includes(index)) setHeard(heard === index ? null : index)
  }

  usePlayerKeys([
    ...transportKeys({ transport, onHear: hear }),
    ...pictureKeys(pictures),
    { label: "Hide names", shortcut: "H", on: { h: toggleNames } },
    { label: "Pick", shortcut: "P", on: { p: () => pick(current) } },
  ])

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

  return (
    <section
      aria-label="Comparison"
      data-theme="dark"
      className="flex min-h-0 flex-1 flex-col bg-ground max-sm:overflow-y-auto"
    >
      <CompareBar takes={takes} pictures={pictures} isHidden={isHidden} onNames={toggleNames} note={noteOf(opened)} />
      <Stage
        stage={stage}
        transport={transport}
        takes={takes}
        pictures={pictures}
        isHidden={isHidden}
        currentId={current?.id}
        mayPick={mayPick}
        onPick={pick}
        onRemove={(out) => void setState({ takes: takes.map(({ id }) => id).filter((id) => id !== out.id) })}
        onCurrent={({ id }) => setPointed(id)}
      />
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
