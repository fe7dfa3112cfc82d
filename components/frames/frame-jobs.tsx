"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { Button } from "@/components/ui/button"
import { toastFailure } from "@/components/ui/toast"
import type { FrameJobView } from "@/lib/made-frames/schema"
import { dollars } from "@/lib/providers/price"
import { attachFrameAction } from "@/lib/shots/actions"
import { shotKeys } from "@/lib/shots/queries"

type Role = "first" | "last" | "reference"

const roles: { role: Role; label: string }[] = [
  { role: "first", label: "First frame" },
  { role: "last", label: "Last frame" },
  { role: "reference", label: "Reference" },
]

/** What has been made for a shot, newest first: each still goes into a well with one press. */
export function FrameJobs({ team, shotId, jobs }: { team: string; shotId: string; jobs: readonly FrameJobView[] }) {
  const client = useQueryClient()
  const [used, setUsed] = useState<string | null>(null)

  async function use(clipId: string, role: Role) {
    const result = await attachFrameAction({ team, shotId, role, clipId }).catch(() => null)
    if (!result?.ok) {
      toastFailure("The frames are as they were", result?.error.message ?? "The studio did not answer. Try again.")
    } else setUsed(`${clipId}:${role}`)
    await client.invalidateQueries({ queryKey: shotKeys.studio(team, shotId) })
  }

  return (
    <ul aria-label="Made frames" className="grid gap-4 empty:hidden">
      {jobs.map((job) => (
        <li key={job.generationId} className="grid gap-2 border-line border-t pt-3">
          <p className="flex justify-between gap-3 text-12 text-ink-3">
            <span className="line-clamp-1">{job.prompt}</span>
            <span className="flex-none">
              {job.modelName}
              {job.micros !== null && `, ${dollars(job.micros)}`}
            </span>
          </p>
          {job.failure && <p className="text-12 text-stop">{job.failure}</p>}
          {job.state === "unknown" && (
            <p className="text-12 text-ink-2">
              The connection broke while it was sent. It may be charged: look in the vendor's console before you make it again.
            </p>
          )}
          <div className="grid grid-cols-2 gap-2 tablet:grid-cols-4">
            {job.frames.map((frame, index) => (
              <figure key={frame.clipId} className="grid gap-1">
                <img
                  src={frame.url}
                  alt={`Made frame ${index + 1}`}
                  className="w-full rounded-picture bg-well object-contain"
                  style={{ aspectRatio: `${frame.width} / ${frame.height}` }}
                />
                <figcaption className="flex flex-wrap gap-1">
                  {roles.map(({ role, label }) => (
                    <Button
                      key={role}
                      size="compact"
                      variant="quiet"
                      aria-pressed={used === `${frame.clipId}:${role}`}
                      onClick={() => void use(frame.clipId, role)}
                    >
                      {used === `${frame.clipId}:${role}` ? `${label}, set` : label}
                    </Button>
                  ))}
                </figcaption>
              </figure>
            ))}
            {job.state === "making" &&
              Array.from({ length: job.count }, (_, index) => (
                <span key={index} className="grid aspect-video place-items-center rounded-picture bg-well text-12 text-ink-3">
                  Making
                </span>
              ))}
          </div>
        </li>
      ))}
    </ul>
  )
}
