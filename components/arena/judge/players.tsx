"use client"

import Check from "lucide-react/icons/check"
import Pause from "lucide-react/icons/pause"
import Play from "lucide-react/icons/play"
import RotateCcw from "lucide-react/icons/rotate-ccw"
import Volume2 from "lucide-react/icons/volume-2"
import VolumeX from "lucide-react/icons/volume-x"
import { type RefObject, useEffect, useEffectEvent, useId, useRef } from "react"
import { SideName } from "@/components/arena/judge/side"
import { type Playback, usePlayback } from "@/components/arena/judge/use-playback"
import type { Transport } from "@/components/player/transport"
import { useTransportState } from "@/components/player/use-transport"
import { Button } from "@/components/ui/button"
import { cx } from "@/components/ui/cx"
import { IconButton } from "@/components/ui/icon-button"
import type { JudgePair } from "@/lib/arena/schema"

/** What the keys do to the players. */
export type PlayerControls = Pick<Playback, "toggle" | "again"> & { mute: () => void }

type PlayersProps = {
  pair: JudgePair
  /** blob: addresses of both clips; null while they are coming. */
  urls: readonly [string, string] | null
  /** Why there is nothing to play. */
  missing: string | null
  controls: RefObject<PlayerControls | null>
  /** With every pass that ends, so that a call that was lost is made again. */
  onPlayed: () => void
}

/** Two players in step. They know no names but their sides'. */
export function Players({ pair, urls, missing, controls, onPlayed }: PlayersProps) {
  const stage = useRef<HTMLDivElement>(null)
  const id = useId()
  return (
    <>
      <div
        ref={stage}
        style={{ "--ratio": pair.width / pair.height } as React.CSSProperties}
        className="flex flex-none justify-center gap-4 px-4 max-sm:flex-col max-sm:gap-1 max-sm:px-0"
      >
        {(["left", "right"] as const).map((side) => (
          <div key={side} className="relative w-[min((100vw-48px)/2,max(280px,100dvh-492px)*var(--ratio))] max-sm:w-full">
            <span id={`${id}-${side}`} className="sr-only">
              <SideName side={side} />
            </span>
            {/* biome-ignore lint/a11y/useSemanticElements: a fieldset lays out its content in ways of its own. */}
            <div
              role="group"
              aria-labelledby={`${id}-${side}`}
              data-player
              className="relative aspect-(--ratio) bg-well max-sm:mx-auto max-sm:max-h-[30dvh] [&>*]:absolute [&>*]:inset-0 [&>*]:size-full [&>*]:object-contain"
            />
            <span
              aria-hidden="true"
              className="pointer-events-none absolute bottom-1.5 left-1.5 rounded-tag bg-plate px-1 font-medium text-11 text-on-plate sm:hidden"
            >
              <SideName side={side} />
            </span>
          </div>
        ))}
      </div>
      {urls ? (
        <PlayingPair key={urls.join()} stage={stage} urls={urls} pair={pair} controls={controls} onPlayed={onPlayed} />
      ) : (
        <p role="status" className="grid h-12 flex-none place-items-center text-ink-2">
          {missing ?? "Getting the clips"}
        </p>
      )}
    </>
  )
}

type PlayingProps = Pick<PlayersProps, "pair" | "controls" | "onPlayed"> & {
  stage: RefObject<HTMLDivElement | null>
  urls: readonly [string, string]
}

function PlayingPair({ stage, urls, pair, controls, onPlayed }: PlayingProps) {
  const playback = usePlayback(stage, urls, pair)
  const { opened, passes, heard, isMuted, setMuted, toggle, again } = playback
  useEffect(() => {
    controls.current = { toggle, again, mute: () => setMuted(!isMuted) }
    return () => {
      controls.current = null
    }
  }, [controls, toggle, again, setMuted, isMuted])
  const played = useEffectEvent(onPlayed)
  useEffect(() => {
    if (passes > 0) played()
  }, [passes])

  const transport = opened.state === "ready" ? opened.transport : null
  const { isPlaying, error } = useStanding(transport)
  const isPlayed = pair.isOpen || passes > 0
  if (opened.state === "failed" || error !== undefined) {
    return (
      <p role="alert" className="grid h-12 flex-none place-items-center text-ink-2">
        This browser cannot play the clips. Open the session in another one.
      </p>
    )
  }
  return (
    <div className="mx-auto grid h-12 w-full flex-none grid-cols-[1fr_auto_1fr] items-center gap-4 px-4 max-sm:grid-cols-[auto_1fr_auto] max-sm:gap-3 max-sm:px-3">
      <Side side="left" isPlayed={isPlayed} isHeard={heard === "left"} transport={transport} />
      <span className="flex items-center gap-1.5 text-12 text-ink-3 sm:hidden">
        {isPlayed && <Check aria-hidden="true" className="size-3.5!" />}
        {isPlayed ? "both played" : "playing"}
      </span>
      <Line transport={transport} className="sm:hidden" />
      <div className="flex items-center gap-1 max-sm:[&_[data-key]]:hidden">
        <Button variant="quiet" onClick={toggle} disabled={!transport} shortcut="Space" className="disabled:bg-transparent">
          {isPlaying ? <Pause aria-hidden="true" /> : <Play aria-hidden="true" />}
          {isPlaying ? "Pause" : "Play"}
        </Button>
        <Button variant="quiet" onClick={again} disabled={!transport} shortcut="R" className="disabled:bg-transparent">
          <RotateCcw aria-hidden="true" />
          Again
        </Button>
        {pair.hasAudio && (
          <IconButton
            label={isMuted ? "Sound on: each side in turn" : "Mute"}
            shortcut="M"
            onClick={() => setMuted(!isMuted)}
            aria-pressed={isMuted}
          >
            {isMuted ? <VolumeX aria-hidden="true" /> : <Volume2 aria-hidden="true" />}
          </IconButton>
        )}
      </div>
      <Side side="right" isPlayed={isPlayed} isHeard={heard === "right"} transport={transport} />
    </div>
  )
}

type SideProps = { side: "left" | "right"; isPlayed: boolean; isHeard: boolean; transport: Transport | null }

/** A side's name, whether it was seen to its end, and how far it is. */
function Side({ side, isPlayed, isHeard, transport }: SideProps) {
  return (
    <div className={cx("flex min-w-0 items-center gap-3 max-sm:hidden", side === "right" && "flex-row-reverse")}>
      <span className="font-medium">
        <SideName side={side} />
      </span>
      {isHeard && <Volume2 aria-label="heard now" role="img" className="size-3.5! text-ink-2" />}
      <span className={cx("flex items-center gap-1.5 text-12 text-ink-3", !isPlayed && "invisible")}>
        <Check aria-hidden="true" className="size-3.5!" />
        played
      </span>
      <Line transport={transport} className="flex-1" />
    </div>
  )
}

function Line({ transport, className }: { transport: Transport | null; className: string }) {
  const { frame } = useTransportState(transport)
  const frames = transport?.grid.times.length ?? 1
  return (
    <span aria-hidden="true" className={cx("h-0.5 bg-line-strong", className)}>
      <span className="block h-full bg-ink-2" style={{ width: `${((frame + 1) / frames) * 100}%` }} />
    </span>
  )
}

/** Only what changes seldom of the transport's state. */
function useStanding(transport: Transport | null) {
  const { isPlaying, error } = useTransportState(transport)
  return { isPlaying, error }
}
