import Link from "next/link"
import { RunAgain } from "@/components/drills/report/run-again"
import { progressWords } from "@/components/drills/report/words"
import { cameraName } from "@/components/prompt/camera-words"
import { Moment } from "@/components/settings/moment"
import { Button, buttonClass } from "@/components/ui/button"
import { maxSessionTakes } from "@/lib/arena/schema"
import type { DrillReport } from "@/lib/drills/report"
import { type DrillState, halves } from "@/lib/drills/schema"
import { plural } from "@/lib/format"

/** What was asked, of whom, and how far it is; and what to do next. */
export function ReportHead({ state, report }: { state: DrillState; report: DrillReport }) {
  const { name, project, team, text, negativePrompt, settings, firstFrame, authorName, createdAt, modelIds } = state
  const finished = report.models.flatMap((model) => halves.flatMap((half) => model[half].finished.map(({ id }) => id)))
  // Blind, models are held against each other: one alone makes no pair.
  const hasPair = halves.some((half) => report.models.filter((model) => model[half].finished.length > 0).length > 1)
  const facts = [
    `${settings.durationSeconds} s`,
    settings.resolution,
    settings.aspectRatio,
    settings.sound && "with sound",
    plural(modelIds.length, "model"),
  ]
  return (
    <header className="pt-5 pb-6">
      <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
        <div className="min-w-60 flex-1">
          <h1 className="font-semibold text-20 tracking-[-0.01em]">{name}</h1>
          <p className="text-ink-2">
            A drill in{" "}
            <Link href={`/${team}/${project.slug}`} className="underline hover:text-ink print:no-underline">
              {project.name}
            </Link>
            , by {authorName}, <Moment iso={createdAt} />
          </p>
        </div>
        <div className="flex flex-wrap gap-2 print:hidden">
          <Button variant="quiet" onClick={() => window.print()}>
            Print
          </Button>
          {state.mayRun && <RunAgain state={state} />}
          {state.mayRun && hasPair && (
            <Link
              href={`/${team}/arena/new?takes=${finished.slice(-maxSessionTakes).join(",")}`}
              className={buttonClass("primary")}
            >
              Judge these blind
            </Link>
          )}
        </div>
      </div>
      <div className="mt-4 grid gap-x-6 gap-y-3 sm:grid-cols-[minmax(0,1fr)_auto]">
        <div className="max-w-160">
          <p className="whitespace-pre-wrap text-14">{text}</p>
          {negativePrompt && <p className="mt-1 text-ink-2">Not: {negativePrompt}</p>}
          <p className="mt-2 text-12 text-ink-3">
            Camera: {cameraName(settings.camera).toLowerCase()}. {facts.filter(Boolean).join(", ")}
          </p>
          <p role="status" className="mt-3 font-medium">
            {progressWords(report)}
          </p>
        </div>
        {firstFrame && (
          <figure className="w-60">
            <img
              src={firstFrame.url}
              alt="The first frame"
              className="w-full rounded-picture bg-well"
              style={{ aspectRatio: `${firstFrame.width} / ${firstFrame.height}` }}
            />
            <figcaption className="mt-1.5 text-12 text-ink-3">The first frame of the second half</figcaption>
          </figure>
        )}
      </div>
    </header>
  )
}
