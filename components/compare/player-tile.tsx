import X from "lucide-react/icons/x"
import type { ReactNode } from "react"
import { Letter, letters } from "@/components/compare/letters"
import type { View } from "@/components/compare/use-comparison-state"
import { MeasuredPanel } from "@/components/measures/measured-panel"
import type { Measured } from "@/components/measures/use-measures"
import { Button } from "@/components/ui/button"
import { cx } from "@/components/ui/cx"
import { IconButton } from "@/components/ui/icon-button"
import type { TakeView } from "@/lib/takes/schema"

export type PlayerTileProps = {
  take: TakeView
  index: number
  view: View
  /** Laid over each other: which of the two layers this is, null when it is neither. */
  layer: "under" | "over" | null
  /** Whether the wipe's line lies across. */
  isTurned: boolean
  measured: Measured | undefined
  isHidden: boolean
  isCurrent: boolean
  mayPick: boolean
  /** The buttons that slip it against the others; in wide windows they stand on its lane. */
  slip: ReactNode
  onPick: () => void
  onRemove: (() => void) | undefined
  onCurrent: () => void
}

/** One player: its picture, which the transport fills, and what it is. The group's name is a contract (product.md). */
export function PlayerTile({
  take,
  index,
  view,
  layer,
  isTurned,
  measured,
  isHidden,
  isCurrent,
  mayPick,
  slip,
  onPick,
  onRemove,
  onCurrent,
}: PlayerTileProps) {
  const letter = letters[index] ?? "?"
  const name = isHidden ? letter : `Take ${take.number}, ${take.modelName}`
  const isLayered = view !== "grid"
  const { width = 16, height = 9 } = take.clip ?? {}
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing at a player only tells which one P is meant for.
    <div
      className={
        isLayered
          ? "contents"
          : // An upright picture may be narrower than its caption.
            "w-[max(200px,var(--picture))] min-w-0 [--picture:min(calc((100cqw-var(--gaps))/var(--columns)),calc((100cqh/var(--rows)-56px)*var(--ratio)))] max-sm:w-full"
      }
      style={isLayered ? undefined : ({ "--ratio": width / height } as React.CSSProperties)}
      onPointerEnter={onCurrent}
      onFocus={onCurrent}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset lays out its content in ways of its own. */}
      <div
        role="group"
        aria-label={name}
        data-player
        className={cx(
          "touch-pan-y overflow-hidden in-data-zoomed:cursor-grab in-data-zoomed:touch-none in-data-zoomed:active:cursor-grabbing",
          "[&>*]:absolute [&>*]:inset-0 [&>*]:size-full [&>*]:object-contain",
          isLayered
            ? "absolute inset-x-0 top-0 bottom-(--foot)"
            : "relative mx-auto aspect-(--ratio) w-(--picture) bg-well max-sm:w-full",
          view === "wipe" && isTurned && "touch-none",
          layer === "over" &&
            view === "wipe" &&
            (isTurned ? "[clip-path:inset(var(--line-at)_0_0_0)]" : "[clip-path:inset(0_0_0_var(--line-at))]"),
          layer === "over" && view === "onion" && "opacity-(--skin)",
          isLayered && layer === null && "invisible",
        )}
      />
      <div
        className={cx(
          "@container flex h-(--caption) min-w-0 items-center gap-2 max-sm:gap-1 max-sm:px-3",
          isLayered
            ? cx(
                "absolute w-[calc(50%-8px)] max-sm:w-full",
                layer === "over" ? "right-0 bottom-0" : "bottom-[calc(var(--foot)-var(--caption))] left-0",
              )
            : "w-full",
          isLayered && layer === null && "hidden",
        )}
      >
        <Letter index={index} />
        {!isHidden && (
          <span className="flex min-w-0 gap-2 @max-[320px]:flex-col @max-[320px]:gap-0 max-sm:ml-1 max-sm:flex-col max-sm:gap-0">
            <span className="truncate font-medium">{take.modelName}</span>
            <span className="flex-none whitespace-nowrap text-ink-2 @max-[320px]:text-12 max-sm:text-12">
              Take {take.number}
            </span>
          </span>
        )}
        {take.clip && (
          <span className="hidden truncate text-ink-3 @min-[440px]:inline">
            {take.clip.width} × {take.clip.height}, {Math.round(take.clip.fps * 100) / 100} fps
          </span>
        )}
        <span className="flex-1" />
        {measured && <MeasuredPanel name={isHidden ? letter : `take ${take.number}`} measured={measured} />}
        <span className="lg:hidden">{slip}</span>
        {take.isPicked && !isHidden ? (
          <span className="flex flex-none items-center gap-2 text-ink-2">
            <span className="h-5 min-w-5 rounded-full bg-accent px-1 text-center font-semibold text-11 text-on-accent leading-5!">
              {take.number}
            </span>
            <span className="max-sm:sr-only">Picked</span>
          </span>
        ) : (
          mayPick && (
            <Button
              size="compact"
              onClick={onPick}
              {...(isCurrent && { shortcut: "P" })}
              className="@max-[320px]:[&_[data-key]]:hidden max-sm:[&_[data-key]]:hidden"
            >
              Pick<span className="sr-only"> {isHidden ? letter : `take ${take.number}`}</span>
            </Button>
          )
        )}
        {onRemove && (
          <IconButton label={`Leave ${letter} out`} size="compact" onClick={onRemove}>
            <X aria-hidden="true" />
          </IconButton>
        )}
      </div>
    </div>
  )
}
