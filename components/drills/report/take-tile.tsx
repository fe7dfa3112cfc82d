import Link from "next/link"
import { halfTitles } from "@/components/drills/report/words"
import { TakeNumber, TakePicture, TakeState } from "@/components/takes/take-frame"
import { chargeSentence, frameWords, moneyWords } from "@/components/takes/take-words"
import type { HalfReport } from "@/lib/drills/report"
import type { TakeView } from "@/lib/takes/schema"

/** The take that stands for one half: its picture, or its state; below, which one it is and what it cost. */
export function TakeTile({ report, href, now }: { report: HalfReport; href: string; now: number }) {
  const { half, lead, finished } = report
  const words = lead && frameWords(lead, now)
  return (
    <figure className="min-w-0">
      <Link
        href={href}
        aria-label={lead ? `${halfTitles[half]}, take ${lead.number}, ${lead.status}` : `${halfTitles[half]}, no take`}
        className="relative block aspect-video overflow-hidden rounded-picture bg-well"
      >
        {lead && <TakeNumber number={lead.number} isPicked={lead.isPicked} bare={words !== null} />}
        {lead && words === null && <TakePicture take={lead} eager />}
        {lead && words && <TakeState words={words} firstFrameUrl={lead.firstFrameUrl} />}
      </Link>
      <figcaption className="mt-1.5 flex justify-between gap-2">
        <span className="truncate font-medium">{halfTitles[half]}</span>
        <span className="flex-none text-ink-2">{lead && moneyWords(lead)}</span>
      </figcaption>
      <p className="truncate text-12 text-ink-3">
        {lead ? `Take ${lead.number}${finished.length > 1 ? `, the newest of ${finished.length}` : ""}` : "No take"}
        {lead?.isPicked && ", picked"}
      </p>
    </figure>
  )
}

/** Takes that ended without a clip are results too: what happened, and whether it was charged. */
export function BadEnds({ reports, now }: { reports: readonly HalfReport[]; now: number }) {
  const ends = reports.flatMap(({ half, takes }) =>
    takes.filter(({ failure, clip }) => failure !== null && clip === null).map((take) => ({ half, take })),
  )
  if (ends.length === 0) return null
  return (
    <ul className="mt-3 grid gap-1 text-12 text-ink-2">
      {ends.map(({ half, take }) => (
        <li key={take.id}>
          <span className="text-stop">{badWord(take, now)}</span>: take {take.number}, {halfTitles[half].toLowerCase()}.{" "}
          {take.failure?.message} {chargeSentence(take)}
        </li>
      ))}
    </ul>
  )
}

function badWord(take: TakeView, now: number): string {
  return frameWords(take, now)?.word ?? take.status
}
