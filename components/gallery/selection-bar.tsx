import CircleDot from "lucide-react/icons/circle-dot"
import Columns2 from "lucide-react/icons/columns-2"
import Download from "lucide-react/icons/download"
import EyeOff from "lucide-react/icons/eye-off"
import RotateCcw from "lucide-react/icons/rotate-ccw"
import Trash2 from "lucide-react/icons/trash-2"
import X from "lucide-react/icons/x"
import type { ReactNode } from "react"
import { Button } from "@/components/ui/button"
import { IconButton } from "@/components/ui/icon-button"
import { plural, secondsWords } from "@/lib/format"
import { dollars } from "@/lib/spend/rules"
import type { TakeView } from "@/lib/takes/schema"

type SelectionBarProps = {
  takes: readonly TakeView[]
  isTrash: boolean
  mayChange: boolean
  onCompare: () => void
  /** A blind session of what is selected. */
  onJudge: () => void
  onPick: () => void
  onDelete: () => void
  onRestore: () => void
  onClear: () => void
}

/** Floats at the foot while something is selected: what is selected, and what can be done with all of it. */
export function SelectionBar({
  takes,
  isTrash,
  mayChange,
  onCompare,
  onJudge,
  onPick,
  onDelete,
  onRestore,
  onClear,
}: SelectionBarProps) {
  const clips = takes.filter(({ clip }) => clip !== null)
  const seconds = clips.reduce((sum, { clip }) => sum + (clip?.durationSeconds ?? 0), 0)
  const charged = takes.reduce((sum, { money }) => sum + (money.state === "charged" ? money.micros : 0), 0)
  const facts = [clips.length > 0 && secondsWords(seconds), charged > 0 && dollars(charged)].filter(Boolean).join(", ")
  const [only] = takes
  return (
    <section
      aria-label="Selection"
      className="arrive absolute bottom-5 left-1/2 z-30 flex h-12 -translate-x-1/2 items-center gap-0.5 whitespace-nowrap rounded-overlay bg-raised pr-2 pl-4 shadow-overlay max-sm:inset-x-0 max-sm:bottom-0 max-sm:left-0 max-sm:h-16 max-sm:translate-x-0 max-sm:rounded-none max-sm:pr-1"
    >
      <span className="font-medium" role="status">
        {takes.length} selected
      </span>
      {facts && <span className="ml-2.5 text-ink-2 max-sm:hidden">{facts}</span>}
      <Rule />
      {isTrash ? (
        <Action label="Restore" shortcut="R" onClick={onRestore} disabled={!mayChange}>
          <RotateCcw aria-hidden="true" />
        </Action>
      ) : (
        <>
          <Action
            label="Compare"
            shortcut="C"
            onClick={onCompare}
            disabled={clips.length < 2 || clips.length > 4}
            tip={
              clips.length > 4 ? "Two to four at a time" : clips.length < 2 ? "Select at least two finished takes" : undefined
            }
          >
            <Columns2 aria-hidden="true" />
          </Action>
          {mayChange && (
            <Action
              label="Judge these"
              onClick={onJudge}
              disabled={clips.length < 2}
              tip={clips.length < 2 ? "Select at least two finished takes" : "Blind, in pairs"}
            >
              <EyeOff aria-hidden="true" />
            </Action>
          )}
          {takes.length === 1 && only?.clip && mayChange && (
            <Action label={only.isPicked ? "Unpick" : "Pick"} shortcut="P" onClick={onPick}>
              <CircleDot aria-hidden="true" />
            </Action>
          )}
          <Action label="Download" onClick={() => downloadAll(clips)} disabled={clips.length === 0}>
            <Download aria-hidden="true" />
          </Action>
          {mayChange && (
            <Action label="Delete" shortcut="⌫" onClick={onDelete}>
              <Trash2 aria-hidden="true" />
            </Action>
          )}
        </>
      )}
      <Rule />
      <IconButton
        label={`Clear the selection of ${plural(takes.length, "take")}`}
        shortcut="Esc"
        size="compact"
        onClick={onClear}
      >
        <X aria-hidden="true" />
      </IconButton>
    </section>
  )
}

type ActionProps = {
  label: string
  shortcut?: string
  tip?: string | undefined
  disabled?: boolean
  onClick: () => void
  children: ReactNode
}

/** Icon, word and key; on a phone the icon alone. */
function Action({ label, shortcut, tip, disabled = false, onClick, children }: ActionProps) {
  return (
    <>
      <span className="contents max-sm:hidden">
        <Button
          variant="quiet"
          size="compact"
          onClick={onClick}
          disabled={disabled}
          data-tip={tip}
          {...(shortcut !== undefined && { shortcut })}
          className="max-sm:hidden disabled:bg-transparent"
        >
          {children}
          {label}
        </Button>
      </span>
      <IconButton
        label={label}
        onClick={onClick}
        disabled={disabled}
        className="sm:hidden max-sm:ml-auto disabled:bg-transparent"
      >
        {children}
      </IconButton>
    </>
  )
}

function Rule() {
  return <span aria-hidden="true" className="mx-2 h-5 w-px flex-none bg-line-strong max-sm:hidden" />
}

/** One file after the other, each under a name that says what it is. */
function downloadAll(takes: readonly TakeView[]) {
  for (const take of takes) {
    const link = document.createElement("a")
    link.href = `${take.clip?.url}?download=${encodeURIComponent(`shot-${take.shotNumber}-take-${take.number}.mp4`)}`
    link.download = ""
    link.click()
  }
}
