"use client"

import History from "lucide-react/icons/history"
import { useState } from "react"
import { createPortal } from "react-dom"
import { useCommands } from "@/components/shell/commands"
import { IconButton } from "@/components/ui/icon-button"
import { later } from "@/components/ui/later"

const HistoryDialog = later(() => import("@/components/studio/history-dialog"))

type Props = { team: string; project: string; shotNumber: number }

/** Opens what was sent for the shot, what came of it and what was decided. */
export function HistoryButton(props: Props) {
  const [isOpen, setOpen] = useState(false)
  useCommands([{ label: "History of this shot", group: "Studio", run: () => setOpen(true) }])
  return (
    <>
      <IconButton label="History of this shot" size="compact" onClick={() => setOpen(true)}>
        <History aria-hidden="true" />
      </IconButton>
      {/* Outside of the form: on a phone the command opens it while another tab is shown. */}
      {isOpen && createPortal(<HistoryDialog {...props} onClose={() => setOpen(false)} />, document.body)}
    </>
  )
}
