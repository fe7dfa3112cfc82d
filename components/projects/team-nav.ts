import type { NavItem } from "@/components/shell/top-bar"

/** The places of a team that lie outside its projects. */
export function teamNav(team: string, current: "projects" | "settings"): NavItem[] {
  return [
    { label: "Projects", href: `/${team}`, current: current === "projects" },
    { label: "Settings", href: `/${team}/settings/vendors`, current: current === "settings" },
  ]
}
