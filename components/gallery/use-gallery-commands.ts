"use client"

import { type Command, useCommands } from "@/components/shell/commands"

type GalleryCommands = Record<"search", () => void> &
  Record<"newShot" | "compare" | "judge" | "clear" | "restore", (() => unknown) | undefined>

/** The gallery's keys; those of one card are the card's own, and only listed here. */
export function useGalleryCommands({ search, newShot, compare, judge, clear, restore }: GalleryCommands) {
  const group = "Gallery"
  const offered: (Command | false)[] = [
    { label: "Search takes", group, keys: "/", shortcut: "/", run: search },
    newShot !== undefined && { label: "New shot", group, keys: "n", shortcut: "N", run: () => void newShot() },
    compare !== undefined && {
      label: "Compare the selected takes",
      group,
      keys: "c",
      shortcut: "C",
      run: () => void compare(),
    },
    judge !== undefined && { label: "Judge the selected takes", group, run: () => void judge() },
    restore !== undefined && {
      label: "Restore the selected takes",
      group,
      keys: "r",
      shortcut: "R",
      run: () => void restore(),
    },
    clear !== undefined && { label: "Clear the selection", group, keys: "escape", shortcut: "Esc", run: () => void clear() },
    listed("Move", "← → ↑ ↓"),
    listed("Play", "Space"),
    listed("Select, ⇧ a range", "X"),
    listed("Pick", "P"),
    listed("Rate, 0 clears", "1 to 5"),
    listed("Continue from last frame", "E"),
    listed("Move to the trash", "⌫"),
  ]
  useCommands(offered.filter((command) => command !== false))
}

/** A key that the focused card answers itself. */
function listed(label: string, shortcut: string): Command {
  return { label, group: "Takes", shortcut, run: () => {}, keyOnly: true }
}
