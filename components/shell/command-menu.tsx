"use client"

import { Command as Cmdk } from "cmdk"
import { useState } from "react"
import { currentCommands } from "@/components/shell/commands"
import { Dialog } from "@/components/ui/dialog"
import { Kbd } from "@/components/ui/kbd"

/** Every command of this screen, found by typing. Loaded with the first ⌘K. */
export default function CommandMenu({ onClose }: { onClose: () => void }) {
  const [commands] = useState(() => currentCommands().filter((command) => command.run && !command.keyOnly))
  const groups = [...new Set(commands.map((command) => command.group))].reverse()
  return (
    <Dialog bare title="Commands" onClose={onClose} className="mt-[15vh] w-[560px]">
      <Cmdk label="Commands" loop className="flex max-h-[60vh] flex-col">
        <Cmdk.Input
          data-autofocus
          placeholder="Search commands"
          className="h-12 flex-none border-line border-b bg-transparent px-4 text-14 outline-none"
        />
        <Cmdk.List className="overflow-y-auto p-1">
          <Cmdk.Empty className="px-3 py-4 text-ink-3">No command of this screen is called that</Cmdk.Empty>
          {groups.map((group) => (
            <Cmdk.Group
              key={group}
              heading={group}
              className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:text-ink-3"
            >
              {commands
                .filter((command) => command.group === group)
                .map((command) => (
                  <Cmdk.Item
                    key={command.label}
                    value={`${group} ${command.label}`}
                    onSelect={() => {
                      onClose()
                      command.run?.()
                    }}
                    className="flex min-h-8 items-center gap-2 rounded-control px-2 data-[selected=true]:bg-press touch:min-h-11"
                  >
                    <span className="flex-1 truncate">{command.label}</span>
                    {command.shortcut && <Kbd>{command.shortcut}</Kbd>}
                  </Cmdk.Item>
                ))}
            </Cmdk.Group>
          ))}
        </Cmdk.List>
      </Cmdk>
    </Dialog>
  )
}
