import type { Pictures } from "@/components/compare/use-pictures"
import type { PlayerKey } from "@/components/compare/use-player-keys"

/** The keys for how the pictures are laid. */
export function pictureKeys({ setView }: Pictures): PlayerKey[] {
  return [
    {
      label: "Grid, wipe, difference",
      shortcut: "G W D",
      on: { g: () => setView("grid"), w: () => setView("wipe"), d: () => setView("difference") },
    },
  ]
}
