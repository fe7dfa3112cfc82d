"use client"

import { useEffect, useState } from "react"
import { momentWords } from "@/lib/format"

/** "14:20", "2 h ago", "24 Sep 2026" in the reader's time zone, which the server does not know: until then the day in UTC. */
export function Moment({ iso, className }: { iso: string; className?: string }) {
  const [words, setWords] = useState<string | null>(null)
  useEffect(() => setWords(momentWords(iso)), [iso])
  return (
    <time dateTime={iso} className={className}>
      {words ?? iso.slice(0, 10)}
    </time>
  )
}
