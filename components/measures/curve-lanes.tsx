"use client"

import { useSyncExternalStore } from "react"
import { CurveLane, type LaneTake } from "@/components/measures/curve-lane"
import { useCurves } from "@/components/measures/curves-menu"
import type { Transport } from "@/components/player/transport"

type CurveLanesProps = { transport: Transport | null; takes: readonly LaneTake[]; totalSeconds: number }

/** The chosen curves of all takes, one below the other. */
export function CurveLanes({ transport, takes, totalSeconds }: CurveLanesProps) {
  const [{ curves }] = useCurves()
  const seconds = useSecondsAtPlayhead(
    transport,
    takes.map(({ startSeconds }) => startSeconds),
  )
  return curves.map((name) => <CurveLane key={name} {...{ name, takes, totalSeconds, seconds }} />)
}

const nothing = () => () => {}

/** Whole seconds at the playhead by each take's own time. Renders when one of them changes, not with every frame. */
function useSecondsAtPlayhead(transport: Transport | null, starts: readonly number[]): number[] {
  const read = () => {
    const at = transport?.grid.times[transport.getState().frame] ?? 0
    return starts.map((start) => Math.floor(at - start + 1e-6)).join()
  }
  return useSyncExternalStore(transport?.subscribe ?? nothing, read, read)
    .split(",")
    .map(Number)
}
