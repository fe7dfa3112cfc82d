"use client"

import { type RefObject, useState } from "react"
import { DifferenceView } from "@/components/compare/difference-view"
import type { Drawn } from "@/components/compare/draw-difference"
import { PlayerTile } from "@/components/compare/player-tile"
import { Slip } from "@/components/compare/slip"
import type { Pictures } from "@/components/compare/use-pictures"
import { useSight } from "@/components/compare/use-sight"
import { ViewTools } from "@/components/compare/view-tools"
import { WipeHandle } from "@/components/compare/wipe-handle"
import { useMeasures } from "@/components/measures/use-measures"
import type { Transport } from "@/components/player/transport"
import { cx } from "@/components/ui/cx"
import type { TakeView } from "@/lib/takes/schema"

export type StageProps = {
  /** Whose takes they are: its name in addresses. */
  team: string
  /** Holds the players, in the order of the takes; the transport fills them. */
  stage: RefObject<HTMLDivElement | null>
  transport: Transport | null
  takes: readonly TakeView[]
  pictures: Pictures
  isHidden: boolean
  /** The take that was pointed at last: P is meant for it. */
  currentId: string | undefined
  mayPick: boolean
  onPick: (take: TakeView) => void
  onRemove: (take: TakeView) => void
  onCurrent: (take: TakeView) => void
}

/** The players side by side, or laid over each other, as wide and high as the room left over allows. */
export function Stage({
  team,
  stage,
  transport,
  takes,
  pictures,
  isHidden,
  currentId,
  mayPick,
  onPick,
  onRemove,
  onCurrent,
}: StageProps) {
  const { view, over, isTurned, sight } = pictures
  const [drawn, setDrawn] = useState<Drawn | null>(null)
  const { width = 16, height = 9 } = takes[0]?.clip ?? {}
  // In windows, which are wide, three stand larger in one row than in two; so do four that are upright.
  const columns = takes.length === 4 && width >= height ? 2 : takes.length
  const isGrid = view === "grid"
  const measured = useMeasures(team, takes)
  useSight(stage, pictures, width)
  const laidWidths = [takes[0]?.clip?.width, takes[over]?.clip?.width]
  return (
    <>
      {!isGrid && (
        <ViewTools
          pictures={pictures}
          count={takes.length}
          drawn={drawn}
          isProxy={drawn !== null && laidWidths.every((original) => original !== undefined && drawn.grid.width < original)}
        />
      )}
      <div
        style={
          {
            "--columns": columns,
            "--rows": Math.ceil(takes.length / columns),
            "--gaps": `${(columns - 1) * 16}px`,
            "--ratio": width / height,
          } as React.CSSProperties
        }
        className={cx(
          "shrink grow-1000 basis-0 px-4 [--caption:40px] [--foot:var(--caption)] [container-type:size] touch:[--caption:48px] max-sm:[--foot:calc(2*var(--caption))] max-sm:flex-none max-sm:basis-auto max-sm:px-0 max-sm:[container-type:inline-size]",
          isGrid
            ? "max-h-[calc(var(--rows)*((100vw-32px-var(--gaps))/var(--columns)/var(--ratio)+56px))] min-h-[calc(var(--rows)*216px)] max-sm:max-h-none max-sm:min-h-0"
            : "max-h-[calc((100vw-32px)/var(--ratio)+var(--foot))] min-h-75 max-sm:max-h-none max-sm:min-h-0",
        )}
      >
        <div
          ref={stage}
          className={cx(
            "[&_:is(canvas,video)]:origin-top-left [&_:is(canvas,video)]:[image-rendering:var(--rendering)] [&_:is(canvas,video)]:[transform:translate(var(--pan-x),var(--pan-y))_scale(var(--zoom))]",
            isGrid
              ? "grid grid-cols-[repeat(var(--columns),auto)] content-start justify-center gap-x-4 gap-y-2 max-sm:grid-cols-1 max-sm:justify-stretch"
              : "relative isolate mx-auto h-[calc(var(--width)/var(--ratio)+var(--foot))] w-(--width) select-none [--width:min(100cqw,(100cqh-var(--foot))*var(--ratio))] max-sm:[--width:100cqw]",
          )}
        >
          {takes.map((take, index) => (
            <PlayerTile
              key={take.id}
              take={take}
              index={index}
              view={view}
              layer={index === 0 ? "under" : index === over ? "over" : null}
              isTurned={isTurned}
              measured={measured[index]}
              isHidden={isHidden}
              slip={<Slip transport={transport} index={index} />}
              isCurrent={take.id === currentId}
              mayPick={mayPick}
              onPick={() => onPick(take)}
              onRemove={takes.length > 2 ? () => onRemove(take) : undefined}
              onCurrent={() => onCurrent(take)}
            />
          ))}
          {view === "difference" && (
            <DifferenceView
              key={`${takes[0]?.id} ${takes[over]?.id}`}
              {...{ stage, transport, over, onDrawn: setDrawn }}
              gain={pictures.gain}
              isHeat={pictures.isHeat}
            />
          )}
          {view === "wipe" && <WipeHandle sight={sight} isTurned={isTurned} over={over} />}
        </div>
      </div>
    </>
  )
}
