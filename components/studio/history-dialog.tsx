"use client"

import { useQuery } from "@tanstack/react-query"
import { useLiveEvent } from "@/components/live/use-live-event"
import { cx } from "@/components/ui/cx"
import { Dialog } from "@/components/ui/dialog"
import { historyQuery } from "@/lib/comparisons/queries"
import { bestScore, type HistoryEntry, type HistoryTake } from "@/lib/comparisons/schema"
import { momentWords, plural } from "@/lib/format"

type Props = { team: string; project: string; shotNumber: number; onClose: () => void }

/** What became of a shot, newest first: what was sent, which takes came of it, what was picked or decided and why. For reading. */
export default function HistoryDialog({ team, project, shotNumber, onClose }: Props) {
  const { data, error, refetch } = useQuery(historyQuery(team, project, shotNumber))
  useLiveEvent((event) => {
    if (event.type === "shot") void refetch()
  })
  return (
    <Dialog title={`History of shot ${shotNumber}`} onClose={onClose} className="w-[640px]!">
      {error && (
        <p role="alert" className="text-stop">
          {error.message} Close this and open it again.
        </p>
      )}
      {!data && !error && <p className="text-ink-3">Reading</p>}
      {data?.entries.length === 0 && <p className="text-ink-2">Nothing has been sent yet.</p>}
      <ol className="grid">
        {data?.entries.map((entry) => (
          <li key={entry.id} className="grid gap-1.5 border-line border-t py-3 first:border-t-0 first:pt-0">
            <p className="flex items-baseline justify-between gap-3">
              <span className="font-medium">{titleOf(entry)}</span>
              <span className="flex-none text-12 text-ink-3">
                {entry.authorName}, <time dateTime={entry.at}>{momentWords(entry.at)}</time>
              </span>
            </p>
            <EntryBody entry={entry} />
          </li>
        ))}
      </ol>
      {data?.isCut && <p className="text-12 text-ink-3">What is older is not listed here.</p>}
    </Dialog>
  )
}

function EntryBody({ entry }: { entry: HistoryEntry }) {
  switch (entry.kind) {
    case "press":
      return <Press entry={entry} />
    case "decision":
      return <Decision entry={entry} />
    case "pick":
      return <Pick entry={entry} />
  }
}

function titleOf(entry: HistoryEntry): string {
  if (entry.kind === "pick") return `Take ${entry.take.number} ${entry.isPicked ? "picked" : "taken out of the cut"}`
  if (entry.kind === "press") {
    return `${entry.version.isNew ? "Version" : "Again version"} ${entry.version.number} sent, ${plural(entry.takes.length, "take")}`
  }
  const picked = entry.takes.find(({ isPicked }) => isPicked)
  return picked ? `Take ${picked.number} picked` : "Decided, nothing picked"
}

function Press({ entry: { version, takes } }: { entry: Extract<HistoryEntry, { kind: "press" }> }) {
  return (
    <>
      {version.isNew && <p className="line-clamp-4 whitespace-pre-wrap text-ink-2">{version.text || "No words"}</p>}
      <ul className="grid gap-0.5">
        {takes.map((take) => (
          <li key={take.id} className="flex items-center justify-between gap-3 text-12 text-ink-2">
            <TakeWords take={take} />
            <span className="flex-none text-ink-3">{take.isInTrash ? "in the trash" : take.status}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

function Pick({ entry: { take, isPicked } }: { entry: Extract<HistoryEntry, { kind: "pick" }> }) {
  return (
    <p className="flex items-center justify-between gap-3 text-12">
      <TakeWords take={take} isPicked={isPicked} />
      {take.isInTrash && <span className="flex-none text-ink-3">in the trash</span>}
    </p>
  )
}

function Decision({ entry: { note, takes } }: { entry: Extract<HistoryEntry, { kind: "decision" }> }) {
  return (
    <>
      {note && <p className="whitespace-pre-wrap break-words text-14">{note}</p>}
      <ul className="grid gap-1">
        {takes.map((take) => (
          <li key={take.id} className="grid items-center gap-x-3 text-12 sm:grid-cols-[minmax(0,11rem)_minmax(0,1fr)]">
            <TakeWords take={take} isPicked={take.isPicked} />
            <span className="text-ink-3">
              {take.scores.length === 0
                ? "not scored"
                : take.scores.map(({ criterion, score }) => `${criterion} ${score} of ${bestScore}`).join(", ")}
              {take.isInTrash && ", in the trash"}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

/** The circled take: a picked one's number is a filled circle, the others' a plate. */
function TakeWords({ take: { number, modelName }, isPicked = false }: { take: HistoryTake; isPicked?: boolean }) {
  return (
    <span className="flex min-w-0 items-center gap-2 text-ink-2">
      <span
        aria-hidden="true"
        className={cx(
          "h-5 min-w-5 flex-none px-1 text-center font-semibold text-11 leading-5!",
          isPicked ? "rounded-full bg-accent text-on-accent" : "rounded-tag bg-control text-ink",
        )}
      >
        {number}
      </span>
      <span className="sr-only">{isPicked ? `Take ${number}, picked,` : `Take ${number},`}</span>
      <span className="truncate">{modelName}</span>
    </span>
  )
}
