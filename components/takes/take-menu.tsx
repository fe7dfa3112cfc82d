import ArrowRightLeft from "lucide-react/icons/arrow-right-left"
import CircleDot from "lucide-react/icons/circle-dot"
import CircleStop from "lucide-react/icons/circle-stop"
import Columns2 from "lucide-react/icons/columns-2"
import Download from "lucide-react/icons/download"
import Film from "lucide-react/icons/film"
import RotateCcw from "lucide-react/icons/rotate-ccw"
import StepForward from "lucide-react/icons/step-forward"
import type { TakeAction } from "@/components/takes/take-actions"
import { maySubmitAgain, submitAgainWords } from "@/components/takes/take-words"
import type { MenuEntry } from "@/components/ui/menu"
import { vendorName } from "@/lib/providers/names"
import { successorsOf } from "@/lib/successors/rules"
import { isActive } from "@/lib/takes/rules"
import type { TakeView } from "@/lib/takes/schema"

/**
 * What may be asked of a take. The labels are a contract (product.md): tests and screen readers rely on them. A reviewer
 * (`mayChange` false) compares and downloads.
 */
export function takeMenuEntries(
  take: TakeView,
  onAction: (action: TakeAction, take: TakeView) => void,
  mayChange: boolean,
): MenuEntry[] {
  const act = (action: TakeAction) => () => onAction(action, take)
  const noClip = take.clip ? undefined : "no clip yet"
  const entries: (MenuEntry | false)[] = [
    mayChange && {
      label: "Continue from last frame",
      icon: <StepForward />,
      shortcut: "E",
      blocked: take.hasLastFrame ? undefined : "no frame yet",
      onSelect: act("continue"),
    },
    mayChange && { label: "Use as source clip", icon: <Film />, blocked: noClip, onSelect: act("source") },
    mayChange &&
      successorsOf(take.modelId).length > 0 && {
        label: "Try the successor",
        icon: <ArrowRightLeft />,
        onSelect: act("successor"),
      },
    { label: "Compare", icon: <Columns2 />, shortcut: "C", blocked: noClip, onSelect: act("compare") },
    mayChange &&
      (take.isPicked
        ? { label: "Unpick", icon: <CircleDot />, shortcut: "P", onSelect: act("unpick") }
        : { label: "Pick", icon: <CircleDot />, shortcut: "P", blocked: noClip, onSelect: act("pick") }),
    {
      label: "Download original",
      icon: <Download />,
      blocked: noClip,
      href: take.clip ? downloadUrl(take) : undefined,
      download: take.clip ? "" : undefined,
    },
    mayChange && maySubmitAgain(take) && { label: submitAgainWords(take), icon: <RotateCcw />, onSelect: act("submit_again") },
    mayChange && { kind: "separator" },
    mayChange &&
      isActive(take.status) && {
        label: "Cancel",
        icon: <CircleStop />,
        blocked: cancelBlocked(take),
        onSelect: act("cancel"),
      },
    mayChange && {
      label: "Delete",
      shortcut: "⌫",
      danger: true,
      blocked: isActive(take.status) ? "cancel it first" : undefined,
      onSelect: act("delete"),
    },
  ]
  return entries.filter((entry) => entry !== false)
}

function cancelBlocked(take: TakeView): string | undefined {
  if (take.cancel === "possible") return undefined
  if (take.cancel === "asked") return "already asked"
  return take.status === "running" || take.status === "queued" ? `${vendorName(take.provider)} cannot` : "too late"
}

/** The original bytes under a name that says what it is. */
function downloadUrl(take: TakeView): string {
  const name = `shot-${take.shotNumber}-take-${take.number}-${take.modelName}`.toLowerCase().replace(/[^a-z0-9.]+/g, "-")
  const extension = take.clip?.mime === "video/webm" ? "webm" : take.clip?.mime === "video/quicktime" ? "mov" : "mp4"
  return `${take.clip?.url}?download=${encodeURIComponent(`${name}.${extension}`)}`
}
