"use client"

import { useQuery } from "@tanstack/react-query"
import { useEffect } from "react"
import { letters } from "@/components/compare/letters"
import { useComparisonState } from "@/components/compare/use-comparison-state"
import { levelGains } from "@/components/player/levels"
import { followWithSound } from "@/components/player/sound"
import type { Transport } from "@/components/player/transport"
import { measuresQuery } from "@/lib/takes/queries"
import type { TakeView } from "@/lib/takes/schema"

/** Which take is heard, and by how much each is raised or lowered so that all are equally loud. */
export type Hearing = {
  /** The players that have sound; empty when none has. */
  withSound: readonly number[]
  heard: number | null
  /** In dB, one per take; null where the loudness is not known and the take plays as it is. */
  gainsDb: readonly (number | null)[]
  /** Hears one take, or none. */
  setHeard: (index: number | null) => void
  /** As its key does: hears that take, or none when it is heard already. */
  hear: (index: number) => void
}

/** The sound of a comparison: one take at a time, always of the clip itself. */
export function useHearing(team: string, takes: readonly TakeView[], transport: Transport | null): Hearing {
  const [state, setState] = useComparisonState()
  const { data: measures } = useQuery(
    measuresQuery(
      team,
      takes.map(({ id }) => id),
    ),
  )
  const withSound = takes.flatMap(({ clip }, index) => (clip?.hasAudio ? index : []))
  const gainsDb = levelGains(
    takes.map(({ id, loudnessLufs }) => {
      const sound = measures?.[id]?.measures?.sound
      const peak = sound && "samplePeakDbfs" in sound ? sound.samplePeakDbfs : null
      return loudnessLufs === null ? null : { loudnessLufs, samplePeakDbfs: typeof peak === "number" ? peak : null }
    }),
  )
  const asked = state.heard === null ? -1 : letters.indexOf(state.heard)
  const heard = withSound.includes(asked) ? asked : null
  const setHeard = (index: number | null) => void setState({ heard: index === null ? null : (letters[index] ?? null) })

  const url = heard === null ? undefined : takes[heard]?.clip?.url
  const gainDb = heard === null ? null : (gainsDb[heard] ?? null)
  useEffect(
    () => (transport && url && heard !== null ? followWithSound(transport, url, { index: heard, gainDb }) : undefined),
    [transport, url, heard, gainDb],
  )
  return {
    ...{ withSound, heard, gainsDb, setHeard },
    hear: (index) => {
      if (withSound.includes(index)) setHeard(heard === index ? null : index)
    },
  }
}

/** "A, 3.2 dB louder", for a take that is levelled; without a measured loudness, that it plays as it is. */
export function gainWords(index: number, gainDb: number | null): string {
  const letter = letters[index] ?? ""
  if (gainDb === null) return `${letter} plays as it was delivered: its loudness is not measured`
  const rounded = Math.round(gainDb * 10) / 10
  if (rounded === 0) return `Takes are equally loud; ${letter} plays as it was delivered`
  return `Takes are equally loud; ${letter} plays ${Math.abs(rounded).toFixed(1)} dB ${rounded > 0 ? "louder" : "quieter"} than delivered`
}
