import ChevronsLeftRight from "lucide-react/icons/chevrons-left-right"

/** The line between A and the take laid over it; drag anywhere on the picture, or use the arrow keys. */
export function WipeHandle({ value, onChange }: { value: number; onChange: (value: number) => void }) {
  return (
    <div className="absolute inset-x-0 top-0 bottom-10 has-focus-visible:outline-2 has-focus-visible:outline-cue has-focus-visible:outline-offset-2">
      <span
        aria-hidden="true"
        className="pointer-events-none absolute inset-y-0 w-px bg-on-plate shadow-[0_0_0_0.5px_oklch(0_0_0/0.5)]"
        style={{ left: `${value}%` }}
      >
        <span className="absolute top-1/2 -mt-4 -ml-4 grid size-8 place-items-center rounded-full bg-[oklch(0.96_0_0)] text-[oklch(0.16_0_0)]">
          <ChevronsLeftRight />
        </span>
      </span>
      <input
        type="range"
        aria-label="Wipe line"
        aria-valuetext={`${Math.round(value)} %`}
        min={0}
        max={100}
        step={0.1}
        value={value}
        onChange={(event) => onChange(event.target.valueAsNumber)}
        onKeyDown={(event) => {
          const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
          if (step === undefined) return
          event.preventDefault()
          onChange(Math.max(0, Math.min(100, value + step)))
        }}
        className="absolute inset-0 m-0 size-full cursor-ew-resize appearance-none bg-transparent outline-none [&::-moz-range-thumb]:opacity-0 [&::-webkit-slider-thumb]:h-8 [&::-webkit-slider-thumb]:w-px [&::-webkit-slider-thumb]:appearance-none [&::-webkit-slider-thumb]:opacity-0"
      />
    </div>
  )
}
