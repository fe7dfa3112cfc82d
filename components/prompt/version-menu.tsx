"use client"

import ChevronDown from "lucide-react/icons/chevron-down"
import FileDiff from "lucide-react/icons/file-diff"
import History from "lucide-react/icons/history"
import { useState } from "react"
import { buttonClass } from "@/components/ui/button"
import { later } from "@/components/ui/later"
import { Menu, type MenuEntry } from "@/components/ui/menu"
import { plural } from "@/lib/format"
import { isVersion } from "@/lib/shots/equal"
import type { FrameView, ShotDraft, VersionView } from "@/lib/shots/schema"

const VersionDialog = later(() => import("@/components/prompt/version-dialog"))

export type VersionMenuProps = {
  /** Newest first. */
  versions: readonly VersionView[]
  draft: ShotDraft
  frames: readonly FrameView[]
  disabled: boolean
  onReuse: (version: VersionView) => void
}

/** The wordings that were sent: open one, see what changed, bring one back. */
export function VersionMenu({ versions, draft, frames, disabled, onReuse }: VersionMenuProps) {
  const [opened, setOpened] = useState<VersionView | null>(null)
  const [newest] = versions
  if (!newest) return <span className="text-12 text-ink-3">no version sent yet</span>
  const current = versions.find((version) => isVersion(version, draft, frames))
  const previous = versions.find((version) => version !== current)
  const entries = (): MenuEntry[] => [
    { kind: "heading", label: "Prompt versions" },
    ...versions.map(
      (version): MenuEntry => ({
        kind: "choice",
        label: `Version ${version.number}, ${version.text}`,
        content: (
          <span className="flex gap-2">
            <b className="w-3 flex-none font-medium">{version.number}</b>
            <span className="truncate">{version.text || "No words"}</span>
          </span>
        ),
        detail: version.takeCount === 0 ? "no takes" : plural(version.takeCount, "take"),
        checked: version === current,
        onSelect: () => setOpened(version),
      }),
    ),
    { kind: "separator" },
    ...(previous
      ? ([
          {
            label: current ? `What changed, ${previous.number} to ${current.number}` : `What changed since ${newest.number}`,
            icon: <FileDiff />,
            onSelect: () => setOpened(current ? previous : newest),
          },
          {
            label: `Bring back version ${previous.number}`,
            icon: <History />,
            blocked: disabled ? "reviewers change nothing" : undefined,
            onSelect: () => onReuse(previous),
          },
        ] satisfies MenuEntry[])
      : []),
  ]
  return (
    <>
      <Menu
        label="Prompt versions"
        align="end"
        width={320}
        entries={entries}
        trigger={(menu) => (
          <button type="button" {...menu} className={buttonClass("quiet", "compact", "-mr-2")}>
            {current ? `Version ${current.number}` : `Changed since ${newest.number}`}
            <ChevronDown aria-hidden="true" className="size-3.5!" />
          </button>
        )}
      />
      {opened && (
        <VersionDialog
          version={opened}
          draft={draft}
          disabled={disabled}
          onReuse={() => {
            onReuse(opened)
            setOpened(null)
          }}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  )
}
