"use client"

import ChevronDown from "lucide-react/icons/chevron-down"
import Pause from "lucide-react/icons/pause"
import Play from "lucide-react/icons/play"
import Repeat from "lucide-react/icons/repeat"
import SkipBack from "lucide-react/icons/skip-back"
import SkipForward from "lucide-react/icons/skip-forward"
import StepBack from "lucide-react/icons/step-back"
import StepForward from "lucide-react/icons/step-forward"
import { SoundMenu } from "@/components/compare/sound-menu"
import type { Hearing } from "@/components/compare/use-hearing"
import { rates } from "@/components/player/clock"
import { timecode } from "@/components/player/frame-table"
import type { Transport } from "@/components/player/transport"
import { useTransportState } from "@/components/player/use-transport"
import { Button } from "@/components/ui/button"
import { IconButton } from "@/components/ui/icon-button"
import { Menu } from "@/components/ui/menu"

type TransportBarProps = {
  transport: Transport | null
  hearing: Hearing
  source: "proxy" | "original"
  /** Whether any take has a proxy, so that there is something to choose. */
  hasProxies: boolean
  onSource: () => void
}

/** Where everything stands, the one set of buttons for all players, loop, speed, proxies or originals, and sound. */
export function TransportBar({ transport, hearing, source, hasProxies, onSource }: TransportBarProps) {
  const { isPlaying, rate, speed, frame, loop } = useTransportState(transport)
  const grid = transport?.grid
  const count = grid?.times.length ?? 0
  const fps = grid?.framesPerSecond ?? 24
  const off = !transport
  return (
    <section
      aria-label="Transport"
      className="sticky bottom-0 z-30 grid h-16 flex-none grid-cols-[1fr_auto_1fr] items-center border-line border-t bg-panel pr-3 pl-4 max-sm:h-auto max-sm:grid-cols-1 max-sm:justify-items-center max-sm:gap-1 max-sm:py-2"
    >
      <div className="flex min-w-0 items-baseline gap-3 whitespace-nowrap text-ink-2">
        <span className="font-medium text-20 text-ink">{timecode(frame, fps)}</span>
        <span className="max-lg:hidden">of {timecode(count, fps)}</span>
        <span className="max-sm:hidden">
          frame {frame} of {count}
        </span>
        <span className="text-ink-3">{Math.round(fps * 100) / 100} fps</span>
      </div>
      <div className="flex items-center gap-1">
        <IconButton label="First frame" shortcut="Home" disabled={off} onClick={() => transport?.seekFrame(0)}>
          <SkipBack aria-hidden="true" />
        </IconButton>
        <IconButton label="Previous frame" shortcut="←" disabled={off} onClick={() => transport?.step(-1)}>
          <StepBack aria-hidden="true" />
        </IconButton>
        <button
          type="button"
          aria-label={isPlaying ? "Pause all" : "Play all"}
          data-tip={isPlaying ? "Pause all" : "Play all"}
          data-tip-key="Space"
          disabled={off}
          onClick={() => transport?.toggle()}
          className="mx-2 grid size-10 place-items-center rounded-full bg-ink text-ground disabled:bg-control disabled:text-ink-3 touch:size-11"
        >
          {isPlaying ? (
            <Pause aria-hidden="true" className="fill-current" />
          ) : (
            <Play aria-hidden="true" className="fill-current" />
          )}
        </button>
        <IconButton label="Next frame" shortcut="→" disabled={off} onClick={() => transport?.step(1)}>
          <StepForward aria-hidden="true" />
        </IconButton>
        <IconButton label="Last frame" shortcut="End" disabled={off} onClick={() => transport?.seekFrame(count - 1)}>
          <SkipForward aria-hidden="true" />
        </IconButton>
      </div>
      <div className="flex items-center gap-1 justify-self-end max-sm:justify-self-center">
        <Button
          variant={loop ? "secondary" : "quiet"}
          size="compact"
          disabled={off || !loop}
          data-tip={loop ? "Loop the whole length" : "I and O set a range"}
          onClick={() => transport?.setLoop(null)}
          className="disabled:bg-transparent"
        >
          <Repeat aria-hidden="true" />
          <span className="sr-only">Loop </span>
          {loop ? `${loop.start.toFixed(1)} to ${loop.end.toFixed(1)} s` : "All"}
        </Button>
        <Menu
          label="Speed"
          align="end"
          width={120}
          entries={rates.map((each) => ({
            kind: "choice",
            label: `${each}×`,
            checked: speed === each,
            onSelect: () => transport?.setSpeed(each),
          }))}
          trigger={(menu) => (
            <Button variant="quiet" size="compact" disabled={off} className="disabled:bg-transparent" {...menu}>
              {rate < 0 ? `−${-rate}` : rate}×
              <ChevronDown aria-hidden="true" className="size-3.5!" />
            </Button>
          )}
        />
        <Button
          variant="quiet"
          size="compact"
          shortcut="Q"
          aria-pressed={source === "original" || !hasProxies}
          disabled={off || !hasProxies}
          data-tip={
            hasProxies ? "Play the originals in place of their small copies" : "No small copies yet: the originals play"
          }
          onClick={onSource}
          className="aria-pressed:bg-selected aria-pressed:text-ink max-lg:[&_[data-key]]:hidden"
        >
          Original
        </Button>
        <SoundMenu {...hearing} />
      </div>
    </section>
  )
}
