import { Filmstrip } from "@/components/compare/filmstrip"
import { Letter, letters } from "@/components/compare/letters"
import { Slip } from "@/components/compare/slip"
import { MarkRows } from "@/components/measures/mark-rows"
import type { Transport } from "@/components/player/transport"
import type { ClipMeasures } from "@/lib/media/measure/schema"
import type { TakeView } from "@/lib/takes/schema"

export type LaneProps = {
  take: TakeView
  index: number
  isHidden: boolean
  transport: Transport | null
  /** Seconds of the common time base, and of it where the take's first frame begins. */
  totalSeconds: number
  startSeconds: number
  /** What is marked on it; null where nothing is to be. */
  marked: ClipMeasures | null
  /** Called when it is pointed at: keys for one take are meant for it then. */
  onCurrent: () => void
}

/** The columns of the ruler and of every lane: what it is, the time, the values at the playhead. */
export const laneColumns =
  "grid grid-cols-[104px_minmax(0,1fr)_104px] items-center max-lg:grid-cols-[88px_minmax(0,1fr)_16px] max-sm:grid-cols-[44px_minmax(0,1fr)_10px]"

/** One take along the time base. */
export function Lane({ take, index, isHidden, transport, totalSeconds, startSeconds, marked, onCurrent }: LaneProps) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing at a lane only tells which take a key is meant for.
    <div className={`${laneColumns} items-start! pt-1`} onPointerEnter={onCurrent} onFocus={onCurrent}>
      <span className="flex h-9 min-w-0 items-center gap-2 pr-2 text-12 text-ink-2">
        <Letter index={index} />
        {!isHidden && <span className="truncate max-sm:hidden">{take.modelName}</span>}
      </span>
      <div>
        <div style={{ paddingLeft: `${(startSeconds / totalSeconds) * 100}%` }}>
          <Filmstrip take={take} totalSeconds={totalSeconds - startSeconds} />
        </div>
        {marked && (
          <MarkRows letter={letters[index] ?? "?"} measures={marked} startSeconds={startSeconds} totalSeconds={totalSeconds} />
        )}
      </div>
      <span className="flex h-9 items-center justify-end max-lg:hidden">
        <Slip transport={transport} index={index} />
      </span>
    </div>
  )
}
