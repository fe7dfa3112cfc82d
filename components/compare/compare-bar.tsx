import Columns2 from "lucide-react/icons/columns-2"
import CircleHalf from "lucide-react/icons/contrast"
import EyeOff from "lucide-react/icons/eye-off"
import Link2 from "lucide-react/icons/link-2"
import SquareSplitHorizontal from "lucide-react/icons/square-split-horizontal"
import type { ReactNode } from "react"
import { letters } from "@/components/compare/letters"
import type { Pictures } from "@/components/compare/use-pictures"
import { Button } from "@/components/ui/button"
import { cx } from "@/components/ui/cx"
import { toast, toastFailure } from "@/components/ui/toast"
import { plural } from "@/lib/format"
import type { TakeView } from "@/lib/takes/schema"

type CompareBarProps = {
  takes: readonly TakeView[]
  pictures: Pictures
  isHidden: boolean
  onNames: () => void
  /** What the person should know about how it plays now. */
  note: string | null
}

/** How many takes, how they are laid, and whether names are seen. */
export function CompareBar({ takes, pictures, isHidden, onNames, note }: CompareBarProps) {
  const { view, setView, over, setOver } = pictures
  const versions = [...new Set(takes.map(({ versionNumber }) => versionNumber))].sort((a, b) => a - b)
  return (
    <div className="grid h-11 flex-none grid-cols-[1fr_auto_1fr] items-center gap-2 pr-3 pl-4 max-sm:h-auto max-sm:grid-cols-[1fr_auto] max-sm:py-2 max-sm:pr-1 max-sm:pl-3">
      <div className="flex min-w-0 items-center gap-3 max-sm:hidden">
        <span className="flex-none font-medium">
          {plural(takes.length, "take")}
          {!isHidden && versions.length === 1 && `, version ${versions[0]}`}
        </span>
        <span role="status" className="truncate text-ink-3">
          {note}
        </span>
      </div>
      <div className="flex items-center gap-2">
        <fieldset aria-label="View" className="inline-flex flex-none rounded-control bg-track p-0.5">
          <Choice label="Grid" tip="G" isOn={view === "grid"} onClick={() => setView("grid")}>
            <Columns2 aria-hidden="true" className="size-3.5!" />
          </Choice>
          <Choice label="Wipe" tip="W" isOn={view === "wipe"} onClick={() => setView("wipe")}>
            <SquareSplitHorizontal aria-hidden="true" className="size-3.5!" />
          </Choice>
          <Choice label="Difference" tip="D" isOn={view === "difference"} onClick={() => setView("difference")}>
            <CircleHalf aria-hidden="true" className="size-3.5!" />
          </Choice>
        </fieldset>
        {view !== "grid" && takes.length > 2 && (
          <fieldset aria-label="Laid over A" className="inline-flex flex-none rounded-control bg-track p-0.5">
            {takes.slice(1).map((take, index) => (
              <Choice
                key={take.id}
                label={letters[index + 1] ?? ""}
                isOn={over === index + 1}
                onClick={() => setOver(index + 1)}
              />
            ))}
          </fieldset>
        )}
      </div>
      <div className="flex items-center gap-1 justify-self-end">
        <Button
          variant="quiet"
          size="compact"
          shortcut="H"
          aria-pressed={isHidden}
          onClick={onNames}
          className={cx(isHidden && "bg-selected text-ink", "max-sm:[&_kbd]:hidden")}
        >
          <EyeOff aria-hidden="true" />
          Hide names
        </Button>
        <Button variant="quiet" size="compact" onClick={() => void copyLink()} className="max-sm:hidden">
          <Link2 aria-hidden="true" />
          Copy link
        </Button>
      </div>
    </div>
  )
}

type ChoiceProps = { label: string; tip?: string; isOn: boolean; onClick: () => void; children?: ReactNode }

function Choice({ label, tip, isOn, onClick, children }: ChoiceProps) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      data-tip={tip && label}
      data-tip-key={tip}
      onClick={onClick}
      className="inline-flex h-6 items-center gap-1.5 whitespace-nowrap rounded-[4px] px-2 font-medium text-ink-2 aria-pressed:bg-selected aria-pressed:text-ink aria-pressed:shadow-segment touch:h-10"
    >
      {children}
      {label}
    </button>
  )
}

async function copyLink() {
  try {
    await navigator.clipboard.writeText(window.location.href)
    toast({ title: "The link is copied", text: "It opens these takes at this frame." })
  } catch {
    toastFailure("Not copied", "This browser does not let the page copy. The address bar holds the same link.")
  }
}
