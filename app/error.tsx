"use client"

import { useEffect } from "react"
import { Mark } from "@/components/shell/mark"
import { Button } from "@/components/ui/button"

/** A page that broke in the browser or could not be made. What was typed is kept (see components/studio/draft-backup.ts). */
export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  useEffect(() => console.error(error), [error])
  return (
    <main className="grid min-h-dvh place-content-center justify-items-start gap-2 bg-panel p-6">
      <title>Something broke, Rushes</title>
      <Mark className="mb-2 size-5" />
      <h1 className="font-semibold text-28 tracking-[-0.015em]">This page could not be shown</h1>
      <p className="mb-4 max-w-[400px] text-14 text-ink-2">
        Takes that are under way go on without it, and what you wrote is kept.
        {error.digest && ` Reference ${error.digest}.`}
      </p>
      <Button size="main" onClick={reset}>
        Try again
      </Button>
    </main>
  )
}
