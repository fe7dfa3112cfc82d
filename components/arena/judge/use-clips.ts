"use client"

import { useEffect, useState } from "react"
import { fetchOnce } from "@/components/arena/judge/fetch-once"

export type Clips = { state: "coming" } | { state: "here"; urls: [left: string, right: string] } | { state: "missed" }

/** Both clips of a pair whole in memory, as blob: addresses that live as long as the component. */
export function useClips(leftUrl: string, rightUrl: string): Clips {
  const [clips, setClips] = useState<Clips>({ state: "coming" })
  useEffect(() => {
    let isGone = false
    let urls: [string, string] | undefined
    setClips({ state: "coming" })
    Promise.all([fetchOnce(leftUrl), fetchOnce(rightUrl)]).then(
      ([left, right]) => {
        if (isGone) return
        urls = [URL.createObjectURL(left), URL.createObjectURL(right)]
        setClips({ state: "here", urls })
      },
      () => !isGone && setClips({ state: "missed" }),
    )
    return () => {
      isGone = true
      for (const url of urls ?? []) URL.revokeObjectURL(url)
    }
  }, [leftUrl, rightUrl])
  return clips
}
