"use client"

import ChevronDown from "lucide-react/icons/chevron-down"
import { parseAsArrayOf, parseAsBoolean, parseAsStringLiteral, useQueryStates } from "nuqs"
import { type CurveName, curveFacts, curveNames } from "@/components/measures/curves"
import { Button } from "@/components/ui/button"
import { Checkbox } from "@/components/ui/checkbox"
import { Popover } from "@/components/ui/popover"

/** Which curves stand below the takes, and whether what was found is marked: in the address, as the rest. */
export function useCurves() {
  return useQueryStates(
    {
      curves: parseAsArrayOf(parseAsStringLiteral(curveNames)).withDefault(["motion", "pictureDrift"]),
      marks: parseAsBoolean.withDefault(true),
    },
    { history: "replace", scroll: false, shallow: true },
  )
}

/** The small menu of what is drawn below the takes. */
export function CurvesMenu() {
  const [{ curves, marks }, set] = useCurves()
  const toggle = (name: CurveName) =>
    void set({ curves: curveNames.filter((each) => (each === name ? !curves.includes(each) : curves.includes(each))) })
  return (
    <Popover
      label="Curves"
      className="w-72"
      trigger={(panel) => (
        <Button
          variant="quiet"
          size="compact"
          className="-ml-2 justify-self-start touch:self-start max-sm:-ml-3"
          data-tip="Curves and marks"
          {...panel}
        >
          <span className="max-sm:sr-only">Curves</span>
          <ChevronDown aria-hidden="true" className="size-3.5!" />
        </Button>
      )}
    >
      <fieldset className="flex flex-col">
        <legend className="mb-1 px-1 text-12 text-ink-3">Below the takes</legend>
        {curveNames.map((name) => (
          <Row key={name} {...curveFacts[name]} isOn={curves.includes(name)} onToggle={() => toggle(name)} />
        ))}
        <hr className="my-1 border-line border-t" />
        <Row
          label="Marks"
          meaning="Cuts, frozen, black, blurred, blocky, silent and clipped spans"
          isOn={marks}
          onToggle={() => void set({ marks: !marks })}
        />
      </fieldset>
    </Popover>
  )
}

function Row({ label, meaning, isOn, onToggle }: { label: string; meaning: string; isOn: boolean; onToggle: () => void }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox is within.
    <label className="flex min-h-8 items-start gap-3 px-1 py-1.5 touch:min-h-11">
      <Checkbox checked={isOn} onChange={onToggle} className="mt-0.5" />
      <span className="min-w-0">
        {label}
        <span className="block text-12 text-ink-3">{meaning}</span>
      </span>
    </label>
  )
}
