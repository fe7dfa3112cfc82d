"use client"

import Search from "lucide-react/icons/search"
import { openCommands } from "@/components/shell/command-layer"
import { buttonClass } from "@/components/ui/button"
import { Kbd } from "@/components/ui/kbd"

/** Opens the command menu. */
export function SearchButton() {
  return (
    <button
      type="button"
      aria-keyshortcuts="Meta+K Control+K"
      onClick={openCommands}
      className={buttonClass("quiet", "compact", "touch:min-w-11")}
    >
      <Search aria-hidden="true" />
      <span className="sr-only">Search and commands</span>
      <span className="max-sm:hidden">
        <Kbd>⌘K</Kbd>
      </span>
    </button>
  )
}
