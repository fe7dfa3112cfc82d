import type { SessionView } from "@/lib/arena/schema"
import { plural } from "@/lib/format"

/** Who may judge, how far each is, and whose ballots were left out. */
export function SessionJudges({ session }: { session: SessionView }) {
  return (
    <section aria-labelledby="judges" className="border-line border-t py-4">
      <h2 id="judges" className="font-semibold text-16">
        Judges
      </h2>
      <p className="mb-2 text-12 text-ink-3">
        {session.isForAll ? "Everybody of the team may judge." : "These people may judge."}
      </p>
      <ul className="grid max-w-[640px] gap-2">
        {session.judges.map(({ id, name, voted, pairs, leftOut }) => (
          <li key={id} className="grid grid-cols-[minmax(0,1fr)_128px_minmax(0,1fr)] items-center gap-x-4 max-sm:grid-cols-2">
            <span className="truncate">{name}</span>
            <span aria-hidden="true" className="h-1 bg-line-strong max-sm:hidden">
              <span className="block h-full bg-ink-2" style={{ width: `${(voted / Math.max(1, pairs)) * 100}%` }} />
            </span>
            <span className="text-ink-2 max-sm:justify-self-end">
              {voted === 0 ? "not begun" : `${voted} of about ${plural(pairs, "pair")}`}
            </span>
            {leftOut && (
              <span className="col-span-full text-12 text-ink-3">
                Left out of the figures by {leftOut.by}: {leftOut.reason}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
