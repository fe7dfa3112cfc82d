import type { NavItem } from "@/components/shell/top-bar"

/** The places of a team that lie outside its projects. */
export function teamNav(team: string, current: "projects" | "arena" | "settings"): NavItem[] {
  return [
    { label: "Projects", href: `/${team}`, current: current === "projects" },
    { label: "Arena", href: `/${team}/arena`, current: current === "arena" },
    { label: "Settings", href: `/${team}/settings/vendors`, current: current === "settings" },
  ]
}

/** The places beside a project's screens; `project` is its address, "/team/project". */
export function projectNav(team: string, project: string, current?: "gallery"): NavItem[] {
  return [
    { label: "Gallery", href: project, current: current === "gallery" },
    { label: "Arena", href: `/${team}/arena` },
    { label: "Settings", href: `/${team}/settings/vendors` },
  ]
}
