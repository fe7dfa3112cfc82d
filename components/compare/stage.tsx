import type { RefObject } from "react"
import { PlayerTile } from "@/components/compare/player-tile"
import type { Pictures } from "@/components/compare/use-pictures"
import { WipeHandle } from "@/components/compare/wipe-handle"
import type { Transport } from "@/components/player/transport"
import type { TakeView } from "@/lib/takes/schema"

export type StageProps = {
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

/** The players side by side, or laid over each other. */
export function Stage({
  stage,
  takes,
  pictures: { view, over, wipe, setWipe },
  isHidden,
  currentId,
  mayPick,
  onPick,
  onRemove,
  onCurrent,
}: StageProps) {
  const rows = takes.length > 2 ? 2 : 1
  const ratio = (takes[0]?.clip?.width ?? 16) / (takes[0]?.clip?.height ?? 9)
  return (
    <div
      ref={stage}
      style={{ "--rows": rows, "--ratio": ratio, "--wipe": `${wipe}%` } as React.CSSProperties}
      className={
        view === "grid"
          ? "grid max-h-[calc(var(--rows)*((100vw-48px)/2/var(--ratio)+56px))] min-h-0 shrink grow-1000 basis-0 grid-cols-[auto_auto] content-start justify-center gap-x-4 gap-y-2 px-4 [container-type:size] max-sm:max-h-none max-sm:flex-none max-sm:grid-cols-1 max-sm:justify-stretch max-sm:px-0 max-sm:[container-type:normal]"
          : "relative isolate mx-auto h-[calc(var(--width)/var(--ratio)+40px)] w-(--width) flex-none [--width:min(100vw-32px,max(280px,(100dvh-330px)*var(--ratio)))] max-sm:[--width:100vw]"
      }
    >
      {takes.map((take, index) => (
        <PlayerTile
          key={take.id}
          take={take}
          index={index}
          view={view}
          layer={index === 0 ? "under" : index === over ? "over" : null}
          isHidden={isHidden}
          isCurrent={take.id === currentId}
          mayPick={mayPick}
          onPick={() => onPick(take)}
          onRemove={takes.length > 2 ? () => onRemove(take) : undefined}
          onCurrent={() => onCurrent(take)}
        />
      ))}
      {view === "difference" && (
        <div aria-hidden="true" className="pointer-events-none absolute inset-x-0 top-0 bottom-10 backdrop-brightness-400" />
      )}
      {view === "wipe" && <WipeHandle value={wipe} onChange={setWipe} />}
    </div>
  )
}
