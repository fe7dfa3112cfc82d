import type { Crumb } from "@/components/shell/top-bar"
import { drillsHref } from "@/lib/drills/queries"

/** The way to a drill's page, whose own name is the last step; without one, to the list. */
export function drillCrumbs(team: { slug: string; name: string }, here?: string): Crumb[] {
  return [
    { label: team.name, href: `/${team.slug}` },
    { label: "Arena", href: `/${team.slug}/arena` },
    { label: "Drills", href: drillsHref(team.slug) },
    ...(here === undefined ? [] : [{ label: here }]),
  ]
}
