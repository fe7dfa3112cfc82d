"use client"

import { type ReactNode, useSyncExternalStore } from "react"
import { Choice, Choices } from "@/components/compare/choice"
import { differenceWords, gains } from "@/components/compare/difference"
import type { Drawn } from "@/components/compare/draw-difference"
import { letters } from "@/components/compare/letters"
import type { Sight } from "@/components/compare/sight"
import type { Pictures } from "@/components/compare/use-pictures"
import { Switch } from "@/components/ui/switch"

type ViewToolsProps = {
  pictures: Pictures
  count: number
  /** The difference of the standing frames; null while none is measured. */
  drawn: Drawn | null
  /** Whether smaller copies of the clips are shown. */
  isProxy: boolean
}

/** What can be set about a view in which takes lie over each other, and what the difference found. */
export function ViewTools({ pictures, count, drawn, isProxy }: ViewToolsProps) {
  const { view, over, setOver } = pictures
  return (
    <section
      aria-label="View settings"
      className="flex min-h-10 flex-none flex-wrap items-center justify-center gap-x-4 gap-y-1 px-4 pb-1 max-sm:px-3"
    >
      {count > 2 && (
        <Choices label="Laid over A">
          {letters.slice(1, count).map((letter, index) => (
            <Choice
              key={letter}
              label={letter}
              tip={`Lay ${letter} over A`}
              tipKey="V"
              isOn={over === index + 1}
              onClick={() => setOver(index + 1)}
            />
          ))}
        </Choices>
      )}
      {view === "wipe" && <WipeTools {...pictures} />}
      {view === "onion" && <Skin sight={pictures.sight} over={letters[over] ?? "B"} />}
      {view === "difference" && <DifferenceTools {...pictures} drawn={drawn} isProxy={isProxy} />}
    </section>
  )
}

function WipeTools({ isTurned, setTurned, follows, setFollows }: Pictures) {
  return (
    <>
      <Choices label="Wipe line stands">
        <Choice label="Upright" tip="Turn the line" tipKey="⇧W" isOn={!isTurned} onClick={() => setTurned(false)} />
        <Choice label="Across" tip="Turn the line" tipKey="⇧W" isOn={isTurned} onClick={() => setTurned(true)} />
      </Choices>
      <Labelled text="Follow the pointer" tipKey="F">
        <Switch checked={follows} onChange={(event) => setFollows(event.target.checked)} />
      </Labelled>
    </>
  )
}

function DifferenceTools({
  gain,
  setGain,
  isHeat,
  setHeat,
  drawn,
  isProxy,
}: Pictures & Pick<ViewToolsProps, "drawn" | "isProxy">) {
  return (
    <>
      <Choices label="Gain">
        {gains.map((each) => (
          <Choice
            key={each}
            label={`${each}×`}
            tip={each === 1 ? "The difference as it is" : `The difference ${each} fold`}
            tipKey="↑ ↓"
            isOn={gain === each}
            onClick={() => setGain(each)}
          />
        ))}
      </Choices>
      <Labelled text="Heat map" tipKey="⇧D">
        <Switch checked={isHeat} onChange={(event) => setHeat(event.target.checked)} />
      </Labelled>
      <p className="min-w-0 text-12 text-ink-2" data-difference-words>
        {drawn ? `${differenceWords(drawn)}${sizeWords(drawn, isProxy)}` : "Reduced while it plays; measured when it stands"}
      </p>
    </>
  )
}

function sizeWords({ grid, isScaled }: Drawn, isProxy: boolean): string {
  const size = `${grid.width} × ${grid.height}`
  return `${isScaled ? `; both scaled to ${size}` : `, at ${size}`}${isProxy ? ". Of the proxies: Original shows the clips themselves" : ""}`
}

function Skin({ sight, over }: { sight: Sight; over: string }) {
  const { skin } = useSyncExternalStore(sight.subscribe, sight.getState, sight.getState)
  const percent = Math.round(skin * 100)
  return (
    <Labelled text={`Opacity of ${over}`} tipKey="↑ ↓">
      <input
        type="range"
        min={0}
        max={100}
        step={1}
        value={percent}
        aria-valuetext={`${percent} %`}
        onChange={(event) => sight.set({ skin: event.target.valueAsNumber / 100 })}
        onKeyDown={(event) => {
          const to = { ArrowLeft: skin - 0.05, ArrowRight: skin + 0.05, Home: 0, End: 1 }[event.key]
          if (to === undefined || event.altKey) return
          event.preventDefault()
          sight.set({ skin: to })
        }}
        className="h-7 w-48 accent-ink touch:h-11"
      />
      <span className="w-10 text-right text-ink">{percent} %</span>
    </Labelled>
  )
}

function Labelled({ text, tipKey, children }: { text: string; tipKey: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child.
    <label className="flex items-center gap-2 text-ink-2 touch:min-h-11" data-tip={text} data-tip-key={tipKey}>
      {text}
      {children}
    </label>
  )
}
