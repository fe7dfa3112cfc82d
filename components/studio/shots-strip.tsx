"use client"

import Plus from "lucide-react/icons/plus"
import Link from "next/link"
import { useEffect, useRef } from "react"
import { cx } from "@/components/ui/cx"
import { IconButton } from "@/components/ui/icon-button"
import { shotHref } from "@/lib/shots/queries"
import type { StripShot } from "@/lib/shots/schema"

export type ShotsStripProps = {
  team: string
  project: string
  shots: readonly StripShot[]
  here: number
  /** Absent for people who may not. */
  onNewShot?: (() => void) | undefined
}

/** The cut: each shot's picked take; a shot without a pick is an empty frame. */
export function ShotsStrip({ team, project, shots, here, onNewShot }: ShotsStripProps) {
  const current = useRef<HTMLAnchorElement>(null)
  useEffect(() => {
    // Braces: newer browsers return a promise here, which React would take for a clean-up.
    current.current?.scrollIntoView({ block: "nearest", inline: "center" })
  }, [])
  return (
    <nav aria-label="Shots" className="flex h-18 flex-none items-center border-line border-t bg-panel max-sm:hidden">
      <ol className="flex min-w-0 items-center gap-1 overflow-x-auto px-4 py-2 [scrollbar-width:none]">
        {shots.map((shot) => (
          <li key={shot.id} className="flex-none">
            <Link
              ref={shot.number === here ? current : undefined}
              href={shotHref(team, project, shot.number)}
              prefetch={false}
              aria-label={`Shot ${shot.number}, ${shot.name}`}
              aria-current={shot.number === here ? "page" : undefined}
              data-tip={shot.name}
              className="relative block h-10 w-18 rounded-picture aria-[current]:outline-[1.5px] aria-[current]:outline-ink aria-[current]:outline-offset-2"
            >
              <span
                className={cx(
                  "block size-full overflow-hidden rounded-picture bg-well",
                  !shot.posterUrl && "shadow-[inset_0_0_0_1px_var(--color-line)]",
                )}
              >
                {shot.posterUrl && (
                  <img src={shot.posterUrl} alt="" loading="lazy" decoding="async" className="size-full object-cover" />
                )}
              </span>
              <span
                className={cx(
                  "absolute bottom-[3px] left-1 rounded-tag px-[3px] font-medium text-11",
                  shot.posterUrl ? "bg-plate text-on-plate" : "text-ink-3",
                )}
              >
                {shot.number}
              </span>
            </Link>
          </li>
        ))}
      </ol>
      {onNewShot && (
        <IconButton label="New shot" shortcut="N" className="mr-4 flex-none" onClick={onNewShot}>
          <Plus aria-hidden="true" />
        </IconButton>
      )}
    </nav>
  )
}
