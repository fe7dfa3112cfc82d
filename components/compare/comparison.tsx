"use client"

import { useQuery } from "@tanstack/react-query"
import { useRef, useState } from "react"
import { CommentsPanel } from "@/components/comments/comments-panel"
import { CompareBar } from "@/components/compare/compare-bar"
import { DecisionPanel } from "@/components/compare/decision-panel"
import { pictureKeys } from "@/components/compare/picture-keys"
import { saveFrames } from "@/components/compare/save-frames"
import { Stage } from "@/components/compare/stage"
import { Timeline } from "@/components/compare/timeline"
import { TransportBar } from "@/components/compare/transport-bar"
import { transportKeys } from "@/components/compare/transport-keys"
import { useComparisonState } from "@/components/compare/use-comparison-state"
import { useHearing } from "@/components/compare/use-hearing"
import { useMoment } from "@/components/compare/use-moment"
import { usePictures } from "@/components/compare/use-pictures"
import { usePlayerKeys } from "@/components/compare/use-player-keys"
import { useTakeActions } from "@/components/gallery/use-take-actions"
import { useTransport } from "@/components/player/use-transport"
import { comparisonQuery } from "@/lib/takes/queries"
import type { TakeView } from "@/lib/takes/schema"

export type ComparisonProps = { team: string; initialTakes: TakeView[]; mayPick: boolean; mayRemoveAny: boolean }

/** Two to four takes under one transport. Stays dark in both themes: every eye gets the same surround. */
export function Comparison({ team, initialTakes, mayPick, mayRemoveAny }: ComparisonProps) {
  const [{ takes: ids, frame, speed, loop, offsets, source, names }, setState] = useComparisonState()
  const shownIds = ids.length > 0 ? ids : initialTakes.map(({ id }) => id)
  const { data } = useQuery({
    ...comparisonQuery(
      team,
      initialTakes.map(({ id }) => id),
    ),
    initialData: initialTakes,
  })
  const takes = shownIds.flatMap((id) => data.find((take) => take.id === id && take.clip) ?? [])
  const played = takes.flatMap(({ clip, proxy }) => {
    const proxyUrl = source === "proxy" ? (proxy?.url ?? null) : null
    return clip ? { ...clip, proxyUrl } : []
  })
  const stage = useRef<HTMLDivElement>(null)
  const opened = useTransport(stage, played, { frame, speed, loop, offsets })
  const transport = opened.state === "ready" ? opened.transport : null
  const pictures = usePictures(stage, takes.length, takes[0]?.clip?.width ?? 0)
  const acts = useTakeActions(team)
  const [pointed, setPointed] = useState<string | null>(null)
  const hearing = useHearing(team, takes, transport)
  const isHidden = names === "hidden"
  const current = takes.find(({ id }) => id === pointed) ?? takes.find(({ isPicked }) => !isPicked) ?? takes[0]
  const toggleNames = () => void setState({ names: isHidden ? null : "hidden" })
  const save = () => {
    if (transport && stage.current) void saveFrames(stage.current, takes, pictures, transport.getState().frame, isHidden)
  }
  const pick = (take: TakeView | undefined) => {
    if (mayPick && take && !take.isPicked) void acts.pick(take)
  }
  const changeSource = () => void setState({ source: source === "proxy" ? "original" : null })
  const leaveOut = (out: TakeView) => {
    const stays = takes.map(({ id }) => id !== out.id)
    void setState({
      takes: takes.flatMap(({ id }) => (id === out.id ? [] : id)),
      offsets: offsets.filter((_, index) => stays[index]),
      heard: null,
    })
  }

  useMoment(transport)
  usePlayerKeys([
    ...transportKeys({
      transport,
      current: current ? takes.indexOf(current) : 0,
      onHear: hearing.hear,
      onSource: changeSource,
    }),
    ...pictureKeys(pictures, takes.length, save),
    { label: "Hide names", shortcut: "H", on: { h: toggleNames } },
    { label: "Pick", shortcut: "P", on: { p: () => pick(current) } },
  ])

  return (
    <section aria-label="Comparison" data-theme="dark" className="flex min-h-0 flex-1 flex-col overflow-y-auto bg-ground">
      <CompareBar
        team={team}
        stage={stage}
        takes={takes}
        pictures={pictures}
        isHidden={isHidden}
        onNames={toggleNames}
        onSave={save}
        note={noteOf(opened)}
      />
      <Stage
        team={team}
        stage={stage}
        transport={transport}
        takes={takes}
        pictures={pictures}
        isHidden={isHidden}
        currentId={current?.id}
        mayPick={mayPick}
        onPick={pick}
        onRemove={leaveOut}
        onCurrent={({ id }) => setPointed(id)}
      />
      <Timeline team={team} transport={transport} takes={takes} isHidden={isHidden} onCurrent={({ id }) => setPointed(id)} />
      <span className="flex-1 max-sm:hidden" />
      <CommentsPanel {...{ team, transport, takes, isHidden, mayRemoveAny }} />
      <DecisionPanel team={team} takes={takes} isHidden={isHidden} mayDecide={mayPick} />
      <TransportBar
        transport={transport}
        hearing={hearing}
        source={source}
        hasProxies={takes.some(({ proxy }) => proxy !== null)}
        onSource={changeSource}
      />
    </section>
  )
}

function noteOf(opened: ReturnType<typeof useTransport>): string | null {
  if (opened.state === "failed") return `The clips cannot be played. ${opened.reason}`
  if (opened.state === "opening") return "Opening the clips"
  if (opened.problem !== null) return `Those files could not be opened; the ones before are still played. ${opened.problem}`
  return opened.isExact ? null : "Played by the browser itself here: while playing, frames may be off"
}
