import Camera from "lucide-react/icons/camera"
import Columns2 from "lucide-react/icons/columns-2"
import CircleHalf from "lucide-react/icons/contrast"
import EyeOff from "lucide-react/icons/eye-off"
import Layers2 from "lucide-react/icons/layers-2"
import Link2 from "lucide-react/icons/link-2"
import SquareSplitHorizontal from "lucide-react/icons/square-split-horizontal"
import type { RefObject } from "react"
import { CommentsButton } from "@/components/comments/comments-button"
import { Choice, Choices } from "@/components/compare/choice"
import { DecideButton } from "@/components/compare/decide-button"
import type { Pictures } from "@/components/compare/use-pictures"
import { ZoomButtons } from "@/components/compare/zoom-buttons"
import { Button } from "@/components/ui/button"
import { IconButton } from "@/components/ui/icon-button"
import { toast, toastFailure } from "@/components/ui/toast"
import { plural } from "@/lib/format"
import type { TakeView } from "@/lib/takes/schema"

type CompareBarProps = {
  team: string
  stage: RefObject<HTMLElement | null>
  takes: readonly TakeView[]
  pictures: Pictures
  isHidden: boolean
  onNames: () => void
  /** Saves the frames that are shown as one picture. */
  onSave: () => void
  /** What the person should know about how it plays now. */
  note: string | null
}

const views = [
  { view: "grid", label: "Grid", key: "G", Icon: Columns2 },
  { view: "wipe", label: "Wipe", key: "W", Icon: SquareSplitHorizontal },
  { view: "difference", label: "Difference", key: "D", Icon: CircleHalf },
  { view: "onion", label: "Onion skin", key: "S", Icon: Layers2 },
] as const

/** How many takes, how they are laid, how large they are shown, and whether names are seen. */
export function CompareBar({ team, stage, takes, pictures, isHidden, onNames, onSave, note }: CompareBarProps) {
  const versions = [...new Set(takes.map(({ versionNumber }) => versionNumber))].sort((a, b) => a - b)
  return (
    <div className="grid min-h-11 flex-none grid-cols-[1fr_auto_1fr] items-center gap-2 pr-3 pl-4 max-sm:grid-cols-1 max-sm:gap-1 max-sm:px-3 max-sm:py-2">
      <div className="flex min-w-0 items-center gap-3 max-sm:hidden">
        <span className="flex-none font-medium max-lg:hidden">
          {plural(takes.length, "take")}
          {!isHidden && versions.length === 1 && `, version ${versions[0]}`}
        </span>
        <span role="status" className="truncate text-ink-3">
          {note}
        </span>
      </div>
      <Choices label="View" className="max-sm:flex max-sm:*:flex-1">
        {views.map(({ view, label, key, Icon }) => (
          <Choice
            key={view}
            label={label}
            tip={label}
            tipKey={key}
            isOn={pictures.view === view}
            onClick={() => pictures.setView(view)}
            className="max-sm:px-1"
          >
            <Icon aria-hidden="true" className="size-3.5! max-xl:hidden" />
          </Choice>
        ))}
      </Choices>
      <div className="flex items-center justify-self-end sm:gap-0.5 max-sm:w-full max-sm:justify-between">
        <ZoomButtons stage={stage} pictures={pictures} width={takes[0]?.clip?.width ?? 16} />
        <Button
          variant="quiet"
          size="compact"
          shortcut="H"
          aria-pressed={isHidden}
          data-tip="Hide names"
          data-tip-key="H"
          onClick={onNames}
          className="ml-1 aria-pressed:bg-selected aria-pressed:text-ink max-xl:[&_[data-key]]:hidden max-sm:ml-0"
        >
          <EyeOff aria-hidden="true" />
          <span className="max-lg:sr-only">Hide names</span>
        </Button>
        <CommentsButton team={team} takes={takes} />
        <DecideButton />
        <IconButton label="Save frames as PNG" shortcut="⇧S" size="compact" onClick={onSave}>
          <Camera aria-hidden="true" />
        </IconButton>
        <IconButton label="Copy link" size="compact" onClick={() => void copyLink()}>
          <Link2 aria-hidden="true" />
        </IconButton>
      </div>
    </div>
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
