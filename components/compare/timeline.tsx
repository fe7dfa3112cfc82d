import { Lane, laneColumns } from "@/components/compare/lane"
import { Playhead } from "@/components/compare/playhead"
import { Ruler } from "@/components/compare/ruler"
import type { Transport } from "@/components/player/transport"
import { useLineup } from "@/components/player/use-transport"
import type { TakeView } from "@/lib/takes/schema"

type TimelineProps = { transport: Transport | null; takes: readonly TakeView[]; isHidden: boolean }

/** The ruler, which is the Position slider, and each take's lane below it; one playhead through all. */
export function Timeline({ transport, takes, isHidden }: TimelineProps) {
  const lineup = useLineup(transport)
  const totalSeconds = lineup?.grid.durationSeconds ?? Math.max(1, ...takes.map(({ clip }) => clip?.durationSeconds ?? 0))
  return (
    <div className="relative mx-4 flex-none pb-2 max-sm:mx-3">
      <div className={laneColumns}>
        <span />
        <Ruler transport={transport} totalSeconds={totalSeconds} />
        <span />
      </div>
      {takes.map((take, index) => (
        <Lane key={take.id} {...{ take, index, isHidden, transport, totalSeconds }} startSeconds={lineup?.starts[index] ?? 0} />
      ))}
      <div className={`${laneColumns} pointer-events-none absolute inset-0 items-stretch!`}>
        <span />
        <Playhead transport={transport} />
        <span />
      </div>
    </div>
  )
}
