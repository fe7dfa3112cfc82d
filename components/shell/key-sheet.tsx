"use client"

import { useState } from "react"
import { currentCommands } from "@/components/shell/commands"
import { Dialog } from "@/components/ui/dialog"
import { Kbd } from "@/components/ui/kbd"

/** The keys of this screen, as they are printed beside their commands. Opened by `?`. */
export default function KeySheet({ onClose }: { onClose: () => void }) {
  const [rows] = useState(() => {
    const byLabel = new Map(currentCommands().map((command) => [`${command.group} ${command.label}`, command]))
    return [...byLabel.values()].filter((command) => command.shortcut)
  })
  const groups = [...new Set(rows.map((row) => row.group))]
  return (
    <Dialog title="Keys" onClose={onClose} className="w-[480px]!">
      {groups.map((group) => (
        <section key={group} aria-label={group}>
          <h3 className="mb-1 text-12 text-ink-3">{group}</h3>
          <dl>
            {rows
              .filter((row) => row.group === group)
              .map((row) => (
                <div key={row.label} className="flex min-h-7 items-center justify-between gap-4">
                  <dt>{row.label}</dt>
                  <dd>
                    <Kbd>{row.shortcut ?? ""}</Kbd>
                  </dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
    </Dialog>
  )
}
