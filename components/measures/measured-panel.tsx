"use client"

import Gauge from "lucide-react/icons/gauge"
import { factsOf } from "@/components/measures/facts"
import type { Measured } from "@/components/measures/use-measures"
import { Button } from "@/components/ui/button"
import { cx } from "@/components/ui/cx"
import { Popover } from "@/components/ui/popover"

/** Opens what was measured of one take; only an icon where its container is narrow. `name` is what the take is called on this screen; nothing else here tells it. */
export function MeasuredPanel({ name, measured }: { name: string; measured: Measured }) {
  return (
    <Popover
      label={`Measured, ${name}`}
      align="end"
      className="max-h-[min(512px,calc(100dvh-32px))] w-88 overflow-y-auto"
      trigger={(panel) => (
        <Button variant="quiet" size="compact" aria-label={`Measured, ${name}`} data-tip="What was measured" {...panel}>
          <Gauge aria-hidden="true" />
          <span className="hidden @min-[560px]:inline">Measured</span>
        </Button>
      )}
    >
      {(close) => (
        <>
          <div className="mb-2 flex items-center justify-between gap-2">
            <h2 className="font-semibold">Measured, {name}</h2>
            <Button variant="quiet" size="compact" onClick={close}>
              Close
            </Button>
          </div>
          {measured.measures ? (
            <Facts measures={measured.measures} />
          ) : (
            <p className="text-ink-2">
              {measured.why === null ? "The measures are being read." : `Not measured. ${measured.why}`}
            </p>
          )}
          <p className="mt-3 border-line border-t pt-2 text-12 text-ink-2">
            Whether it looks good, and whether people and things stay who and what they are, no measure here can tell: that is
            left to ballots.
          </p>
        </>
      )}
    </Popover>
  )
}

function Facts({ measures }: { measures: NonNullable<Measured["measures"]> }) {
  const { tool } = measures
  return (
    <>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5">
        {factsOf(measures).map(({ label, value, note, isMeasured }) => (
          <div key={label} className="contents">
            <dt className="text-ink-2">{label}</dt>
            <dd className={cx("m-0 min-w-0", !isMeasured && "text-ink-3")}>
              {value}
              {note && <span className="block text-12 text-ink-3">{note}</span>}
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-2 text-12 text-ink-3">
        Measures {tool.version}, on {tool.picture.width} × {tool.picture.height}
      </p>
    </>
  )
}
