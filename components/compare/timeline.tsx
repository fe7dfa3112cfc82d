import { CommentMarks } from "@/components/comments/comment-marks"
import { Lane, laneColumns } from "@/components/compare/lane"
import { Playhead } from "@/components/compare/playhead"
import { Ruler } from "@/components/compare/ruler"
import { CurveLanes } from "@/components/measures/curve-lanes"
import { CurvesMenu, useCurves } from "@/components/measures/curves-menu"
import { useMeasures } from "@/components/measures/use-measures"
import type { Transport } from "@/components/player/transport"
import { useLineup } from "@/components/player/use-transport"
import type { TakeView } from "@/lib/takes/schema"

type TimelineProps = {
  team: string
  transport: Transport | null
  takes: readonly TakeView[]
  isHidden: boolean
  onCurrent: (take: TakeView) => void
}

/** The ruler, which is the Position slider, and each take's lane below it, then the curves of what was measured; one playhead through all. */
export function Timeline({ team, transport, takes, isHidden, onCurrent }: TimelineProps) {
  const lineup = useLineup(transport)
  const measured = useMeasures(team, takes)
  const [{ marks }] = useCurves()
  const totalSeconds = lineup?.grid.durationSeconds ?? Math.max(1, ...takes.map(({ clip }) => clip?.durationSeconds ?? 0))
  return (
    <div className="relative mx-4 flex-none pb-2 max-sm:mx-3">
      <div className={laneColumns}>
        <CurvesMenu />
        <Ruler transport={transport} totalSeconds={totalSeconds} />
        <span />
      </div>
      {takes.map((take, index) => (
        <Lane
          key={take.id}
          {...{ take, index, isHidden, transport, totalSeconds }}
          startSeconds={lineup?.starts[index] ?? 0}
          marked={(marks && measured[index]?.measures) || null}
          onCurrent={() => onCurrent(take)}
        />
      ))}
      <CurveLanes
        transport={transport}
        totalSeconds={totalSeconds}
        takes={takes.flatMap(({ clip }, index) => {
          const own = measured[index]
          const startSeconds = lineup?.starts[index] ?? 0
          return own ? { measured: own, startSeconds, durationSeconds: clip?.durationSeconds ?? totalSeconds } : []
        })}
      />
      <div className={`${laneColumns} pointer-events-none absolute inset-0 items-stretch!`}>
        <span />
        <div className="relative grid">
          <CommentMarks {...{ team, transport, takes }} />
          <Playhead transport={transport} />
        </div>
        <span />
      </div>
    </div>
  )
}
