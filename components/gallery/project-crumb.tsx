"use client"

import ChevronDown from "lucide-react/icons/chevron-down"
import { Menu } from "@/components/ui/menu"
import type { StripShot } from "@/lib/shots/schema"

/** The project's name in the bar; its menu leads to each shot. */
export function ProjectCrumb({ name, path, shots }: { name: string; path: string; shots: readonly StripShot[] }) {
  if (shots.length === 0) return <span className="truncate px-1.5 font-medium text-ink">{name}</span>
  return (
    <Menu
      label="Shots"
      width={280}
      entries={shots.map((shot) => ({ label: `${shot.number} ${shot.name}`, href: `${path}/shots/${shot.number}` }))}
      trigger={(menu) => (
        <button
          type="button"
          {...menu}
          aria-current="page"
          className="flex h-compact min-w-0 items-center gap-1 rounded-control px-1.5 font-medium text-ink hover:bg-hover touch:h-11"
        >
          <span className="max-w-64 truncate">{name}</span>
          <ChevronDown aria-hidden="true" className="size-3.5! text-ink-3" />
        </button>
      )}
    />
  )
}
