"use client"

import { useEffect, useRef, useState } from "react"
import type { TakeView } from "@/lib/takes/schema"

/** As many pictures as fit, each from the middle of its stretch of time. */
export function Filmstrip({ take, totalSeconds }: { take: TakeView; totalSeconds: number }) {
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
