"use client"

import { useRouter } from "next/navigation"
import { type Command, useCommands } from "@/components/shell/commands"
import { shotHref } from "@/lib/shots/queries"
import type { StudioState } from "@/lib/shots/schema"

type Can = {
  state: StudioState
  generate: () => void
  newShot: (() => void) | undefined
  compare: (() => void) | undefined
  judge: (() => void) | undefined
  clearSelection: (() => void) | undefined
}

/** Keys of a focused take, for `?`; the card itself acts on them. */
export const takeKeyRows: readonly Command[] = [
  { label: "Move between takes", group: "Takes", shortcut: "← ↑ ↓ →" },
  { label: "Play", group: "Takes", shortcut: "Space" },
  { label: "Select, with ⇧ a range", group: "Takes", shortcut: "X" },
  { label: "Compare", group: "Takes", shortcut: "C" },
  { label: "Pick", group: "Takes", shortcut: "P" },
  { label: "Continue from last frame", group: "Takes", shortcut: "E" },
  { label: "Delete", group: "Takes", shortcut: "⌫" },
]

/** What the keyboard and ⌘K can do in the studio. */
export function useStudioCommands({ state, generate, newShot, compare, judge, clearSelection }: Can) {
  const router = useRouter()
  const { team, project } = state
  const commands: (Command | undefined)[] = [
    { label: "Open the gallery", group: "Go to", run: () => router.push(`/${team}/${project.slug}`) },
    ...state.strip
      .filter(({ number }) => number !== state.shot.number)
      .map((shot) => ({
        label: `Shot ${shot.number}, ${shot.name}`,
        group: "Go to",
        run: () => router.push(shotHref(team, project.slug, shot.number)),
      })),
    ...takeKeyRows,
    { label: "Generate", group: "Studio", keys: "mod+enter", shortcut: "⌘⏎", run: generate },
    newShot && { label: "New shot", group: "Studio", keys: "n", shortcut: "N", run: newShot },
    compare && { label: "Compare the selected takes", group: "Studio", keys: "c", shortcut: "C", run: compare },
    judge && { label: "Judge the selected takes", group: "Studio", run: judge },
    clearSelection && { label: "Clear the selection", group: "Studio", keys: "escape", shortcut: "Esc", run: clearSelection },
  ]
  useCommands(commands.filter((command) => command !== undefined))
}
