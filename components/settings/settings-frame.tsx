import Link from "next/link"
import type { ReactNode } from "react"
import { TeamCrumb } from "@/components/projects/team-crumb"
import { teamNav } from "@/components/projects/team-nav"
import { PageFrame } from "@/components/shell/page-frame"
import { TopBar, type Viewer } from "@/components/shell/top-bar"

type Team = { slug: string; name: string }

const pages = [
  { word: "", label: "General" },
  { word: "/people", label: "People" },
  { word: "/vendors", label: "Vendors" },
  { word: "/spend", label: "Spend" },
] as const

export type SettingsPage = (typeof pages)[number]["label"]

type Props = {
  team: Team
  teams: readonly Team[]
  viewer: Viewer
  current: SettingsPage
  lead: ReactNode
  /** Right of the title. */
  aside?: ReactNode
  children: ReactNode
}

/** One page of a team's settings: the list of pages on the left, or on top where there is no room. */
export function SettingsFrame({ team, teams, viewer, current, lead, aside, children }: Props) {
  const base = `/${team.slug}/settings`
  const crumbs = [
    { label: team.name, href: `/${team.slug}`, ...(teams.length > 1 && { content: <TeamCrumb team={team} teams={teams} /> }) },
    { label: "Settings", href: base },
    { label: current },
  ]
  return (
    <PageFrame surface="panel" top={<TopBar crumbs={crumbs} nav={teamNav(team.slug, "settings")} viewer={viewer} />}>
      <div className="flex min-h-0 flex-1 max-lg:flex-col lg:grid lg:grid-cols-[176px_minmax(0,1fr)]">
        <nav
          aria-label="Settings"
          className="flex flex-none gap-0.5 border-line px-2 py-3 max-lg:border-b max-lg:py-1 lg:flex-col lg:border-r"
        >
          {pages.map(({ word, label }) => (
            <Link
              key={label}
              href={`${base}${word}`}
              aria-current={label === current ? "page" : undefined}
              className="flex h-control items-center rounded-control px-2 text-ink-2 hover:text-ink aria-[current]:bg-press aria-[current]:font-medium aria-[current]:text-ink touch:h-11 touch:px-3"
            >
              {label}
            </Link>
          ))}
        </nav>
        <div className="min-h-0 flex-1 overflow-y-auto px-4 py-5 lg:px-6">
          <header className="mb-5 flex flex-wrap items-start gap-x-6 gap-y-3">
            <div className="min-w-60 flex-1">
              <h1 className="font-semibold text-20 tracking-[-0.01em]">{current}</h1>
              <p className="text-ink-2">{lead}</p>
            </div>
            {aside}
          </header>
          {children}
        </div>
      </div>
    </PageFrame>
  )
}
