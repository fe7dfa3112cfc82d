"use client"

import ChevronDown from "lucide-react/icons/chevron-down"
import { Menu } from "@/components/ui/menu"

type Team = { slug: string; name: string }

/** The team's name in the bar; with several teams, a menu that leads to the others. */
export function TeamCrumb({ team, teams }: { team: Team; teams: readonly Team[] }) {
  return (
    <Menu
      label="Teams"
      entries={teams.map(({ slug, name }) => ({ kind: "choice", label: name, checked: slug === team.slug, href: `/${slug}` }))}
      trigger={(props) => (
        <button
          type="button"
          {...props}
          className="flex h-compact min-w-0 items-center gap-1 rounded-control px-1.5 text-ink-2 hover:bg-hover hover:text-ink touch:h-11"
        >
          <span className="max-w-48 truncate">{team.name}</span>
          <ChevronDown aria-hidden="true" className="size-3.5! text-ink-3" />
        </button>
      )}
    />
  )
}
