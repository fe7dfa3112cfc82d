"use client"

import ChevronLeft from "lucide-react/icons/chevron-left"
import ChevronRight from "lucide-react/icons/chevron-right"
import { letters } from "@/components/compare/letters"
import type { Transport } from "@/components/player/transport"
import { useLineup } from "@/components/player/use-transport"
import { Button } from "@/components/ui/button"
import { IconButton } from "@/components/ui/icon-button"

/** Slips one take against the others by frames of its own; what stands between the buttons takes it back. */
export function Slip({ transport, index }: { transport: Transport | null; index: number }) {
  const offset = useLineup(transport)?.offsets[index] ?? 0
  const letter = letters[index] ?? ""
  return (
    <span className="flex flex-none items-center">
      <IconButton
        label={`Slip ${letter} a frame earlier`}
        shortcut=","
        size="compact"
        disabled={!transport}
        className="disabled:bg-transparent"
        onClick={(event) => transport?.slip(index, event.shiftKey ? -10 : -1)}
      >
        <ChevronLeft aria-hidden="true" />
      </IconButton>
      {offset !== 0 && (
        <Button
          variant="quiet"
          size="compact"
          aria-label={`${letter} is slipped by ${slipWords(offset)}; take it back`}
          data-tip="Take the slip back"
          className="px-1 text-ink"
          onClick={() => transport?.setOffset(index, 0)}
        >
          {slipWords(offset)}
        </Button>
      )}
      <IconButton
        label={`Slip ${letter} a frame later`}
        shortcut="."
        size="compact"
        disabled={!transport}
        className="disabled:bg-transparent"
        onClick={(event) => transport?.slip(index, event.shiftKey ? 10 : 1)}
      >
        <ChevronRight aria-hidden="true" />
      </IconButton>
    </span>
  )
}

/** "+3 f", "−12 f" */
function slipWords(frames: number): string {
  return `${frames > 0 ? "+" : "−"}${Math.abs(frames)} f`
}
