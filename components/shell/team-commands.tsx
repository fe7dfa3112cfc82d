"use client"

import { useRouter } from "next/navigation"
import { useCommands } from "@/components/shell/commands"

/** The team's places, for the command menu of every screen. */
export function TeamCommands({ team }: { team: string }) {
  const router = useRouter()
  const to = (label: string, path: string) => ({ label, group: "Go to", run: () => router.push(`/${team}${path}`) })
  useCommands([
    to("Projects", ""),
    to("Arena", "/arena"),
    to("New judging session", "/arena/new"),
    to("Leaderboard", "/arena/leaderboard"),
    to("Drills", "/arena/drills"),
    to("New drill", "/arena/drills/new"),
    to("Vendors", "/settings/vendors"),
  ])
  return null
}
